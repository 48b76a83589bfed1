import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Revision

from accounting.models import Entry
from shop.backoffice.doctor import examine
from shop.catalog.models import Sku
from shop.orders.models import Order
from shop.stock.models import StockLevel
from shop.storefront.models import CategoryPage, ProductPage

pytestmark = pytest.mark.django_db


def everything():
    pictures = (get_image_model(), get_image_model().get_rendition_model(), Collection)
    models = (Page, Revision, Sku, Order, Entry, StockLevel, ProductPage, *pictures)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.sqlite_only
def test_the_demo_shop_is_whole_and_building_it_twice_changes_nothing(client):
    call_command("demo", orders=25)
    first = everything()
    assert (first["ProductPage"], first["Sku"], first["Order"]) == (42, 46, 25)
    assert CategoryPage.objects.live().count() == 4
    assert set(Order.objects.values_list("state", flat=True)) >= {"completed", "expired"}
    assert [name for name, rows in examine() if rows] == []
    call_command("demo", orders=25)
    assert everything() == first
    assert all(user.check_password("lapak-demo") for user in get_user_model().objects.all())
    assert set(get_user_model().objects.values_list("username", flat=True)) == {"pemilik", "kasir", "mentor"}
    # Synthetic products come on top.
    call_command("demo", products=45)
    assert ProductPage.objects.live().count() == 45
    assert Sku.objects.filter(code__startswith="S-").count() == 3


@pytest.mark.postgres_only
def test_every_page_of_the_demo_shop_answers(client):
    """On SQLite two visitors walk over them (tests/storefront/test_two_visitors.py)."""
    call_command("demo", orders=25)
    assert [name for name, rows in examine() if rows] == []
    pages = Page.objects.live().filter(depth__gt=1)
    assert pages.count() > 60
    wrong = {page.url: status for page in pages if (status := client.get(page.url).status_code) != 200}
    assert wrong == {}
