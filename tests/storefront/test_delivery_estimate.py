"""What delivery costs is told on the product page's way, with the fees of the checkout, and nothing is kept of it."""

import re

import pytest

from shop.cart.models import Cart
from shop.storefront.services import NewSku
from tests import build
from tests.checks import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

GRAHA = "64.71.03.1006"
PAGE = "/produk/camilan/keripik/"


@pytest.fixture
def keripik():
    build.shop()
    build.region("64.71.03", "Balikpapan Utara")
    build.zone(fee=10_000, free_from=40_000, regions=[build.region(GRAHA)])
    return build.product(title="Keripik", price=15_000)


def asked(client, product, place=GRAHA):
    return client.get("/ongkir/", {"produk": product.pk, "kelurahan": place})


def test_the_product_page_offers_the_places_of_the_checkout(client, keripik):
    html = client.get(PAGE).content.decode()
    assert re.search(rf'<optgroup label="Balikpapan Utara"><option value="{GRAHA}">Graha Indah</option>', html)


def test_the_answer_names_the_fee_of_each_way_and_leads_back(client, keripik):
    response = asked(client, keripik)
    text = text_of(response)
    assert response.status_code == 200
    assert "Delivered to Graha Indah Rp10.000" in text
    assert "free from a purchase of Rp40.000" in text
    assert "Pick up at the shop free" in text
    assert f'<a class="back" href="{PAGE}">' in response.content.decode()


def test_a_product_dear_enough_is_brought_for_nothing(client, keripik):
    dear = build.product(title="Parcel", price=40_000)
    text = text_of(asked(client, dear))
    assert "Delivered to Graha Indah free" in text
    assert "free from a purchase" not in text


def test_a_variant_that_is_sold_out_makes_no_price(client, keripik):
    skus = [NewSku("A", 10_000, "kecil", 0), NewSku("B", 40_000, "besar", 5)]
    assert "Delivered to Graha Indah free" in text_of(asked(client, build.product(title="Parcel", skus=skus)))


PARCELS = (NewSku("A", 10_000, "kecil", 5), NewSku("B", 40_000, "besar", 5))


def test_the_fee_is_of_the_article_that_is_chosen(client, keripik):
    parcel = build.product(title="Parcel", skus=PARCELS)
    small, large = (listing.sku_id for listing in parcel.listings.all())

    def told(**chosen):
        response = client.get("/ongkir/", {"produk": parcel.pk, "kelurahan": GRAHA} | chosen)
        sent_again = re.findall(r'type="hidden" name="sku" value="(\d+)"', response.content.decode())
        return re.findall(
            r"Delivered to Graha Indah (\S+)|Counted for a purchase of (\S+)\.", text_of(response)
        ), sent_again

    assert told(sku=large) == ([("free", ""), ("", "Rp40.000")], [str(large)])
    assert told(sku=small) == ([("Rp10.000", ""), ("", "Rp10.000")], [str(small)])
    assert told() == ([("Rp10.000", ""), ("", "Rp10.000")], [str(small)])


@pytest.mark.parametrize("sku", ["another", "0", "\x00", "besar", "9" * 400])
def test_an_article_of_another_product_makes_no_price(client, keripik, sku):
    parcel = build.product(title="Parcel", skus=PARCELS)
    asked_for = build.sku_of(keripik).pk if sku == "another" else sku
    response = client.get("/ongkir/", {"produk": parcel.pk, "kelurahan": GRAHA, "sku": asked_for})
    assert "Counted for a purchase of Rp10.000." in text_of(response)


def test_the_product_page_asks_for_the_article_that_it_opens_with(client, keripik):
    parcel = build.product(title="Parcel", skus=PARCELS)
    small, large = (listing.sku_id for listing in parcel.listings.all())

    def sent(query=""):
        form = client.get(parcel.url + query).content.decode().partition("<lapak-ongkir>")[2].partition("</form>")[0]
        return re.findall(r'name="sku" value="(\d+)"', form)

    assert sent() == [str(small)]
    assert sent(f"?varian={large}") == [str(large)]


def test_the_chosen_place_stays_chosen(client, keripik):
    assert f'<option value="{GRAHA}" selected>' in asked(client, keripik).content.decode()


@pytest.mark.parametrize("place", ["", "64.71.99.1001", "zone:NONE", "\x00", "' OR 1=1", "x" * 5000])
def test_a_place_that_is_not_in_the_list_is_answered_by_a_sentence(client, keripik, place):
    response = asked(client, keripik, place)
    assert response.status_code == 422
    assert "Choose a place from the list." in text_of(response)
    assert "Rp10.000" not in text_of(response)


@pytest.mark.parametrize("product", ["", "0", "999999999", "-1", "²", "\x00", "9" * 400])
def test_a_product_that_is_none_is_left_out(client, keripik, product):
    response = client.get("/ongkir/", {"produk": product, "kelurahan": GRAHA})
    assert response.status_code == 200
    assert "Delivered to Graha Indah Rp10.000" in text_of(response)
    assert "Keripik" not in text_of(response)


def test_a_draft_is_not_told_of(client, keripik):
    keripik.unpublish()
    assert "Keripik" not in text_of(asked(client, keripik))


def test_without_a_question_there_is_the_form_and_no_mistake(client, keripik):
    response = client.get("/ongkir/")
    assert response.status_code == 200
    assert "Choose a place from the list." not in text_of(response)


def test_a_shop_without_zones_asks_for_no_place(client):
    build.shop()
    build.product(title="Keripik")
    assert 'name="kelurahan"' not in client.get(PAGE).content.decode()


def test_nothing_is_kept_of_who_asked(client, keripik):
    response = asked(client, keripik)
    assert not response.cookies
    assert not Cart.objects.exists()
    assert GRAHA not in re.findall(r"<option value=\"([^\"]*)\" selected", client.get(PAGE).content.decode())
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_only_looking_is_answered(client, keripik):
    assert client.post("/ongkir/", {"kelurahan": GRAHA}).status_code == 405
