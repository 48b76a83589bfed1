"""Rules and vouchers as they are stored: what the services refuse, and what the database refuses whoever asks."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from shop.catalog import promotions, vouchers
from shop.catalog import selectors as catalog
from shop.catalog.models import PriceLevel, PriceRule, Voucher, VoucherUse
from shop.catalog.pricing import BuyXGetY, FixedPrice, Level, PercentOff, Tiers
from shop.catalog.services import CodeTaken
from shop.store import freshness
from tests import build
from tests.checks import nothing_written
from tests.promotions import rule, voucher

pytestmark = pytest.mark.django_db

TIERS = {"kind": "tiers", "value": None}
LEVELS = (Level(3, percent=5), Level(6, price=800))
BEFORE, AFTER = build.NOW - build.HOUR, build.NOW + build.HOUR


@pytest.mark.parametrize(
    ("facts", "terms"),
    [
        ({"value": 25}, PercentOff(25)),
        ({"kind": "price", "value": 9000}, FixedPrice(9000)),
        ({"kind": "buy_get", "value": None, "buy": 2, "get": 1}, BuyXGetY(2, 1)),
        (
            TIERS | {"levels": [Level(3, percent=5), Level(6, price=800)]},
            Tiers((Level(3, percent=5), Level(6, price=800))),
        ),
    ],
)
def test_a_rule_is_read_as_it_was_written(facts, terms):
    bag = build.sku()
    made = rule(bag, **facts)
    (read,) = catalog.current_rules(now=build.NOW)
    assert (read.pk, read.terms, read.skus, read.combines) == (made.pk, terms, frozenset({bag.pk}), True)


def test_what_is_over_switched_off_or_still_to_come_is_not_in_force():
    rule(starts_at=BEFORE, ends_at=build.NOW)
    coming = rule(starts_at=AFTER)
    off = rule()
    promotions.switch_rule(rule=off, on=False, now=build.NOW, by="pemilik")
    assert catalog.current_rules(now=build.NOW) == ()
    assert catalog.next_change(now=build.NOW) == AFTER
    assert [one.pk for one in catalog.current_rules(now=AFTER)] == [coming.pk]


@pytest.mark.parametrize(
    "facts",
    [
        {"value": 0},
        {"value": 100},
        {"value": None},
        {"kind": "amount", "value": 0},
        {"kind": "price", "value": 100_000_000},
        {"kind": "buy_get", "value": None, "buy": 0, "get": 1},
        {"kind": "buy_get", "value": None, "buy": 2, "get": None},
        TIERS,
        TIERS | {"levels": [Level(1, percent=5)]},
        TIERS | {"levels": [Level(3, percent=5), Level(3, percent=6)]},
        TIERS | {"levels": [Level(3, percent=100)]},
        TIERS | {"levels": [Level(3)]},
        {"ends_at": build.NOW},
        {"name": "x" * 61},
        {"everything": False},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_and_nothing_is_written(facts):
    with nothing_written(), pytest.raises(promotions.BadRule), transaction.atomic():
        rule(**facts)


def test_changing_a_rule_replaces_its_articles_and_its_terms():
    bag, tea = build.sku(), build.sku()
    made = rule(bag, **TIERS, levels=[Level(3, percent=5)])
    promotions.change_rule(
        rule=made, skus=[tea], kind="percent", value=10, everything=False, now=build.NOW, by="pemilik"
    )
    (read,) = catalog.current_rules(now=build.NOW)
    assert (read.terms, read.skus) == (PercentOff(10), frozenset({tea.pk}))
    assert not PriceLevel.objects.exists()


def test_every_change_of_a_rule_renews_the_window(django_capture_on_commit_callbacks):
    seen = set()
    for act in (
        rule,
        lambda: promotions.switch_rule(rule=PriceRule.objects.get(), on=False, now=build.NOW, by="p"),
        lambda: promotions.change_rule(
            rule=PriceRule.objects.get(), skus=(), active=True, everything=True, now=build.NOW, by="p"
        ),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            act()
        seen.add(freshness.current())
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (PriceRule, {"value": 100}),
        (PriceRule, {"value": None}),
        (PriceRule, {"buy": 1}),
        (PriceRule, {"kind": "buy_get", "value": None, "buy": 1}),
        (PriceLevel, {"percent": None}),
        (PriceLevel, {"price": 1000}),
        (PriceLevel, {"units": 1}),
        (PriceRule, {"ends_at": build.NOW}),
        (Voucher, {"used": 3}),
        (Voucher, {"value": 0}),
        (Voucher, {"kind": "percent", "value": 101}),
        (Voucher, {"minimum": -1}),
        (Voucher, {"ends_at": F("starts_at")}),
        (Voucher, {"limit": 0}),
    ],
)
def test_the_database_refuses_what_makes_no_sense(model, changes):
    made = rule()
    PriceLevel.objects.create(rule=made, units=3, percent=5)
    voucher(limit=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**changes)


# Vouchers


@pytest.mark.parametrize(
    ("typed", "code"), [("hemat10", "HEMAT10"), (" he mat 10 ", "HEMAT10"), ("HE", ""), ("a\x00b", "")]
)
def test_codes_are_read_without_regard_to_case_and_blanks(typed, code):
    assert vouchers.normalise(typed) == code


def test_a_code_exists_once_whatever_its_case():
    voucher("HEMAT")
    with pytest.raises(CodeTaken):
        voucher("hemat")
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.create(
            code="hemat", kind="amount", value=1, starts_at=build.NOW, changed_at=build.NOW, changed_by="x"
        )


def claim(document="order:1", phone=build.PHONE, at=build.NOW, code="HEMAT"):
    with transaction.atomic():
        vouchers.claim(code=code, document=document, phone=phone, at=at)


def used() -> int:
    return Voucher.objects.get().used


def test_a_voucher_is_used_as_often_as_its_limit_says():
    voucher(limit=2)
    claim("order:1")
    claim("order:2")
    with nothing_written(), pytest.raises(vouchers.VoucherRefused, match="has been used up"):
        claim("order:3")


def test_one_number_uses_it_as_often_as_the_owner_said():
    voucher(per_phone=1)
    claim("order:1")
    with nothing_written(), pytest.raises(vouchers.VoucherRefused, match="with this WhatsApp number already"):
        claim("order:2")
    claim("order:3", phone="6289999999999")
    vouchers.release(document="order:1", at=build.NOW)
    claim("order:4")
    assert used() == 2


@pytest.mark.parametrize(
    ("at", "sentence"),
    [(build.NOW - build.HOUR, "is not valid yet"), (build.NOW + build.DAY, "is not valid any more")],
)
def test_outside_its_period_it_is_refused(at, sentence):
    voucher()
    with nothing_written(), pytest.raises(vouchers.VoucherRefused, match=sentence):
        claim(at=at)


def test_a_use_is_given_back_once_however_often_it_is_asked():
    voucher(limit=1)
    claim("order:1")
    for _again in range(3):
        vouchers.release(document="order:1", at=build.NOW)
    vouchers.release(document="order:unknown", at=build.NOW)
    assert used() == 0
    claim("order:2")
    with pytest.raises(vouchers.VoucherRefused), transaction.atomic():
        vouchers.claim_again(document="order:1")
    assert VoucherUse.objects.get(document="order:1").released_at == build.NOW
    assert used() == 1


def test_the_limit_cannot_go_below_what_is_used():
    made = voucher(limit=5)
    claim("order:1")
    claim("order:2")
    with nothing_written(), pytest.raises(vouchers.BadVoucher):
        vouchers.change_voucher(voucher=made, limit=1, now=build.NOW, by="pemilik")
