"""Pictures are made once and kept beside the other uploads. Their name holds a hash of all they show: a new price gives
a new picture at a new address, and the old one of that page and format is thrown away."""

import hashlib
import json
import threading
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from blog.share.drawing import MIDDLE, Photo, Point
from blog.share.pictures import EDITION, MAX_PHOTOS, Format, Poster, render
from blog.share.subjects import Subject
from shop.store.palettes import Palette, Tokens

FOLDER = "bagikan"
# A photo is read at about the size at which it is shown.
SIDE = 1400
# Hashes in each process.
MOST_KEPT = 500
# Drawing takes memory: one at a time in each process, and whoever waited finds the picture made.
_drawing = threading.Lock()


@dataclass(frozen=True)
class Kept:
    subject: Subject
    poster: Poster
    palette: Palette
    style: Format

    @cached_property
    def photos(self) -> list:
        """Those whose file is there: what is lost is left out, and comes back with the file."""
        return [photo for photo in self.subject.photos[:MAX_PHOTOS] if photo.file.storage.exists(photo.file.name)]

    @cached_property
    def hash(self) -> str:
        photos = tuple((photo.pk, photo.file.name, _focus(photo)) for photo in self.photos)
        return _hash(self.poster, self.palette.light, photos, self.style.slug)

    @property
    def address(self) -> str:
        page = {"kind": self.subject.kind, "pk": self.subject.page.pk, "style": self.style.slug}
        return f"{reverse('share:picture', kwargs=page)}?v={self.hash}"

    @property
    def name(self) -> str:
        return f"{_folder(self.subject.page.pk)}/{self.style.slug}-{self.hash}.jpg"

    def data(self) -> bytes:
        """The JPEG, drawn only when it is not kept yet."""
        with _drawing:
            try:
                # Asked of the file itself: another process may throw it away between two questions.
                with default_storage.open(self.name) as file:
                    return file.read()
            except FileNotFoundError:
                return self._drawn()

    def _drawn(self) -> bytes:
        photos = [photo for photo in map(_opened, self.photos) if photo]
        made = render(self.poster, photos, tokens=self.palette.light, style=self.style)
        forget(self.subject.page.pk, self.style.slug)
        default_storage.save(self.name, ContentFile(made))
        return made


@lru_cache(maxsize=MOST_KEPT)
def _hash(poster: Poster, colours: Tokens, photos: tuple[tuple[int, str, Point], ...], style: str) -> str:
    shown = {
        "edition": EDITION,
        "words": asdict(poster),
        "colours": asdict(colours),
        "photos": photos,
        "style": style,
    }
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def forget(pk: int, style: str = "") -> None:
    """Throw away what is kept of a page: of one format, or all."""
    folder = _folder(pk)
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            if name.startswith(style):
                default_storage.delete(f"{folder}/{name}")


def _folder(pk: int) -> str:
    return f"{FOLDER}/{pk}"


def _focus(photo) -> Point:
    """The editor's focal point, else the middle."""
    area = photo.get_focal_point()
    return (area.centroid_x / photo.width, area.centroid_y / photo.height) if area else MIDDLE


def _opened(photo) -> Photo | None:
    """Small enough to draw with; None when the file is no picture any more."""
    try:
        with photo.file.storage.open(photo.file.name) as file, Image.open(file) as image:
            image.draft("RGB", (SIDE, SIDE))
            image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
            return Photo(image.convert("RGB"), _focus(photo))
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
