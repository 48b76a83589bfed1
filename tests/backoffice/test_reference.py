"""Data induk: delivery zones and bank accounts."""

import pytest

from accounting.models import Account
from shop.payments.models import BankAccount
from shop.shipping.models import Zone
from tests import build
from tests.backoffice.reading import text

pytestmark = pytest.mark.django_db
ZONES = "/admin/shipping/zone/"
ACCOUNTS = "/admin/payments/bankaccount/"
ACCOUNT = {"bank": "BSI", "number": "7001234567", "holder": "SITI", "position": "1", "active": "on"}


def test_a_new_bank_account_has_its_own_account_in_the_books(owner):
    owner.post(f"{ACCOUNTS}create/", ACCOUNT)
    made = BankAccount.objects.get()
    assert (made.bank, made.holder, made.active) == ("BSI", "SITI", True)
    assert Account.objects.filter(role="bank:7001234567").count() == 1


def test_the_number_of_an_account_stays(owner):
    account = build.bank_account()
    owner.post(f"{ACCOUNTS}edit/{account.pk}/", ACCOUNT | {"number": "999999", "bank": "BCA", "active": ""})
    account = build.fresh(account)
    assert (account.number, account.holder, account.active) == ("1234567890", "SITI", False)


@pytest.mark.parametrize("number", ["12-34", "rekening", "", "1234567890"])
def test_a_number_that_is_none_or_is_taken_opens_no_account(owner, number):
    build.bank_account()
    before = Account.objects.count()
    owner.post(f"{ACCOUNTS}create/", ACCOUNT | {"number": number})
    assert (BankAccount.objects.count(), Account.objects.count()) == (1, before)


def test_an_account_is_never_deleted(owner):
    account = build.bank_account()
    owner.post(f"{ACCOUNTS}delete/{account.pk}/")
    assert BankAccount.objects.count() == 1


def test_fees_are_written_and_shown_in_rupiah(owner):
    form = {"name": "Barat", "code": "BARAT", "fee": "Rp10.000", "free_from": "", "position": "0", "eta": "1 hari"}
    owner.post(f"{ZONES}create/", form | {"active": "on"})
    zone = Zone.objects.get()
    assert (zone.fee, zone.free_from) == (10000, None)
    assert "Rp10.000" in text(owner.get(ZONES))


def test_a_fee_that_can_be_read_in_two_ways_is_refused(owner):
    owner.post(f"{ZONES}create/", {"name": "Barat", "code": "BARAT", "fee": "10,5", "position": "0"})
    assert not Zone.objects.exists()
