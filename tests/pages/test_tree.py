"""Which page may stand where, and what mentors may touch."""

import pytest
from wagtail.models import Page

from blog.models import PromotionIndexPage, PromotionPage
from lapak.guide.models import ChapterPage, GuideIndexPage
from lapak.pages.models import HomePage, NoticePage, PlainPage, ProfilePage
from shop.storefront.models import ProductIndexPage

INDEXES = {ProductIndexPage, PromotionIndexPage, GuideIndexPage}


def test_home_takes_each_kind_of_page_around_the_sale_and_nothing_else():
    assert set(HomePage.allowed_subpage_models()) == INDEXES | {ProfilePage, NoticePage, PlainPage}


def test_only_one_kind_of_page_may_be_the_root_of_the_site():
    assert HomePage.allowed_parent_page_models() == [Page]


@pytest.mark.parametrize(("index", "child"), [(PromotionIndexPage, PromotionPage), (GuideIndexPage, ChapterPage)])
def test_index_and_its_children_belong_to_each_other(index, child):
    assert index.allowed_subpage_models() == [child]
    assert child.allowed_parent_page_models() == [index]


@pytest.mark.parametrize("leaf", [ProfilePage, NoticePage, PlainPage, PromotionPage, ChapterPage])
def test_nothing_can_be_put_below_a_leaf(leaf):
    assert leaf.allowed_subpage_models() == []


@pytest.mark.parametrize("single", [HomePage, ProfilePage, PromotionIndexPage, GuideIndexPage])
def test_there_is_one_of_each_index(single):
    assert single.max_count == 1
