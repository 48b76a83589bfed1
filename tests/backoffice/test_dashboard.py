"""The first page: what waits, and a menu without what a shop does not need."""

import re

import pytest
from wagtail.admin.menu import admin_menu

from tests import build
from tests.backoffice.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def menu(client) -> list[str]:
    """Names of what stands in the menu, from the top."""
    request = client.get("/admin/").wsgi_request
    return [item.name for item in sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)]


def tiles(client) -> dict[str, str]:
    html = client.get("/admin/").content.decode()
    found = re.findall(r'<a href="([^"]+)"><strong>(\d+)</strong> ([^<]+)</a>', html)
    return {label: f"{count} {url}" for url, count, label in found}


def test_what_waits_is_counted_and_each_count_is_a_link(owner):
    build.order()
    build.paid_order()
    build.sku(stock=1, reorder_point=5)
    build.statement_line(amount=12345)
    assert tiles(owner) == {
        "payments to check": "1 /admin/payments/",
        "orders to pack": "1 /admin/orders/?tab=to-pack",
        "orders awaiting payment": "1 /admin/orders/?tab=awaiting",
        "orders today": "2 /admin/orders/",
        "articles to order more of": "1 /admin/stock/?tab=low",
    }


def test_a_mentor_sees_no_numbers_of_the_shop(people):
    build.order()
    assert tiles(people("mentor")) == {}


def test_the_menu_follows_daily_use(owner):
    listed = menu(owner)
    daily = ["orders", "check-payments", "products", "stock", "price-rules", "vouchers", "share", "visits", "books"]
    assert listed[:10] == [*daily, "explorer"]
    assert not {"reports", "help", "workflows"} & set(listed)


def test_a_cashier_sees_no_books(cashier):
    assert "books" not in menu(cashier)
    assert "orders" in menu(cashier)


def test_nothing_of_wagtails_own_welcome_is_left(owner):
    shown = text(owner.get("/admin/"))
    assert "Hello, Owner" in shown
    assert "Your most recent edits" not in shown
