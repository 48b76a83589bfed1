"""Rules and vouchers in words, for the owner's lists."""

from django.utils import timezone
from django.utils.translation import gettext as _

from shop.backoffice.columns import local_time
from shop.catalog.models import Voucher


def state_of(row) -> str:
    """Of a rule or a voucher, at this moment."""
    now = timezone.now()
    if not row.active:
        return _("switched off")
    if now < row.starts_at:
        return _("coming")
    if row.ends_at is not None and row.ends_at <= now:
        return _("over")
    return _("used up") if isinstance(row, Voucher) and row.used_up else _("running")


def period_of(row) -> str:
    if row.ends_at is None:
        return _("from %(first)s") % {"first": local_time(row.starts_at)}
    return f"{local_time(row.starts_at)} – {local_time(row.ends_at)}"


def uses_of(voucher) -> str:
    if voucher.limit is None:
        return str(voucher.used)
    return _("%(used)d of %(limit)d") % {"used": voucher.used, "limit": voucher.limit}
