"""The suggested focus lies on the subject, wherever it stands."""

import io

import pytest
from PIL import Image, ImageDraw

from shop.store.focus import suggested


def picture(at=None, *, size=(1200, 800), frame=False, grain=False) -> bytes:
    """A plain table with one plate of rings around `at`."""
    image = Image.new("RGB", size, "#b98b5a")
    pen = ImageDraw.Draw(image)
    if grain:
        noise = Image.effect_noise(size, 12).convert("RGB")
        image = Image.blend(image, noise, 0.2)
        pen = ImageDraw.Draw(image)
    if frame:
        pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline="black", width=20)
    if at:
        for radius in range(150, 0, -30):
            box = (at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)
            pen.ellipse(box, fill="white" if radius % 60 else "#222222")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


@pytest.mark.parametrize("at", [(300, 250), (900, 250), (250, 550), (950, 600), (600, 400)])
def test_the_focus_lies_on_an_object_that_stands_apart(at):
    focus = suggested(picture(at))
    assert abs(focus.x - at[0]) < 60
    assert abs(focus.y - at[1]) < 60


def test_a_frame_around_the_photo_does_not_pull_the_focus():
    focus = suggested(picture((300, 250), frame=True))
    assert abs(focus.x - 300) < 90
    assert abs(focus.y - 250) < 90


def test_the_grain_of_a_dark_photo_does_not_hide_the_object():
    focus = suggested(picture((900, 550), grain=True))
    assert abs(focus.x - 900) < 120
    assert abs(focus.y - 550) < 120


def test_an_upright_photo_keeps_its_object_too():
    focus = suggested(picture((400, 900), size=(800, 1200)))
    assert abs(focus.x - 400) < 60
    assert abs(focus.y - 900) < 60


def test_a_plain_picture_has_its_focus_in_the_middle():
    focus = suggested(picture())
    assert (focus.x, focus.y) == (600, 400)


@pytest.mark.parametrize("size", [(1, 1), (2, 300), (3000, 3)])
def test_the_smallest_and_the_longest_picture_have_a_focus_inside(size):
    focus = suggested(picture(size=size))
    assert 0 <= focus.x <= size[0]
    assert 0 <= focus.y <= size[1]
    assert focus.side >= 1


def test_the_square_never_hangs_over_the_edge():
    focus = suggested(picture((160, 160), size=(1200, 1200)))
    assert focus.x >= focus.side // 2
    assert focus.y >= focus.side // 2


def test_the_same_picture_always_has_the_same_focus():
    data = picture((700, 300), grain=False)
    assert suggested(data) == suggested(data)
