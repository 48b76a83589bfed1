"""Pages of goods are for everybody: a password would hide the page, and list, find and sell its goods all the same."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from shop.storefront.models import ProductIndexPage
from tests import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["home", "index", "category", "product"])
def test_a_page_of_goods_cannot_be_closed(admin_client, kind):
    product = build.product()
    pages = {"home": build.home(), "index": ProductIndexPage.objects.get(), "category": build.category()}
    address = reverse("wagtailadmin_pages:set_privacy", args=[pages.get(kind, product).pk])
    assert "has been disabled" in admin_client.get(address).json()["html"]
    for closing in (
        {"restriction_type": "login"},
        {"restriction_type": "password", "password": "rahasia"},
    ):
        admin_client.post(address, closing)
        assert not PageViewRestriction.objects.exists()
