"""A post announces a price promotion and a voucher as they are at the moment; nothing of them is kept on its page."""

import re
from datetime import UTC, datetime

import pytest

from blog import views
from shop.backoffice.promotions.words import state_of
from shop.catalog import promotions, vouchers
from shop.catalog.models import Voucher
from shop.catalog.pricing import Level
from tests import build as goods
from tests.pages import build
from tests.pages.reading import words
from tests.promotions import rule, voucher

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(monkeypatch):
    """A post with 20 % off and a voucher, read at goods.NOW."""
    monkeypatch.setattr(views.timezone, "now", lambda: goods.NOW.astimezone(UTC))
    page = build.promotion(build.promotions(build.home()))
    page.rule, page.voucher = rule(name="Promo Sore"), voucher("HEMAT", minimum=50000)
    page.save_revision().publish()
    return page


def test_a_post_shows_terms_code_and_period(client, post):
    text = words(client.get(post.url))
    for piece in ("Promo Sore", "HEMAT", "Rp5.000", "Rp50.000", "24 November 2026", "25 November 2026"):
        assert piece in text


def test_a_change_of_the_rule_shows_without_publishing_again(client, post):
    promotions.change_rule(
        rule=post.rule, skus=(), kind="price", value=7777, everything=True, now=goods.NOW, by="pemilik"
    )
    assert "Rp7.777" in words(client.get(post.url))


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "buy_get", "value": None, "buy": 2, "get": 1},
        {"kind": "tiers", "value": None, "levels": [Level(3, price=10000), Level(6, percent=50)]},
    ],
)
def test_the_product_page_says_the_same_sentences_as_the_post(client, post, facts, monkeypatch):
    monkeypatch.setattr(views.timezone, "now", lambda: goods.NOW)
    page = build.product(build.category(build.HomePage.objects.get()), "Keripik")
    post.rule, post.voucher = rule(goods.sku_of(page), name="Borong", **facts), None
    post.save_revision().publish()

    def told(address):
        return re.search('<div class="panel panel--warm">(.*?)</div>', client.get(address).content.decode(), re.S)[1]

    assert "Borong" in told(page.url)
    assert told(page.url).split() == told(post.url).split()


def test_what_was_switched_off_is_not_announced(client, post):
    promotions.switch_rule(rule=post.rule, on=False, now=goods.NOW, by="pemilik")
    vouchers.switch_voucher(voucher=post.voucher, on=False, now=goods.NOW, by="pemilik")
    text = words(client.get(post.url))
    assert "Promo Sore" not in text
    assert "HEMAT" not in text


def test_after_its_end_a_voucher_is_not_offered_any_more(client, post, monkeypatch):
    inside = client.get(post.url).content
    monkeypatch.setattr(views.timezone, "now", lambda: datetime(2026, 11, 25, 1, 30, tzinfo=UTC))
    outside = client.get(post.url).content
    assert b"panel--warm" in inside
    assert b"panel--warm" not in outside


def test_a_voucher_that_is_used_up_is_not_offered_any_more(client, post):
    Voucher.objects.filter(pk=post.voucher.pk).update(limit=1)
    assert "Ketik kodenya di keranjang" in words(client.get(post.url))
    Voucher.objects.filter(pk=post.voucher.pk).update(used=1)
    text = words(client.get(post.url))
    assert "Ketik kodenya di keranjang" not in text
    assert "sudah habis" in text
    assert state_of(Voucher.objects.get(pk=post.voucher.pk)) == "sudah habis"
