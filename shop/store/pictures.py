"""Pictures from outside made harmless: looked at by their header first, then drawn again as a plain JPEG.

The new file holds pixels only: no place where the photo was taken, no camera, no script behind the picture's end.
Memory stays bounded because a picture that is too large is refused before a single pixel is decoded.
"""

import contextlib
import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from PIL import Image, ImageCms, ImageOps

MAX_BYTES = 10 * 1024 * 1024
# How much a decoder holds for each pixel differs (measured: tests/ground/test_pictures.py): a baseline JPEG is reduced
# line by line, the others are held whole, some of them twice. Each limit keeps a worker under 300 MB.
MAX_PIXELS = {
    "JPEG": 60_000_000,
    "progressive JPEG": 12_000_000,
    "HEIF": 25_000_000,
    "PNG": 16_000_000,
    "WEBP": 10_000_000,
}
JPEG_QUALITY = 86
FORMATS = ["JPEG", "PNG", "WEBP"]
WHITE = (255, 255, 255)

with contextlib.suppress(ImportError):
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)
    FORMATS.append("HEIF")

NOT_A_PICTURE = gettext_lazy("This file is not a picture that can be used here. Send a JPEG, PNG, WebP or HEIC photo.")
DAMAGED = gettext_lazy("This picture is damaged and cannot be opened. Take or save it again, then send it once more.")


class PictureRefused(Exception):
    """The picture cannot be taken in; `str()` is the sentence for whoever sent it."""


@dataclass(frozen=True)
class CleanPicture:
    """A JPEG without metadata, upright, at most `max_side` pixels wide and high."""

    data: bytes
    width: int
    height: int


def clean_picture(data: bytes, *, max_side: int, max_bytes: int = MAX_BYTES) -> CleanPicture:
    """The picture drawn again as JPEG; raises PictureRefused. Of an animation the first frame is kept, a transparent
    ground becomes white."""
    if len(data) > max_bytes:
        raise PictureRefused(too_many_bytes(max_bytes))
    with warnings.catch_warnings():
        # Pillow warns at half of what it refuses; the limits here are our own.
        warnings.simplefilter("ignore")
        image = _open(data)
        _refuse_too_large(image)
        try:
            return _drawn_again(image, max_side)
        # A decoder that is fed with rubbish may raise anything at all. Each of it means: not a readable picture.
        except Exception as error:
            raise PictureRefused(str(DAMAGED)) from error


def too_many_bytes(max_bytes: int) -> str:
    megabytes = max_bytes // (1024 * 1024)
    return ngettext(
        "This file is too large. A picture may have at most %(megabytes)d megabyte.",
        "This file is too large. A picture may have at most %(megabytes)d megabytes.",
        megabytes,
    ) % {"megabytes": megabytes}


def _open(data: bytes) -> Image.Image:
    """Reads the header only."""
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise PictureRefused(_too_many_pixels()) from error
    except Image.UnidentifiedImageError as error:
        raise PictureRefused(str(NOT_A_PICTURE)) from error
    except Exception as error:  # see clean_picture
        raise PictureRefused(str(DAMAGED)) from error


def _too_many_pixels() -> str:
    return _("This picture has too many pixels. Take it at a lower resolution, or send a smaller copy of it.")


def _refuse_too_large(image: Image.Image) -> None:
    kind = "progressive JPEG" if image.info.get("progressive") else image.format
    width, height = image.size
    if width * height > MAX_PIXELS[kind]:
        raise PictureRefused(_too_many_pixels())


def _drawn_again(image: Image.Image, max_side: int) -> CleanPicture:
    image.seek(0)
    # Before anything is decoded: lets the JPEG decoder skip what would be thrown away.
    image.draft("RGB", (max_side, max_side))
    image.load()
    small = _upright(_reduced(_eight_bit(image), max_side))
    plain = _in_srgb(_on_white(small), small.info.get("icc_profile"))
    # Pillow copies a comment and the like from `info` into the new file.
    plain.info = {}
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return CleanPicture(data=out.getvalue(), width=plain.width, height=plain.height)


def _eight_bit(image: Image.Image) -> Image.Image:
    """Sixteen-bit greys scaled, palettes and single bits spread, so that reducing can mix colours."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("P", "PA", "1"):
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image


def _reduced(image: Image.Image, max_side: int) -> Image.Image:
    image.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera was held; a photo with broken camera data stays as it is."""
    with contextlib.suppress(Exception):
        return ImageOps.exif_transpose(image)
    return image


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image if image.mode == "CMYK" else image.convert("RGB")
    image = image.convert("RGBA")
    ground = Image.new("RGB", image.size, WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones store wide colours; without their profile, which is dropped, the food would look pale."""
    if profile:
        with contextlib.suppress(Exception):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return image.convert("RGB")
