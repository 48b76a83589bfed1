"""The verbs of vouchers. A use is claimed with an order's goods and given back with them, exactly once each."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from shop.catalog.limits import price_fault
from shop.catalog.models import Voucher, VoucherUse
from shop.catalog.promotions import percent_fault, period_fault
from shop.catalog.selectors import used_up, voucher_fault, voucher_named
from shop.catalog.services import CatalogError, CodeTaken

CODE = re.compile(r"[A-Z0-9-]{3,20}", re.ASCII)


class VoucherRefused(CatalogError):
    """Carries the sentence for the customer."""


class BadVoucher(CatalogError):
    pass


def normalise(text: str) -> str:
    """As codes are stored: capitals without blanks. "" for what cannot be a code."""
    code = "".join(text.split()).upper()
    return code if CODE.fullmatch(code) else ""


@transaction.atomic
def create_voucher(*, now: datetime, by: str, **facts) -> Voucher:
    """`facts`: the columns of Voucher. Raises BadVoucher, CodeTaken."""
    return _write(Voucher(**facts), now, by)


@transaction.atomic
def change_voucher(*, voucher: Voucher, now: datetime, by: str, **facts) -> Voucher:
    """The limit cannot go below what is used already. Raises BadVoucher, CodeTaken."""
    locked = Voucher.objects.select_for_update().get(pk=voucher.pk)
    for name, value in facts.items():
        setattr(locked, name, value)
    return _write(locked, now, by)


def switch_voucher(*, voucher: Voucher, on: bool, now: datetime, by: str) -> None:
    Voucher.objects.filter(pk=voucher.pk).update(active=on, changed_at=now, changed_by=by)


@transaction.atomic
def claim(*, code: str, document: str, phone: str, at: datetime) -> None:
    """One use for `document`. Raises VoucherRefused when there is none left, for anybody or for this phone.

    Part of the order's transaction, which the error ends.
    """
    # Conditional UPDATE: two buyers, one use, one of them gets 0 rows (tests/concurrency/test_vouchers.py). The row
    # stays locked until commit, so the uses of a phone are counted by one checkout at a time.
    if not _valid(at).filter(_LEFT, code=code).update(used=F("used") + 1):
        raise VoucherRefused(voucher_fault(voucher_named(code), now=at) or used_up(code))
    voucher = Voucher.objects.get(code=code)
    mine = voucher.uses.filter(phone=phone, released_at=None)
    if voucher.per_phone is not None and mine.count() >= voucher.per_phone:
        raise VoucherRefused(_("The voucher %(code)s was used with this WhatsApp number already.") % {"code": code})
    VoucherUse.objects.create(voucher=voucher, document=document, phone=phone, claimed_at=at)


@transaction.atomic
def release(*, document: str, at: datetime) -> None:
    """The use is free for others again; nothing happens when it was given back before."""
    if VoucherUse.objects.filter(document=document, released_at=None).update(released_at=at):
        Voucher.objects.filter(uses__document=document).update(used=F("used") - 1)


@transaction.atomic
def claim_again(*, document: str) -> None:
    """For an order that is revived: what was agreed counts, whatever the period says. Raises VoucherRefused."""
    if not VoucherUse.objects.filter(document=document).exclude(released_at=None).update(released_at=None):
        return
    voucher = Voucher.objects.get(uses__document=document)
    if not Voucher.objects.filter(_LEFT, pk=voucher.pk).update(used=F("used") + 1):
        raise VoucherRefused(used_up(voucher.code))


_LEFT = Q(limit=None) | Q(used__lt=F("limit"))


def _valid(now: datetime):
    return Voucher.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), active=True, starts_at__lte=now)


def _write(voucher: Voucher, now: datetime, by: str) -> Voucher:
    voucher.code = normalise(voucher.code)
    if fault := _fault(voucher):
        raise BadVoucher(fault)
    voucher.changed_at, voucher.changed_by = now, by
    try:
        with transaction.atomic():
            voucher.save()
    except IntegrityError:
        if Voucher.objects.filter(code=voucher.code).exclude(pk=voucher.pk).exists():
            raise CodeTaken(_("The code %(code)s is in use already.") % {"code": voucher.code}) from None
        raise
    return voucher


def _fault(voucher: Voucher) -> str:
    if not voucher.code:
        return _("A code has 3 to 20 letters and digits, and nothing else.")
    if fault := period_fault(voucher.starts_at, voucher.ends_at) or _value_fault(voucher):
        return fault
    if voucher.limit is not None and voucher.limit < max(voucher.used, 1):
        return _("%(count)d uses are taken already: the limit cannot be lower.") % {"count": max(voucher.used, 1)}
    return ""


def _value_fault(voucher: Voucher) -> str:
    if voucher.kind == Voucher.Kind.PERCENT:
        return percent_fault(voucher.value, most=100)
    return price_fault(voucher.value or 0)
