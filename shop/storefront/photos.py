"""The small pictures that pages show of a photo, made when it is saved and not when the first visitor waits for it."""

import logging
from collections.abc import Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from urllib.parse import unquote_to_bytes, urljoin, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import Page, ReferenceIndex

from shop.store.language import in_the_shops_language

KINDS = ("avif", "jpeg")


def specifications(*sizes: str) -> tuple[str, ...]:
    """Of the pictures that `{% picture photo format-{avif,jpeg} fill-{sizes} %}` makes: avif first, then jpeg."""
    return tuple(f"format-{kind}|fill-{size}" for kind in KINDS for size in sizes)


CARD, PRODUCT = specifications("200x200", "320x320"), specifications("480x480", "720x720")

# To read a specification costs more than to find its picture.
_filter = lru_cache(Filter)
_left_to_visitors = ContextVar("pictures are left to visitors", default=False)
logger = logging.getLogger(__name__)


def srcsets(photo, specs: Sequence[str]) -> dict[str, str] | None:
    """Kind -> "address 200w, address 320w", in the order of `specs`. None when the photo's file was lost."""
    try:
        made = photo.get_renditions(*map(_filter, specs))
    except SourceImageIOError:
        return None
    sets = {kind: [made[spec] for spec in specs if f"format-{kind}" in spec] for kind in KINDS}
    return {kind: ", ".join(f"{image.url} {image.width}w" for image in images) for kind, images in sets.items()}


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


@contextmanager
def left_to_visitors():
    """For whoever publishes a whole shop at once: pages published herein get their pictures from their visitors."""
    token = _left_to_visitors.set(True)
    try:
        yield
    finally:
        _left_to_visitors.reset(token)


def prepare_published(page) -> None:
    """After a page was published, by whomever and whenever."""
    from shop.storefront.models import ProductPage

    if not _left_to_visitors.get():
        (prepare_page if isinstance(page, ProductPage) else prepare_by_looking)(page)


def prepare_page(page) -> None:
    """Of a published product page: its main photo and its gallery."""
    prepare_later([page.photo_id, *page.gallery.values_list("image_id", flat=True)])


def prepare_by_looking(page) -> None:
    """Of a published page of any other kind, after the transaction: its templates know best which pictures they show,
    so each page that shows them is asked for once, as its first visitor would, by nobody who is counted."""
    transaction.on_commit(lambda: _look(page.pk))


def _look(key: int) -> None:
    page = Page.objects.filter(pk=key).specific().first()
    if page is None or not _has_pictures(page):
        return
    handler = BaseHandler()
    handler.load_middleware()
    for path in filter(None, (shown.url for shown in _showing(page))):
        # Not the host of Wagtail's own row of the site, which nobody has to keep right.
        address = urljoin(settings.WAGTAILADMIN_BASE_URL, path)
        with in_the_shops_language():
            answer = handler.get_response(_request(address))
        # An exception is an answer as well, and who is sent elsewhere has seen no page. The page is published, whatever
        # fails here.
        if answer.status_code >= 300:
            logger.error("The small pictures of %s could not be made: %s", address, answer.status_code)


def _request(address: str) -> WSGIRequest:
    parts = urlsplit(address)
    environ = {
        "REQUEST_METHOD": "GET",
        "wsgi.url_scheme": parts.scheme,
        "HTTP_HOST": parts.netloc,
        "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
    }
    setup_testing_defaults(environ)
    return WSGIRequest(environ)


def _has_pictures(page) -> bool:
    images = ContentType.objects.get_for_model(get_image_model())
    return ReferenceIndex.get_references_for_object(page).filter(to_content_type=images).exists()


def _showing(page) -> list[Page]:
    """The page, the one that lists it, and the home page that may tell of it."""
    site = page.get_site()
    keys = {page.pk, page.get_parent().pk, *([site.root_page_id] if site else [])}
    return list(Page.objects.filter(pk__in=keys, depth__gt=1).live().specific())


def _prepare_all(keys) -> None:
    for photo in get_image_model().objects.filter(pk__in=keys):
        try:
            prepare(photo)
        # Whatever a codec or a full disk raises: the page is published, and the first visitor makes the picture.
        except Exception:
            logger.exception("The small pictures of image %s could not be made", photo.pk)
