"""The small pictures that pages show of a photo, made when it is saved and not when the first visitor waits for it."""

CARD = tuple(f"format-{kind}|fill-{size}" for kind in ("avif", "jpeg") for size in ("200x200", "320x320"))
PRODUCT = tuple(f"format-{kind}|fill-{size}" for kind in ("avif", "jpeg") for size in ("480x480", "720x720"))


def prepare(photo) -> None:
    """Make what cards and the product page show of this image; what exists is left alone."""
    if photo is not None:
        photo.get_renditions(*CARD, *PRODUCT)
