"""The owner's forms open, and take what a page needs."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from lapak.demo.content import build as demo
from lapak.pages.models import NoticePage

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def owner(client):
    client.force_login(get_user_model().objects.create_superuser("pemilik"))
    return client


@pytest.fixture(scope="module")
def tree(kept_rows):
    return demo.build_pages(hostname_port=("testserver", 80), build_products=lambda home: None)


@pytest.mark.parametrize("slug", ["beranda", "tentang", "protokol-kesehatan", "kebijakan-privasi", "promo", "panduan"])
def test_form_of_each_kind_of_page_opens(owner, tree, slug):
    from wagtail.models import Page

    assert owner.get(f"/admin/pages/{Page.objects.get(slug=slug).pk}/edit/").status_code == 200


@pytest.mark.parametrize("kind", ["pages/noticepage", "pages/plainpage"])
def test_owner_can_begin_a_new_page_below_home(owner, tree, kind):
    home, _ = tree
    assert owner.get(f"/admin/pages/add/{kind}/{home.pk}/").status_code == 200


@pytest.mark.parametrize(("kind", "parent"), [("blog/promotionpage", "promo"), ("guide/chapterpage", "panduan")])
def test_owner_can_begin_a_new_post_and_a_new_chapter(owner, tree, kind, parent):
    from wagtail.models import Page

    index = Page.objects.get(slug=parent)
    assert owner.get(f"/admin/pages/add/{kind}/{index.pk}/").status_code == 200


def test_notice_of_more_than_five_items_is_refused_because_the_sheet_is_full():
    items = [("item", {"icon": "info", "headline": f"Butir {n}", "text": ""}) for n in range(6)]
    block = NoticePage._meta.get_field("items").stream_block
    assert len(block.clean(block.to_python([{"type": k, "value": v} for k, v in items[:5]]))) == 5
    with pytest.raises(ValidationError):
        block.clean(block.to_python([{"type": kind, "value": value} for kind, value in items]))
