"""What changes the shop window without a verb of ours: the editor's publishing, moving and deleting, publication on a
date, a crop, the settings. Wagtail's and Django's signals are the only place that sees all of them; what follows is
never business, only what pages look like."""

from django.db.models.signals import post_delete, post_save
from treebeard.mp_tree import path_updated
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from shop.shipping.models import Zone, ZoneArea
from shop.store import freshness
from shop.store.models import Shop
from shop.storefront import cards, photos
from shop.storefront.models import ProductPage


def connect() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(_page_changed, dispatch_uid="shop-window")
    # After the one above: what is rendered for its pictures must be the new state.
    page_published.connect(_page_published, dispatch_uid="shop-pictures")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(_address_changed, dispatch_uid="shop-window")
    path_updated.connect(_tree_rewritten, sender=Page, dispatch_uid="shop-window")
    # Below Page every kind has its own signal, and Wagtail deletes by the kind of the page.
    post_delete.connect(_page_gone, dispatch_uid="shop-window")
    post_save.connect(_photo_changed, sender=get_image_model(), dispatch_uid="shop-window")
    post_delete.connect(_photo_gone, sender=get_image_model(), dispatch_uid="shop-window")
    for sender in (Shop, Site, PageViewRestriction, Zone, ZoneArea):
        post_save.connect(_window_changed, sender=sender, dispatch_uid="shop-window")
        post_delete.connect(_window_changed, sender=sender, dispatch_uid="shop-window")


def _page_changed(sender, instance, **kwargs):
    if sender is ProductPage:
        cards.refresh([instance.pk])
    freshness.changed()


def _page_published(sender, instance, **kwargs):
    photos.prepare_published(instance)


def _address_changed(sender, instance, **kwargs):
    """The pages below go along."""
    cards.refresh(ProductPage.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True))


def _tree_rewritten(sender, old_path, new_path, **kwargs):
    cards.rewrite_paths(old_path, new_path)


def _page_gone(sender, **kwargs):
    if issubclass(sender, Page):
        freshness.changed()


def _photo_changed(sender, instance, created, **kwargs):
    if not created:
        cards.refresh_of_photo(instance.pk)


def _photo_gone(sender, **kwargs):
    """By now no page points to it any more."""
    cards.refresh_of_lost_photos()


def _window_changed(sender, **kwargs):
    freshness.changed()
