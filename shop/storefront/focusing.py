"""A focus for photos that came in before one was suggested (lapak/images.py suggests it for all others)."""

from dataclasses import dataclass

from django.db import transaction
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.images.rect import Rect

from shop.store.focus import Focus, suggested
from shop.storefront import photos

FIELDS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
# A lost file, one that is no picture, one that is too large to be looked at.
UNREADABLE = (OSError, Picture.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Suggested:
    """`photos`: how many have a focus now; `unreadable`: titles of those whose file cannot be looked at."""

    photos: int
    unreadable: tuple[str, ...]


def suggest_missing() -> Suggested:
    """Photos whose focus somebody has set are left alone; run again it changes nothing."""
    done, unreadable = 0, []
    for image in _without_focus().order_by("pk").iterator():
        try:
            with image.open_file() as file:
                focus = suggested(file.read())
        except UNREADABLE:
            unreadable.append(image.title)
        else:
            done += _keep(image.pk, focus)
    return Suggested(done, tuple(unreadable))


def _without_focus():
    return get_image_model().objects.filter(focal_point_x=None)


@transaction.atomic
def _keep(key: int, focus: Focus) -> int:
    """Somebody may have set one, or deleted the photo, while it was looked at. Cards follow by the signal of saving."""
    image = _without_focus().select_for_update().filter(pk=key).first()
    if image is None:
        return 0
    image.set_focal_point(Rect.from_point(focus.x, focus.y, focus.side, focus.side))
    image.save(update_fields=FIELDS)
    photos.prepare_if_shown(image)
    return 1
