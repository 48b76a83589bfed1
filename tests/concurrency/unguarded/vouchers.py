"""A voucher is used by check, then save. The queue of order numbers, a second guard, is off as well."""

from shop.catalog import vouchers
from shop.catalog.models import Voucher, VoucherUse
from tests.concurrency.unguarded import lose_time, queue

__all__ = ["queue"]


def claim(*, code, document, phone, at):
    voucher = Voucher.objects.get(code=code)
    if voucher.limit is not None and voucher.used >= voucher.limit:
        raise vouchers.VoucherRefused(code)
    lose_time()
    voucher.used += 1
    voucher.save(update_fields=["used"])
    VoucherUse.objects.create(voucher=voucher, document=document, phone=phone, claimed_at=at)


vouchers.claim = claim
