"""The owner's lists of price promotions and vouchers; nobody else comes near them."""

from html import unescape

import pytest
from django.urls import reverse

from shop.catalog.models import PriceRule, Sku, Voucher
from shop.catalog.pricing import AmountOff, BuyXGetY, FixedPrice, Level, PercentOff, Tiers
from shop.catalog.selectors import current_rules
from tests import build
from tests.checks import nothing_written, text_of
from tests.promotions import rule, voucher

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

START, END = "2026-11-24T09:30", "2026-11-25T09:30"
NAMES = ("add", "change", "stop", "start")


def rule_data(*skus, **facts):
    return {
        "name": "Promo Sore",
        "kind": "price",
        "amount": "12.000",
        "starts_at": START,
        "ends_at": END,
        "combines": "on",
        "skus": [sku.pk for sku in skus],
    } | facts


def voucher_data(**facts):
    return {"code": "hemat", "kind": "percent", "percent": "10", "cap": "20.000", "starts_at": START} | facts


def screens():
    """(address, valid data of a POST) of every screen, with a row for each."""
    bag, made, code = build.sku(), rule(), voucher("LAMA")
    for space, row, data in (("price_rules", made, rule_data(bag)), ("vouchers", code, voucher_data())):
        for name in NAMES:
            yield reverse(f"{space}:{name}", args=[] if name == "add" else [row.pk]), data
        for name in ("index", "index_results"):
            yield reverse(f"{space}:{name}"), {}


def refused(response) -> bool:
    return response.status_code == 302 and response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("role", ["cashier", "mentor"])
def test_others_are_refused_by_address_and_change_nothing(people, role):
    client, addresses = people(role), list(screens())
    with nothing_written():
        for address, data in addresses:
            assert refused(client.get(address)), address
            assert refused(client.post(address, data)), address


def test_nobody_comes_in_without_logging_in(client):
    addresses = list(screens())
    with nothing_written():
        answers = [client.post(address, data) for address, data in addresses]
    assert all(answer.url.startswith(reverse("wagtailadmin_login")) for answer in answers)


def test_the_owner_makes_a_promotion_that_is_in_force_at_once(owner):
    bag = build.sku(price=15000)
    assert owner.post(reverse("price_rules:add"), rule_data(bag)).status_code == 302
    (made,) = current_rules(now=build.NOW)
    assert (made.name, made.terms, made.skus) == ("Promo Sore", FixedPrice(12000), frozenset({bag.pk}))
    assert (made.starts_at, made.ends_at) == (build.NOW, build.NOW + build.DAY)
    assert PriceRule.objects.get().changed_by == "test-owner"
    listed = text_of(owner.get(reverse("price_rules:index")))
    assert "Promo Sore" in listed
    assert "now Rp12.000" in listed


def test_the_form_of_a_change_shows_what_is_stored_and_stores_what_is_sent(owner):
    made = rule(kind="tiers", value=None, levels=[Level(3, percent=5), Level(6, price=8000)])
    address = reverse("price_rules:change", args=[made.pk])
    page = owner.get(address).content.decode()
    assert "3 = 5%\n6 = 8.000" in page
    assert 'type="datetime-local"' in page
    assert f'value="{START}"' in page
    data = rule_data(kind="tiers", amount="", levels="4 = 10%\n8: Rp7.500", everything="on")
    assert owner.post(address, data).status_code == 302
    (read,) = current_rules(now=build.NOW)
    assert read.terms == Tiers((Level(4, percent=10), Level(8, price=7500)))


def test_stop_and_start(owner):
    made = rule()
    owner.post(reverse("price_rules:stop", args=[made.pk]))
    assert current_rules(now=build.NOW) == ()
    owner.post(reverse("price_rules:start", args=[made.pk]))
    assert len(current_rules(now=build.NOW)) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": ""},
        {"amount": "27,5"},
        {"kind": "percent", "percent": "100"},
        {"kind": "unknown"},
        {"kind": "tiers", "levels": "banyak = murah"},
        {"kind": "tiers", "levels": "3 = x"},
        {"starts_at": "besok"},
        {"starts_at": "0001-01-01T00:00"},
        {"ends_at": START},
        {"skus": []},
        {"skus": ["9" * 30]},
        {"name": "a\x00b"},
    ],
)
def test_bad_input_is_answered_with_the_form(owner, facts):
    bag = build.sku()
    with nothing_written():
        answer = owner.post(reverse("price_rules:add"), rule_data(bag) | facts)
    assert answer.status_code == 422
    assert "Promo Sore" in answer.content.decode() or "name" in facts


LEFT_OVER = {"percent": "12,5", "amount": "banyak", "buy": "x", "get": "0", "levels": "banyak = murah"}
KINDS = {
    "percent": ({"percent": "10"}, PercentOff(10)),
    "amount": ({"amount": "2.000"}, AmountOff(2000)),
    "price": ({"amount": "12.000"}, FixedPrice(12000)),
    "buy_get": ({"buy": "2", "get": "1"}, BuyXGetY(2, 1)),
    "tiers": ({"levels": "3 = 10%"}, Tiers((Level(3, percent=10),))),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_the_fields_of_another_kind_is_not_read(owner, kind):
    typed, terms = KINDS[kind]
    data = rule_data(build.sku()) | LEFT_OVER | {"kind": kind} | typed
    assert owner.post(reverse("price_rules:add"), data).status_code == 302
    (made,) = current_rules(now=build.NOW)
    assert made.terms == terms
    address = reverse("price_rules:change", args=[made.pk])
    assert owner.post(address, data).status_code == 302


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_still_there_when_the_form_comes_back_for_something_else(owner, kind):
    typed, _terms = KINDS[kind]
    answer = owner.post(
        reverse("price_rules:add"), rule_data(build.sku()) | LEFT_OVER | {"kind": kind, "name": ""} | typed
    )
    form = answer.context["form"]
    assert set(form.errors) == {"name"}
    assert {name: form[name].value() for name in LEFT_OVER} == LEFT_OVER | typed
    page = unescape(answer.content.decode())
    assert all(text in page for text in (LEFT_OVER | typed).values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_the_chosen_kind_are_needed(owner, kind):
    typed, _terms = KINDS[kind]
    answer = owner.post(reverse("price_rules:add"), rule_data(build.sku()) | {"kind": kind} | dict.fromkeys(typed, ""))
    assert set(answer.context["form"].errors) == set(typed)


def of_three_prices(kind: str, **typed):
    return rule_data(*(build.sku(price=price) for price in (1500, 2000, 15000)), kind=kind, **typed)


NOTHING_LOWERED = "No article becomes cheaper: compare the number with the prices of the articles."
SOME_LOWERED = "Promo Sore lowers the price of 1 of 3 articles; the others are too cheap for this promotion already."
OF_TOO_CHEAP = [
    ("amount", "amount", "15.000", "2.000"),
    ("price", "amount", "15.000", "2.000"),
    ("tiers", "levels", "3 = 15.000", "3 = 2.000"),
]


@pytest.mark.parametrize(("kind", "field", "for_none", "_for_some"), OF_TOO_CHEAP)
def test_a_promotion_that_lowers_no_price_is_refused(owner, kind, field, for_none, _for_some):
    data, made = of_three_prices(kind, **{field: for_none}), rule(name="Lama")
    with nothing_written():
        answers = [
            owner.post(address, data)
            for address in (reverse("price_rules:add"), reverse("price_rules:change", args=[made.pk]))
        ]
    for answer in answers:
        assert answer.status_code == 422
        assert NOTHING_LOWERED in text_of(answer)
        assert answer.context["form"][field].value() == for_none


@pytest.mark.parametrize(("kind", "field", "_for_none", "for_some"), OF_TOO_CHEAP)
def test_of_one_that_lowers_some_prices_the_owner_is_told_how_many(owner, kind, field, _for_none, for_some):
    data = of_three_prices(kind, **{field: for_some})
    assert SOME_LOWERED in text_of(owner.post(reverse("price_rules:add"), data, follow=True))
    address = reverse("price_rules:change", args=[PriceRule.objects.get().pk])
    assert SOME_LOWERED in text_of(owner.post(address, data, follow=True))


def test_for_all_articles_those_count_that_are_sold(owner):
    data = of_three_prices("amount", amount="2.000", everything="on") | {"skus": []}
    Sku.objects.filter(price=1500).update(archived_at=build.NOW)
    told = text_of(owner.post(reverse("price_rules:add"), data, follow=True))
    assert "lowers the price of 1 of 2 articles" in told


def test_nothing_is_told_of_one_that_lowers_every_price(owner):
    told = text_of(owner.post(reverse("price_rules:add"), of_three_prices("percent", percent="10"), follow=True))
    assert "Promo Sore is ready." in told
    assert "too cheap" not in told


@pytest.mark.parametrize(
    ("facts", "value"),
    [({"kind": "percent", "amount": "banyak"}, 10), ({"kind": "amount", "percent": "12,5", "amount": "5.000"}, 5000)],
)
def test_a_voucher_too_reads_only_what_its_kind_needs(owner, facts, value):
    assert owner.post(reverse("vouchers:add"), voucher_data(**facts)).status_code == 302
    made = Voucher.objects.get()
    assert made.value == value
    answer = owner.post(reverse("vouchers:change", args=[made.pk]), voucher_data(**facts, code="!!"))
    form = answer.context["form"]
    assert set(form.errors) == {"code"}
    assert {name: form[name].value() for name in ("percent", "amount")} == {
        name: voucher_data(**facts).get(name) for name in ("percent", "amount")
    }


def test_the_owner_makes_and_changes_a_voucher(owner):
    assert owner.post(reverse("vouchers:add"), voucher_data(limit="50", per_phone="1")).status_code == 302
    made = Voucher.objects.get()
    assert (made.code, made.value, made.cap, made.minimum, made.limit, made.per_phone) == ("HEMAT", 10, 20000, 0, 50, 1)
    assert "0 of 50" in text_of(owner.get(reverse("vouchers:index")))
    address = reverse("vouchers:change", args=[made.pk])
    assert owner.get(address).status_code == 200
    owner.post(address, voucher_data(kind="amount", percent="", amount="5.000", cap=""))
    assert (build.fresh(made).kind, build.fresh(made).value, build.fresh(made).limit) == ("amount", 5000, None)


@pytest.mark.parametrize(
    "facts", [{"code": "!!"}, {"code": "LAMA"}, {"percent": ""}, {"limit": "0"}, {"ends_at": START}]
)
def test_a_voucher_that_makes_no_sense_is_answered_with_the_form(owner, facts):
    voucher("LAMA")
    with nothing_written():
        assert owner.post(reverse("vouchers:add"), voucher_data() | facts).status_code == 422
