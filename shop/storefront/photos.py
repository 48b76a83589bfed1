"""The small pictures that pages show of a photo, made when it is saved and not when the first visitor waits for it."""

import logging

from django.db import transaction
from django.db.models import Q
from wagtail.images import get_image_model

CARD = tuple(f"format-{kind}|fill-{size}" for kind in ("avif", "jpeg") for size in ("200x200", "320x320"))
PRODUCT = tuple(f"format-{kind}|fill-{size}" for kind in ("avif", "jpeg") for size in ("480x480", "720x720"))

logger = logging.getLogger(__name__)


def prepare(photo) -> None:
    """Make what cards and the product page show of this image; what exists is left alone."""
    if photo is not None:
        photo.get_renditions(*CARD, *PRODUCT)


def prepare_later(image_ids) -> None:
    """As `prepare`, after the transaction. A picture that cannot be made is logged and loses nobody's product."""
    keys = [key for key in image_ids if key]
    if keys:
        transaction.on_commit(lambda: _prepare_all(keys))


def prepare_if_shown(image) -> None:
    """After a picture was changed: for the products whose main photo or gallery it is."""
    from shop.storefront.models import ProductPage

    if ProductPage.objects.filter(Q(photo=image.pk) | Q(gallery__image=image.pk)).exists():
        prepare_later([image.pk])


def prepare_page(page) -> None:
    """Of a published product page: its main photo and its gallery."""
    prepare_later([page.photo_id, *page.gallery.values_list("image_id", flat=True)])


def _prepare_all(keys) -> None:
    for photo in get_image_model().objects.filter(pk__in=keys):
        try:
            prepare(photo)
        # Whatever a codec or a full disk raises: the page is published, and the first visitor makes the picture.
        except Exception:
            logger.exception("The small pictures of image %s could not be made", photo.pk)
