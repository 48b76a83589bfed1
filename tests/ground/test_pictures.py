"""Pictures from outside: each is drawn again without metadata, or refused with a sentence. Never an error, never a
gigabyte."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from shop.store.pictures import PictureRefused, clean_picture
from tests.ground.hostile_pictures import (
    ACCEPTED,
    GPS,
    REFUSED,
    SCRIPT,
    jpeg_of_size,
    largest,
    photo,
    transparent,
    turned,
)

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.sqlite_only


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_usable_picture_becomes_a_plain_jpeg(name):
    clean = clean_picture(ACCEPTED[name], max_side=2000)
    image = opened(clean.data)
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert image.size == (clean.width, clean.height)
    assert max(image.size) <= 2000


@pytest.mark.parametrize("name", ACCEPTED)
def test_nothing_but_pixels_is_kept(name):
    clean = clean_picture(ACCEPTED[name], max_side=2000).data
    image = opened(clean)
    assert dict(image.getexif()) == {}
    assert image.getexif().get_ifd(GPS) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for secret in (b"Kamera Rahasia", SCRIPT, b"PK\x03\x04", b"<gps>", b"Exif", b"ICC_PROFILE"):
        assert secret not in clean


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused_with_a_sentence(name):
    with pytest.raises(PictureRefused) as refusal:
        clean_picture(REFUSED[name], max_side=2000)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert len(sentence) > 30
    assert "Error" not in sentence


def test_a_file_that_is_too_large_is_told_the_limit():
    with pytest.raises(PictureRefused, match="2 "):
        clean_picture(b"x" * (2 * 1024 * 1024 + 1), max_side=2000, max_bytes=2 * 1024 * 1024)


def test_a_photo_taken_upright_stays_upright():
    clean = clean_picture(turned(6), max_side=2000)
    assert (clean.width, clean.height) == (48, 64)


def test_a_big_photo_is_made_smaller_and_keeps_its_shape():
    clean = clean_picture(photo("JPEG", size=(4000, 3000)), max_side=1000)
    assert (clean.width, clean.height) == (1000, 750)


def test_a_small_photo_is_not_blown_up():
    clean = clean_picture(photo("JPEG", size=(640, 480)), max_side=2000)
    assert (clean.width, clean.height) == (640, 480)


def test_what_is_transparent_becomes_white():
    image = opened(clean_picture(transparent(), max_side=2000).data)
    assert image.getpixel((20, 15)) == (255, 255, 255)


def test_a_sixteen_bit_grey_keeps_its_shades():
    bright = Image.new("I;16", (8, 8), 0xC000)
    out = io.BytesIO()
    bright.save(out, "PNG")
    shade = opened(clean_picture(out.getvalue(), max_side=2000).data).getpixel((4, 4))[0]
    assert abs(shade - 0xC0) <= 2


def test_of_an_animation_the_first_frame_is_kept():
    red, green, blue = opened(clean_picture(ACCEPTED["animated webp"], max_side=2000).data).getpixel((10, 10))
    assert red > 200
    assert green < 60
    assert blue < 60


def test_the_size_is_refused_before_a_pixel_is_decoded(monkeypatch):
    def decoded(self, *args):
        raise AssertionError("decoded")

    promising = jpeg_of_size(10_000, 7_000)
    monkeypatch.setattr(Image.Image, "load", decoded)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded)
    with pytest.raises(PictureRefused):
        clean_picture(promising, max_side=2000)


MEASURE = """
import pathlib, re, sys
import django
django.setup()
from shop.store.pictures import PictureRefused, clean_picture
taken = 0
for file in pathlib.Path(sys.argv[1]).iterdir():
    try:
        clean_picture(file.read_bytes(), max_side=2400)
        taken += 1
    except PictureRefused:
        pass
# Not getrusage: its peak is inherited from the process that started this one.
print(taken, re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1])
"""


def test_no_picture_takes_more_than_300_megabytes(tmp_path):
    """All of Lapak is loaded in the measured process, as in a worker that takes the picture in."""
    accepted = [*largest(), *ACCEPTED.values()]
    for number, data in enumerate([*accepted, *REFUSED.values()]):
        (tmp_path / str(number)).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": f"{ROOT}/site:{ROOT}", "DJANGO_SETTINGS_MODULE": "lapak.settings.test"},
    )
    assert done.returncode == 0, done.stderr
    taken, kilobytes = map(int, done.stdout.split())
    assert taken == len(accepted)
    assert kilobytes < 300 * 1024
