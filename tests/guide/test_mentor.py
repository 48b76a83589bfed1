"""A mentor writes the guide, and nothing else."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Page

from lapak.demo.content import build as demo
from shop.backoffice.roles import MENTOR, set_up_roles

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture(scope="module")
def pages(kept_rows):
    _, guide = demo.build_pages(hostname_port=("testserver", 80), build_products=lambda home: None)
    set_up_roles(guide=guide)


@pytest.fixture
def mentor(client, pages):
    user = get_user_model().objects.create_user("mentor")
    user.groups.add(Group.objects.get(name=MENTOR))
    client.force_login(user)
    return client


def page(slug: str) -> Page:
    return Page.objects.get(slug=slug)


@pytest.mark.parametrize("slug", ["panduan", "memeriksa-pembayaran"])
def test_mentor_may_open_the_guide_and_its_chapters(mentor, slug):
    assert mentor.get(f"/admin/pages/{page(slug).pk}/edit/").status_code == 200


def test_mentor_may_begin_a_chapter(mentor):
    assert mentor.get(f"/admin/pages/add/guide/chapterpage/{page('panduan').pk}/").status_code == 200


@pytest.mark.parametrize(
    "slug", ["beranda", "tentang", "promo", "oleh-oleh-khas-balikpapan", "protokol-kesehatan", "kebijakan-privasi"]
)
def test_mentor_may_not_edit_any_other_page(mentor, slug):
    before = page(slug).latest_revision_id
    address = f"/admin/pages/{page(slug).pk}/edit/"
    assert mentor.get(address).status_code == 302
    assert mentor.post(address, {"title": "Diambil alih", "slug": slug}).status_code == 302
    assert page(slug).title != "Diambil alih"
    assert page(slug).latest_revision_id == before


def test_mentor_may_not_add_a_page_below_home(mentor):
    before = Page.objects.count()
    address = f"/admin/pages/add/pages/plainpage/{page('beranda').pk}/"
    assert mentor.get(address).status_code == 302
    assert mentor.post(address, {"title": "Baru", "slug": "baru"}).status_code == 302
    assert Page.objects.count() == before


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_mentor_may_not_take_down_another_page(mentor, verb):
    mentor.post(f"/admin/pages/{page('promo').pk}/{verb}/")
    assert page("promo").live
