"""Rules and vouchers in words, for the owner's lists."""

from django.utils import timezone
from django.utils.translation import gettext as _

from shop.backoffice.columns import local_time
from shop.catalog.selectors import stage


def state_of(row) -> str:
    """Of a rule or a voucher, at this moment."""
    if not row.active:
        return _("switched off")
    told = {"coming": _("coming"), "running": _("running"), "past": _("over"), "used up": _("used up")}
    return told[stage(row, now=timezone.now())]


def period_of(row) -> str:
    if row.ends_at is None:
        return _("from %(first)s") % {"first": local_time(row.starts_at)}
    return f"{local_time(row.starts_at)} – {local_time(row.ends_at)}"


def uses_of(voucher) -> str:
    if voucher.limit is None:
        return str(voucher.used)
    return _("%(used)d of %(limit)d") % {"used": voucher.used, "limit": voucher.limit}
