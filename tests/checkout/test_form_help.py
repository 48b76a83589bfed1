"""Helps for filling in: the device fills what it knows, hints and mistakes are tied to their fields."""

import re

import pytest

from tests import build

pytestmark = pytest.mark.django_db

URL = "/checkout/"


@pytest.fixture
def page(client):
    build.shop()
    build.zone(regions=[build.region()])
    client.post("/keranjang/tambah/", {"sku": build.sku(name="Keripik", price=15000).pk, "quantity": 2})
    return client.get(URL).content.decode()


def tag(html: str, name: str) -> str:
    return re.search(
        rf'<(?:input|select|textarea)[^>]* name="{name}"[^>]*>|<(?:input|select|textarea) name="{name}"[^>]*>', html
    ).group()


@pytest.mark.parametrize(
    ("field", "attribute"),
    [
        ("name", 'autocomplete="name"'),
        ("phone", 'type="tel"'),
        ("phone", 'inputmode="tel"'),
        ("phone", 'autocomplete="tel"'),
        ("phone", 'enterkeyhint="next"'),
        ("address", 'autocomplete="street-address"'),
        ("phone", 'aria-describedby="id_phone_helptext"'),
        ("area", 'aria-describedby="id_area_helptext"'),
    ],
)
def test_the_device_knows_what_a_field_is_for(page, field, attribute):
    assert attribute in tag(page, field)


def test_a_mistake_is_tied_to_its_field_beside_the_hint(client, page):
    html = client.post(
        URL, {"action": "place"} | dict(re.findall(r'name="(seen|checkout_key|consent_version)" value="([^"]*)"', page))
    ).content.decode()
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in tag(html, "phone")
    assert "<title>Mistake: Checkout" in html


def test_the_order_is_at_hand_above_the_form(page):
    glance = page.partition('<details class="glance')[2].partition("</details>")[0]
    assert "Keripik" in glance
    assert 'data-out="total"' in glance
