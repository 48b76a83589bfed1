"""The pictures of the steps: taken by `tests.rig.guide_pictures`, kept in the editor's collection of the guide."""

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Collection

from lapak.demo.shop import DATA

COLLECTION = "Panduan"
FOLDER = DATA / "guide"


def with_pictures(body: list) -> list:
    """A chapter's (type, value) pairs, each named picture replaced by the stored image as an ImageBlock keeps it."""
    return [
        (kind, [_illustrated(step) for step in value]) if kind == "steps" else (kind, value) for kind, value in body
    ]


def _illustrated(step: dict) -> dict:
    if "picture" not in step:
        return step
    name, alt = step["picture"]
    return step | {"picture": {"image": stored(name, alt).pk, "decorative": False, "alt_text": alt}}


def stored(name: str, alt: str):
    """The image of that file: made when the collection has none of that name."""
    images = get_image_model().objects
    title = f"Panduan: {name}"
    known = images.filter(collection=collection(), title=title).first()
    if known:
        return known
    file = ContentFile((FOLDER / f"{name}.webp").read_bytes(), name=f"{name}.webp")
    return images.create(collection=collection(), title=title, description=alt, file=file)


def collection() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)
