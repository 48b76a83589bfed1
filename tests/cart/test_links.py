"""A basket by its own address: for browsers that lose cookies, safe to look at, and a copy for who takes it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from shop.cart import links, services
from shop.cart.models import Cart, CartLine
from shop.catalog import services as catalog
from shop.stock import services as stock
from shop.visits import counter
from shop.visits.sources import Origin
from tests import build, promotions
from tests.checks import nothing_written, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def sku():
    build.shop()
    return build.sku(name="Keripik", price=15000, stock=10)


def address(cart) -> str:
    return reverse("cart:linked", args=[links.token_for(cart)])


def lines(cart) -> list:
    return list(cart.lines.values_list("sku_id", "quantity"))


def mine(client) -> Cart:
    return Cart.objects.get(token=client.cookies["lapak_cart"].value)


def test_the_basket_shows_its_address_and_not_its_token(sku):
    cart, client = build.cart((sku, 2)), Client()
    client.cookies["lapak_cart"] = cart.token
    page = client.get("/keranjang/").content.decode()
    assert address(cart) in page
    assert cart.token not in page


def test_another_browser_sees_the_goods_and_takes_a_copy(sku):
    cart, other = build.cart((sku, 2)), Client()
    assert "2 × Rp15.000" in text_of(other.get(address(cart)))
    assert other.post(address(cart)).headers["Location"] == "/keranjang/"
    assert mine(other) != cart
    assert lines(mine(other)) == lines(cart) == [(sku.pk, 2)]


def test_the_price_is_todays(sku):
    cart = build.cart((sku, 2))
    catalog.change_price(sku=sku, price=17500, compare_at=None, now=build.NOW, by="pemilik")
    other = Client()
    assert "Together Rp35.000" in text_of(other.get(address(cart)))
    other.post(address(cart))
    assert mine(other).lines.get().price_seen == 17500


def test_the_sum_is_what_the_basket_itself_says_while_all_of_it_can_be_taken(sku):
    promotions.rule(sku, kind="buy_get", value=None, buy=1, get=1)
    cart, other = build.cart((sku, 3)), Client()
    assert "Together Rp30.000" in text_of(other.get(address(cart)))
    build.order((sku, 9))
    assert "Together Rp15.000" in text_of(other.get(address(cart)))


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_makes_no_basket_and_no_cookie(sku, method):
    cart = build.cart(sku)
    with nothing_written():
        answer = getattr(Client(), method)(address(cart))
    assert answer.status_code == 200
    assert "lapak_cart" not in answer.cookies


def test_the_page_is_private(sku):
    answer = Client().get(address(build.cart(sku)))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_what_is_in_the_own_basket_stays_and_pressing_twice_changes_nothing(sku):
    tea, other = build.sku(name="Teh", stock=10), Client()
    cart, own = build.cart((sku, 2)), build.cart((tea, 1), (sku, 3))
    other.cookies["lapak_cart"] = own.token
    for _press in range(2):
        other.post(address(cart))
        assert lines(own) == [(tea.pk, 1), (sku.pk, 3)]


WHATSAPP = Origin("whatsapp", "keripik")


def take_into(own, cart) -> tuple[str, str]:
    """Source and campaign of `own`, or of a new basket, after it took `cart`."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Mobile"})
    if own:
        client.cookies["lapak_cart"] = own.token
    client.post(address(cart))
    taken = mine(client)
    return taken.source, taken.campaign


def test_who_sent_the_first_buyer_goes_along_into_the_copy_and_its_order(sku):
    cart = build.cart(sku)
    services.came_from(cart=cart, origin=WHATSAPP)
    assert take_into(None, cart) == WHATSAPP
    order = build.place(Cart.objects.exclude(pk=cart.pk).get())
    assert (order.source, order.campaign) == WHATSAPP


@pytest.mark.parametrize("own_origin", [None, Origin("direct")])
def test_an_own_basket_without_a_known_source_takes_the_one_of_the_first(sku, own_origin):
    cart, own = build.cart(sku), build.cart(sku)
    services.came_from(cart=cart, origin=WHATSAPP)
    if own_origin:
        services.came_from(cart=own, origin=own_origin)
    assert take_into(own, cart) == WHATSAPP


def test_the_own_source_stays(sku):
    cart, own = build.cart(sku), build.cart(sku)
    services.came_from(cart=cart, origin=WHATSAPP)
    services.came_from(cart=own, origin=Origin("poster", "teh"))
    assert take_into(own, cart) == ("poster", "teh")


@pytest.mark.parametrize("own_origin", [Origin("direct"), Origin("poster", "teh")])
def test_a_first_basket_that_knows_no_source_takes_none_away(sku, own_origin):
    cart, own = build.cart(sku), build.cart(sku)
    services.came_from(cart=own, origin=own_origin)
    assert take_into(own, cart) == own_origin


def test_taking_begins_no_basket_in_the_counts_again(sku, monkeypatch):
    counted, cart = [], build.cart(sku)
    services.came_from(cart=cart, origin=WHATSAPP)
    monkeypatch.setattr(counter, "count", lambda **facts: counted.append(facts["step"]))
    take_into(None, cart)
    assert counted == []


def test_sold_out_stays_behind_with_a_sentence_and_scarce_is_put_in_as_far_as_it_goes(sku):
    scarce = build.sku(name="Kopi", stock=5)
    cart = build.cart((sku, 2), (scarce, 4))
    stock.adjust(sku=sku, change=-10, reason="Rusak", key="a", at=build.NOW, by="pemilik")
    stock.adjust(sku=scarce, change=-2, reason="Rusak", key="b", at=build.NOW, by="pemilik")
    other = Client()
    words = text_of(other.get(address(cart)))
    assert "Sold out. This one stays behind." in words
    assert "Only 3 left: so many are put in." in words
    told = text_of(other.post(address(cart), follow=True))
    assert "Not there any more, or fewer than wanted: Keripik, Kopi." in told
    assert lines(mine(other)) == [(scarce.pk, 3)]


def test_when_nothing_can_be_bought_no_basket_is_made(sku):
    cart, other = build.cart(sku), Client()
    catalog.archive(sku=sku, now=build.NOW)
    assert "Nothing of it can be bought at the moment." in text_of(other.get(address(cart)))
    with nothing_written():
        other.post(address(cart))


@pytest.mark.parametrize("token", ["x", "1", "1.", "1.abc", "²³.abc", "9" * 40 + ".abc", "1." + "a" * 400, "%00.a"])
def test_a_wrong_address_is_answered_kindly_and_names_nothing(sku, token):
    build.cart(sku)
    with nothing_written():
        answer = Client().get(f"/keranjang/{token}/")
    assert answer.status_code == 404
    assert "This basket is not here any more" in text_of(answer)


def test_the_signature_of_one_basket_opens_no_other(sku):
    first, second = build.cart(sku), build.cart(sku)
    signature = links.token_for(first).partition(".")[2]
    assert links.cart_for(f"{second.pk}.{signature}", now=build.NOW) is None


def test_an_ordered_basket_has_no_address_any_more(sku):
    cart = build.cart(sku)
    token = links.token_for(cart)
    services.claim(cart=cart, checkout_key=cart.checkout_key)
    assert links.cart_for(token, now=build.NOW) is None


def test_an_address_lives_as_long_as_the_basket(sku):
    cart = build.cart(sku)
    token = links.token_for(cart)
    assert links.cart_for(token, now=build.NOW + timedelta(days=30)) == cart
    assert links.cart_for(token, now=build.NOW + timedelta(days=30, seconds=1)) is None


def test_the_own_address_leads_to_the_basket_itself(sku):
    cart, client = build.cart(sku), Client()
    client.cookies["lapak_cart"] = cart.token
    assert client.get(address(cart)).headers["Location"] == "/keranjang/"


def test_taking_needs_the_forms_token(sku):
    cart = build.cart(sku)
    with nothing_written():
        assert Client(enforce_csrf_checks=True).post(address(cart)).status_code == 403
    assert CartLine.objects.count() == 1
