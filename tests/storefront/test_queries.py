"""Pages cost the same number of queries however much is on them, and no more than these."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model

from shop.store import freshness
from shop.storefront.models import ProductPhoto
from shop.storefront.services import NewSku
from tests import build
from tests.clock import clock_at
from tests.conftest import rolled_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "kept_media")]

SIZES = pytest.mark.parametrize("count", [2, 20])


def photo(name: str):
    out = io.BytesIO()
    Image.new("RGB", (800, 800), "orange").save(out, "JPEG")
    return get_image_model().objects.create(title=name, file=ContentFile(out.getvalue(), name=f"{name}.jpg"))


def products(count: int) -> list:
    """Each with a photo, two variants and tags."""
    picture = photo("keripik")
    return [
        build.product(
            title=f"Produk {number}",
            photo=picture,
            skus=[NewSku(f"A-{number}", 10000, "pedas", 5), NewSku(f"B-{number}", 12000, "manis", 5)],
            tags=["camilan", "pedas"],
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module", params=[2, 20])
def shelf(request, kept_rows, kept_media):
    """That many products; each number is made once for all tests of it."""
    with rolled_back(), clock_at(build.NOW):
        yield products(request.param)


@pytest.fixture
def costs(client, django_assert_num_queries):
    """`costs(6, "/produk/")`: a later visit, when this process knows menus and settings, by somebody whose page is not
    kept (page_cache.py) because a message waits for him."""
    build.shop()

    def measure(number: int, address: str):
        freshness._renew()
        client.cookies["messages"] = "x"
        assert client.get(address).status_code == 200
        client.cookies["messages"] = "x"
        with django_assert_num_queries(number):
            client.get(address)

    return measure


def test_a_product_page(costs, shelf):
    costs(8, "/produk/camilan/produk-0/")


@pytest.mark.parametrize("count", [1, 5])
def test_a_product_page_with_more_photos(costs, shelf, count):
    for number in range(count):
        ProductPhoto.objects.create(page=shelf[0], image=photo(f"lain-{number}"), sort_order=number)
    costs(8, "/produk/camilan/produk-0/")


def test_a_category_page(costs, shelf):
    costs(5, "/produk/camilan/")


def test_the_index(costs, shelf):
    costs(6, "/produk/")


def test_a_narrowed_category_page(costs, shelf):
    costs(6, "/produk/camilan/?label=pedas&stok=ada")


def test_a_label(costs, shelf):
    costs(9, "/produk/label/pedas/")


def test_a_narrowed_search(costs, shelf):
    costs(9, "/cari/?q=produk+camilan&label=pedas&stok=ada")


def test_a_search(costs, shelf):
    costs(8, "/cari/?q=produk+camilan")


def test_the_basket(client, costs, shelf):
    for page in shelf:
        client.post("/keranjang/tambah/", {"sku": build.sku_of(page).pk})
    costs(3, "/keranjang/")


def test_an_empty_basket(costs):
    costs(1, "/keranjang/")


def test_checkout(client, costs, shelf):
    zone = build.zone(regions=[build.region("64.71.03", "Balikpapan Utara", "")])
    for number, page in enumerate(shelf):
        build.region(f"64.71.03.{number:04d}", f"Kelurahan {number}", "")
        client.post("/keranjang/tambah/", {"sku": build.sku_of(page).pk})
    assert zone.areas.count() == 1
    costs(3, "/checkout/")


@SIZES
def test_the_payment_page(costs, count):
    build.bank_account()
    order = build.order(*[build.sku() for _ in range(count)])
    costs(7, f"/pesanan/{order.token}/bayar/")


@SIZES
def test_the_order_page(costs, count):
    order = build.paid_order(*[build.sku() for _ in range(count)])
    costs(7, f"/pesanan/{order.token}/")
