"""The basket: filled, changed, told apart from others, and honest about what changed since the visitor looked."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shop.cart import selectors, services
from shop.cart.models import Cart, CartLine
from shop.catalog import services as catalog
from shop.stock import services as stock
from shop.storefront.models import ProductCardRow, ProductListing
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db

# The savepoint twice, the basket, its lines, the rules of prices, the new quantities, when it was touched.
QUERIES = 7
TOO_MANY = "Choose a quantity between 1 and 9999."


def add(sku, quantity=1, token=None, now=build.NOW):
    return services.add(token=token, sku_id=sku.pk, quantity=quantity, now=now)


def set_quantity(cart, sku, quantity, now=build.NOW):
    services.set_quantities(token=cart.token, quantities={sku.pk: quantity}, now=now)


def row(cart):
    (only,) = selectors.basket(cart.token, now=build.NOW).rows
    return only


def lines(cart):
    return list(cart.lines.order_by("pk").values_list("sku_id", "quantity"))


# Filling


def test_the_first_article_makes_a_basket_with_a_random_token():
    first, second = add(build.sku()), add(build.sku())
    assert first.token != second.token
    assert len(first.token) == 32


def test_further_articles_go_into_the_same_basket():
    bag, tea = build.sku(), build.sku()
    cart = add(bag, 2)
    assert add(tea, 1, cart.token) == cart
    assert lines(cart) == [(bag.pk, 2), (tea.pk, 1)]


def test_the_same_article_again_adds_to_its_line():
    bag = build.sku()
    cart = add(bag, 2)
    add(bag, 3, cart.token)
    assert lines(cart) == [(bag.pk, 5)]


def test_an_unknown_token_gets_a_fresh_basket_and_never_names_it():
    cart = add(build.sku(), token="chosen-by-a-stranger")
    assert cart.token != "chosen-by-a-stranger"


def leave(page, how: str) -> None:
    """The article of a product page leaves the shop."""
    if how == "archived":
        catalog.archive(sku=page.listings.get().sku, now=build.NOW)
    elif how == "unpublished":
        page.unpublish()
    elif how == "page deleted":
        page.delete()
    elif how == "not listed":
        page.listings.all().delete()


HOW = ["archived", "unpublished", "page deleted", "not listed"]


@pytest.mark.parametrize("how", [*HOW, "unknown", "never published"])
def test_what_is_not_sold_cannot_be_put_in(how):
    page = build.product()
    sku_id = {"unknown": 987654, "never published": build.sku(shelf=False).pk}.get(how, page.listings.get().sku_id)
    leave(page, how)
    with nothing_written(), pytest.raises(services.CartError, match=r"^This product is not sold any more\.$"):
        services.add(token=None, sku_id=sku_id, quantity=1, now=build.NOW)


@pytest.mark.parametrize("quantity", [0, -1, 10000])
def test_a_senseless_quantity_makes_no_basket(quantity):
    sku = build.sku()
    with nothing_written(), pytest.raises(services.CartError) as refused:
        add(sku, quantity)
    assert str(refused.value) == TOO_MANY


def test_a_line_grows_to_9999_and_not_beyond():
    bag = build.sku()
    cart = add(bag, 9998)
    add(bag, 1, cart.token)
    with nothing_written(), pytest.raises(services.CartError):
        add(bag, 1, cart.token)
    assert lines(cart) == [(bag.pk, 9999)]


def test_a_basket_holds_a_hundred_articles():
    skus = [build.sku(stock=0) for _ in range(101)]
    cart = add(skus[0])
    for sku in skus[1:100]:
        add(sku, token=cart.token)
    with nothing_written(), pytest.raises(services.CartError) as refused:
        add(skus[100], token=cart.token)
    assert str(refused.value) == "Your basket is full. Please order what is in it first."
    add(skus[5], token=cart.token)
    assert cart.lines.get(sku=skus[5]).quantity == 2


def test_nothing_is_reserved_by_a_basket():
    bag = build.sku(stock=10)
    add(bag, 9999)
    assert build.level(bag)[:2] == (10, 0)


# Changing


def test_a_quantity_is_replaced():
    bag = build.sku()
    cart = add(bag, 2)
    set_quantity(cart, bag, 7)
    assert lines(cart) == [(bag.pk, 7)]


def test_zero_takes_the_line_out_and_keeps_the_others():
    bag, tea = build.sku(), build.sku()
    cart = build.cart(bag, tea)
    set_quantity(cart, bag, 0)
    assert lines(cart) == [(tea.pk, 1)]


@pytest.mark.parametrize("quantity", [-1, 10000])
def test_a_senseless_quantity_changes_nothing(quantity):
    bag = build.sku()
    cart = add(bag, 2)
    with nothing_written(), pytest.raises(services.CartError) as refused:
        set_quantity(cart, bag, quantity)
    assert str(refused.value) == TOO_MANY


@pytest.mark.parametrize("token", [None, "", "somebody-else"])
def test_a_foreign_token_touches_no_basket(token):
    bag = build.sku()
    add(bag, 2)
    with nothing_written(), pytest.raises(services.CartError) as refused:
        services.set_quantities(token=token, quantities={bag.pk: 1}, now=build.NOW)
    assert str(refused.value) == "This product is not in your basket any more."


def test_an_article_of_another_basket_is_not_in_mine():
    mine, theirs = build.sku(), build.sku()
    cart = add(mine)
    add(theirs)
    with nothing_written(), pytest.raises(services.CartError):
        set_quantity(cart, theirs, 5)


def test_of_several_quantities_all_are_changed_or_none():
    bag, tea = build.sku(), build.sku()
    cart = build.cart(bag, tea)
    for wrong in ({bag.pk: 3, tea.pk: 10000}, {bag.pk: 3, build.sku().pk: 1}, {bag.pk: 0, tea.pk: -1}):
        with nothing_written(), pytest.raises(services.CartError):
            services.set_quantities(token=cart.token, quantities=wrong, now=build.NOW)
    _cart, before = services.set_quantities(token=cart.token, quantities={bag.pk: 0, tea.pk: 7}, now=build.NOW)
    assert (lines(cart), before) == ([(tea.pk, 7)], {bag.pk: 1, tea.pk: 1})


@pytest.mark.parametrize("count", [2, 20])
def test_changing_many_costs_no_more_queries(django_assert_num_queries, count):
    skus = [build.sku() for _ in range(count)]
    cart, wanted = build.cart(*skus), {sku.pk: 5 for sku in skus}
    services.set_quantities(token=cart.token, quantities=dict.fromkeys(wanted, 4), now=build.NOW)
    with django_assert_num_queries(QUERIES):
        services.set_quantities(token=cart.token, quantities=wanted, now=build.NOW)


# Telling


def test_a_visitor_without_a_basket_sees_an_empty_one():
    for token in (None, "", "unknown"):
        seen = selectors.basket(token, now=build.NOW)
        assert (seen.cart, seen.rows, seen.subtotal, seen.blocked) == (None, (), 0, False)
        assert selectors.count(token) == 0


def test_a_basket_is_priced_today():
    bag, tea = build.sku(name="Keripik", price=15000, unit="bungkus", stock=9), build.sku(price=8000)
    cart = build.cart((bag, 2), (tea, 1))
    seen = selectors.basket(cart.token, now=build.NOW)
    assert seen.subtotal == 38000
    assert not seen.blocked
    first = seen.rows[0]
    assert (first.sku_id, first.name, first.unit, first.quantity) == (bag.pk, "Keripik", "bungkus", 2)
    assert (first.unit_price, first.total, first.available, first.price_before) == (15000, 30000, 9, None)
    assert (first.problem, first.notice, first.url, first.photo) == ("", "", "", None)


@pytest.mark.parametrize("how", HOW)
def test_what_left_the_shop_blocks_the_basket_with_a_sentence(how):
    page = build.product()
    cart = build.cart(page.listings.get().sku)
    leave(page, how)
    assert row(cart).problem == "This product is not sold any more. Remove it to go on."
    assert selectors.basket(cart.token, now=build.NOW).blocked


def test_an_article_on_two_pages_is_sold_while_one_of_them_is_published():
    page = build.product()
    sku = page.listings.get().sku
    other = build.product(slug="lain")
    ProductListing.objects.create(page=other, sku=sku)
    page.unpublish()
    cart = add(sku)
    assert lines(cart) == [(sku.pk, 1)]
    assert (row(cart).problem, row(cart).url) == ("", "/produk/camilan/lain/")


def test_a_line_shows_address_and_smallest_picture_of_its_page_while_it_is_published():
    page = build.product(slug="keripik")
    sets = {kind: f"/kecil.{kind} 200w, /besar.{kind} 320w" for kind in ("avif", "jpeg")}
    ProductCardRow.objects.filter(pk=page.pk).update(**sets)
    cart = add(build.sku_of(page))
    shown = selectors.Thumbnail("/kecil.avif", "/kecil.jpeg")
    assert (row(cart).url, row(cart).photo) == ("/produk/camilan/keripik/", shown)
    page.unpublish()
    assert (row(cart).url, row(cart).photo) == ("", None)


def test_the_header_counts_units():
    cart = build.cart((build.sku(), 2), (build.sku(), 3))
    assert selectors.count(cart.token) == 5


def test_a_changed_price_is_told_and_counted_at_once():
    bag = build.sku(price=15000)
    cart = add(bag, 2)
    catalog.change_price(sku=bag, price=17500, compare_at=None, now=build.NOW, by="pemilik")
    seen = row(cart)
    assert seen.notice == "The price changed from Rp15.000 to Rp17.500."
    assert (seen.price_before, seen.unit_price, seen.total, seen.problem) == (15000, 17500, 35000, "")


def test_a_changed_quantity_means_that_the_price_was_seen():
    bag = build.sku(price=15000)
    cart = add(bag, 2)
    catalog.change_price(sku=bag, price=17500, compare_at=None, now=build.NOW, by="pemilik")
    set_quantity(cart, bag, 3)
    assert row(cart).notice == ""


def test_too_few_left_blocks_the_basket_with_the_number_that_is_left():
    bag = build.sku(stock=5)
    cart = add(bag, 4)
    stock.adjust(sku=bag, change=-2, reason="Rusak", key="a", at=build.NOW, by="pemilik")
    assert row(cart).problem == "Only 3 left. Lower the quantity to go on."
    assert selectors.basket(cart.token, now=build.NOW).blocked
    set_quantity(cart, bag, 3)
    assert not selectors.basket(cart.token, now=build.NOW).blocked


def test_what_others_have_reserved_is_not_left():
    bag = build.sku(stock=5)
    cart = add(bag, 4)
    build.order((bag, 3))
    assert row(cart).problem == "Only 2 left. Lower the quantity to go on."


def test_sold_out_blocks_the_basket():
    bag = build.sku(stock=1)
    cart = add(bag)
    build.order(bag)
    assert row(cart).problem == "Sold out since you put it in. Remove it to go on."


def test_an_archived_product_blocks_the_basket():
    bag = build.sku()
    cart = add(bag)
    catalog.archive(sku=bag, now=build.NOW)
    assert row(cart).problem == "This product is not sold any more. Remove it to go on."
    assert selectors.basket(cart.token, now=build.NOW).blocked


def test_a_line_links_to_a_published_page_that_shows_the_article():
    page = build.product(title="Keripik Pisang")
    cart = add(build.sku_of(page))
    assert row(cart).url == "/produk/camilan/keripik-pisang/"
    page.unpublish()
    assert row(cart).url == ""


# Time


def test_baskets_that_nobody_touched_for_30_days_are_dropped():
    old, touched = add(build.sku()), add(build.sku())
    set_quantity(touched, touched.lines.get().sku, 2, now=build.NOW + timedelta(seconds=1))
    services.sweep(now=build.NOW + timedelta(days=30))
    assert set(Cart.objects.all()) == {old, touched}
    services.sweep(now=build.NOW + timedelta(days=30, seconds=1))
    assert set(Cart.objects.all()) == {touched}
    assert CartLine.objects.count() == 1


def test_putting_something_in_starts_the_30_days_again():
    bag = build.sku()
    cart = add(bag)
    add(bag, token=cart.token, now=build.NOW + build.DAY)
    assert Cart.objects.get().touched_at == build.NOW + build.DAY


# The right to become an order


def test_a_basket_becomes_an_order_once():
    cart = add(build.sku())
    assert services.claim(cart=cart, checkout_key=cart.checkout_key)
    assert not services.claim(cart=cart, checkout_key=cart.checkout_key)


def test_a_claimed_basket_has_a_new_key_for_its_next_order():
    cart = add(build.sku())
    before = cart.checkout_key
    services.claim(cart=cart, checkout_key=before)
    after = build.fresh(cart).checkout_key
    assert after != before
    assert services.claim(cart=cart, checkout_key=after)


def test_a_key_of_another_basket_claims_nothing():
    mine, theirs = add(build.sku()), add(build.sku())
    with nothing_written():
        assert not services.claim(cart=mine, checkout_key=theirs.checkout_key)
        assert not services.claim(cart=mine, checkout_key=uuid.uuid4())


def test_an_emptied_basket_keeps_other_baskets_full():
    mine, theirs = add(build.sku()), add(build.sku())
    services.empty(cart=mine)
    assert lines(mine) == []
    assert len(lines(theirs)) == 1


# Tables


@pytest.mark.parametrize("quantity", [0, 10000])
def test_the_database_refuses_a_senseless_quantity(quantity):
    cart = add(build.sku())
    with nothing_written(), pytest.raises(IntegrityError, match="cart_quantity_sane"), transaction.atomic():
        cart.lines.update(quantity=quantity)


def test_the_database_refuses_a_second_line_of_one_article():
    bag = build.sku()
    cart = add(bag)
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        CartLine.objects.create(cart=cart, sku=bag, quantity=1, price_seen=1)


@pytest.mark.parametrize("field", ["token", "checkout_key"])
def test_the_database_refuses_two_baskets_of_one_name(field):
    first, second = add(build.sku()), add(build.sku())
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Cart.objects.filter(pk=first.pk).update(**{field: getattr(second, field)})
