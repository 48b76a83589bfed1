"""The report's exact rows, its table for spreadsheets, and who may see it."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from blog.models import PromotionIndexPage, PromotionPage
from shop.backoffice.visits import funnel
from shop.backoffice.visits.funnel import Numbers
from shop.cart import services as carts
from shop.payments import services as payments
from shop.visits import services
from shop.visits.sources import Origin, campaign_of
from tests import build
from tests.backoffice.conftest import cashier, owner, people, roles
from tests.checks import text_of

__all__ = ["cashier", "owner", "people", "roles"]
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
YESTERDAY = build.TODAY - timedelta(days=1)


@pytest.fixture
def promotion(clock):
    build.shop()
    index = build.home().add_child(instance=PromotionIndexPage(title="Promo", slug="promo"))
    return index.add_child(
        instance=PromotionPage(title="-2 pekan", slug="-2-pekan", summary="Murah.", valid_from=build.TODAY)
    )


@pytest.fixture
def sold(promotion):
    """Two days: 8 visits by WhatsApp for the promotion, 4 direct ones; one paid order, two that wait."""
    campaign = campaign_of(promotion.pk)
    services.add(
        {
            (build.TODAY, "whatsapp", campaign, "visit"): 5,
            (build.TODAY, "whatsapp", campaign, "product"): 7,
            (build.TODAY, "whatsapp", campaign, "basket"): 2,
            (build.TODAY, "whatsapp", campaign, "checkout"): 2,
            (YESTERDAY, "whatsapp", campaign, "visit"): 3,
            (build.TODAY, "direct", "", "visit"): 4,
        }
    )
    build.pay(tagged_order(build.sku(price=15000), 2, campaign))
    tagged_order(build.sku(price=9000), 1, campaign)
    build.order(build.sku(price=1000), now=build.NOW - build.DAY)


def tagged_order(sku, quantity: int, campaign: str):
    cart = build.cart((sku, quantity))
    carts.came_from(cart=cart, origin=Origin("whatsapp", campaign))
    return build.place(build.fresh(cart))


def test_rows_by_source_are_exact(sold):
    assert funnel.by_source(funnel.between(YESTERDAY, build.TODAY)) == [
        ("WhatsApp", Numbers(visit=8, product=7, basket=2, checkout=2, ordered=2, paid=1, turnover=30000)),
        ("Direct or unknown", Numbers(visit=4, ordered=1)),
    ]


def test_rows_by_day_are_exact_and_a_day_ends_at_midnight_in_the_shop(sold):
    build.order(build.sku(), now=build.NOW.replace(hour=0, minute=0))
    build.order(build.sku(), now=build.NOW.replace(hour=23, minute=59))
    assert funnel.by_day(funnel.between(YESTERDAY, build.TODAY)) == [
        (build.TODAY, Numbers(visit=9, product=7, basket=2, checkout=2, ordered=4, paid=1, turnover=30000)),
        (YESTERDAY, Numbers(visit=3, ordered=1)),
    ]


def test_a_campaign_has_numbers_of_its_own(promotion, sold):
    assert funnel.by_source(funnel.of_campaign(campaign_of(promotion.pk))) == [
        ("WhatsApp", Numbers(visit=8, product=7, basket=2, checkout=2, ordered=2, paid=1, turnover=30000))
    ]


def test_an_order_that_was_cancelled_or_expired_is_no_turnover(clock):
    build.cancelled_paid_order()
    (numbers,) = funnel.between(build.TODAY, build.TODAY).values()
    assert (numbers.ordered, numbers.paid, numbers.turnover) == (1, 0, 0)


def test_what_was_taken_back_of_a_sale_is_no_turnover(clock):
    build.shop()
    build.zone(fee=10_000)
    at = {"method": "delivery", "area": "zone:UTARA", "address": "Jalan 1"}
    part, whole, kept = (build.completed_order((build.sku(price=15_000), 2), **at) for _ in range(3))
    for order, amount in ((part, 12_000), (whole, whole.payable)):
        facts = {"account": build.bank_account(), "reason": "Rusak", "key": f"r:{order.pk}", "by": "pemilik"}
        payments.refund(order=order, amount=amount, now=build.NOW, **facts)
    assert (part.subtotal, whole.payable - whole.subtotal >= 10_000) == (30_000, True)
    (numbers,) = funnel.between(build.TODAY, build.TODAY).values()
    assert (numbers.ordered, numbers.paid, numbers.turnover) == (3, 3, 18_000 + 0 + 30_000)


def test_a_campaign_is_shown_by_the_title_of_its_page_and_else_as_it_is(owner, promotion):
    product = build.product(title="Keripik", slug="pekan")
    services.add(
        {
            (build.TODAY, "whatsapp", campaign_of(product.pk), "visit"): 3,
            (build.TODAY, "whatsapp", campaign_of(promotion.pk), "visit"): 2,
            (build.TODAY, "whatsapp", "-2-pekan", "visit"): 1,
            (build.TODAY, "whatsapp", campaign_of(10**17), "visit"): 9,
        }
    )
    rows = funnel.by_campaign(funnel.between(build.TODAY, build.TODAY))
    assert [(name, numbers.visit) for name, numbers in rows] == [
        ("Keripik (Product page)", 3),
        ("-2 pekan (Promotion)", 2),
        ("-2-pekan", 1),
    ]
    table = owner.get(reverse("visits_report"), {"export": "csv"}).content.decode()
    assert "Keripik (Product page)" in table


def test_pages_of_one_name_have_numbers_of_their_own_and_keep_them_when_renamed(owner, promotion):
    product = build.product(title="Keripik", slug=promotion.slug)
    services.add(
        {
            (build.TODAY, "whatsapp", campaign_of(product.pk), "visit"): 1,
            (build.TODAY, "whatsapp", campaign_of(promotion.pk), "visit"): 1,
        }
    )
    promotion.slug = "lain"
    promotion.save()
    for address in (kit(promotion), reverse("share_admin:kit", args=["produk", product.pk])):
        assert "Visits: 1 ·" in text_of(owner.get(address))


@pytest.mark.parametrize(
    ("visits", "orders", "share"), [(0, 3, None), (3, 1, 33), (3, 2, 67), (200, 1, 1), (1, 2, 200)]
)
def test_shares_are_whole_numbers(visits, orders, share):
    assert Numbers(visit=visits, ordered=orders).conversion == share


def test_the_owner_reads_the_report(owner, sold):
    shown = text_of(owner.get(reverse("visits_report")))
    assert "WhatsApp" in shown
    assert "Rp30.000" in shown
    assert "12 Visits" in shown
    assert "-2 pekan (" in shown


@pytest.mark.parametrize(("period", "visits"), [("today", 9), ("7", 12), ("30", 12), ("month", 12), ("nonsense", 12)])
def test_the_period_can_be_chosen(owner, sold, period, visits):
    assert owner.get(reverse("visits_report"), {"period": period}).context["whole"].visit == visits


def test_an_empty_period_is_explained(owner, clock):
    assert "Nothing was counted in these days." in text_of(owner.get(reverse("visits_report")))


def test_the_table_for_spreadsheets_holds_no_formula(owner, sold):
    answer = owner.get(reverse("visits_report"), {"export": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Day", "Source", "Campaign", "Visits"]
    assert rows[1:] == [
        ["2026-11-23", "Direct or unknown", "", "0", "0", "0", "0", "1", "0", "0"],
        ["2026-11-23", "WhatsApp", "'-2 pekan (Promotion)", "3", "0", "0", "0", "0", "0", "0"],
        ["2026-11-24", "Direct or unknown", "", "4", "0", "0", "0", "0", "0", "0"],
        ["2026-11-24", "WhatsApp", "'-2 pekan (Promotion)", "5", "7", "2", "2", "2", "1", "30000"],
    ]


@pytest.mark.parametrize("role", ["cashier", "mentor"])
def test_nobody_but_the_owner_sees_the_report(people, role, clock):
    client = people(role)
    for query in ({}, {"export": "csv"}):
        answer = client.get(reverse("visits_report"), query)
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))
    assert reverse("visits_report") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_owner_finds_it_in_the_menu(owner, clock):
    assert reverse("visits_report") in owner.get(reverse("wagtailadmin_home")).content.decode()


def kit(promotion) -> str:
    return reverse("share_admin:kit", args=["promo", promotion.pk])


def test_the_share_kit_tells_the_owner_what_came_of_it(owner, promotion, sold):
    shown = text_of(owner.get(kit(promotion)))
    assert "Visits: 8 · baskets: 2 · orders: 2 · paid: 1 · turnover: Rp30.000" in shown


def test_the_share_kit_says_when_nobody_came(owner, promotion):
    assert "Nobody has come through a link of this page yet." in text_of(owner.get(kit(promotion)))


def test_the_cashier_shares_without_seeing_turnover(cashier, promotion, sold):
    answer = cashier.get(kit(promotion))
    assert answer.status_code == 200
    assert "turnover" not in text_of(answer)
