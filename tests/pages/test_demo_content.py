"""The demo's pages: complete, and left alone by a second run."""

from datetime import date

import pytest
from wagtail.models import Page, Revision, Site

from blog.models import PromotionPage
from lapak.demo.content import build as demo
from lapak.demo.content import guide, home, promotions
from tests.pages import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def make():
    return demo.build_pages(hostname_port=("testserver", 80), build_products=_products)


def _products(start):
    from shop.storefront.models import ProductPage

    if not ProductPage.objects.exists():
        build.product(build.category(start), "Amplang Ikan Tenggiri")


def test_every_promised_address_answers(client):
    make()
    addresses = ["/", "/promo/", "/panduan/", "/tentang/", "/protokol-kesehatan/", "/jam-buka/"]
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_second_run_changes_nothing(client):
    make()
    before = (Page.objects.count(), Revision.objects.count())
    make()
    assert (Page.objects.count(), Revision.objects.count()) == before


def test_what_the_owner_wrote_since_is_kept():
    start, _ = make()
    start.hero_title = "Warung saya"
    start.save_revision().publish()
    again, _ = make()
    assert again.hero_title == "Warung saya"


def test_site_starts_at_the_home_page_and_the_welcome_page_is_gone():
    start, _ = make()
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port, site.root_page_id) == ("testserver", 80, start.pk)
    assert not Page.objects.exact_type(Page).filter(depth__gt=1).exists()


def test_one_promotion_runs_one_comes_and_one_is_over(client):
    index = demo.build_promotions(build.home(), {}, today=date(2026, 11, 24))
    periods = [(p.valid_from, p.valid_until) for p in PromotionPage.objects.child_of(index).order_by("path")]
    assert periods == [
        (date(2026, 11, 17), date(2026, 12, 15)),
        (date(2026, 11, 29), date(2026, 12, 6)),
        (date(2026, 10, 10), date(2026, 11, 9)),
    ]


def test_demo_texts_name_products_that_the_demo_sells():
    from lapak.demo.catalog import facts

    sold = {product["slug"] for product in facts()["products"]}
    named = {slug for post in promotions.POSTS for slug in post["products"]} | set(home.CHOSEN)
    assert named - sold == set()


def test_the_owner_has_a_chapter_for_each_screen():
    from lapak.guide.screens import Screen

    assert sorted(chapter["screen"] for chapter in guide.CHAPTERS) == sorted(Screen.values)
