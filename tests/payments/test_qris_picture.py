"""What is drawn can be scanned, also from a bad photo; what is no code is None; what is no picture is refused."""

import contextlib
import io
import json
import re
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from shop.payments.qris.picture import decode, png, svg
from shop.store.pictures import PictureRefused

from .pictures import PDF, photo

pytestmark = pytest.mark.sqlite_only
SAMPLES = json.loads((Path(__file__).parents[1] / "golden" / "qris" / "samples.json").read_text())
TEXTS = [sample["payload"] for sample in SAMPLES["good"]]
TEXT = TEXTS[1]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(text=TEXT):
    return Image.open(io.BytesIO(png(text))).convert("RGB")


def saved(image, kind="PNG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def on_a_table(image, size=(1600, 1200), at=(500, 200)):
    table = Image.new("RGB", size, "#a58d6f")
    table.paste(image, at)
    return table


@pytest.mark.parametrize("text", TEXTS)
def test_a_drawn_code_is_scanned(text):
    assert decode(png(text)) == text


def test_a_code_of_other_letters_is_scanned():
    text = SAMPLES["emvco_official"]["payload"]

    assert decode(png(text)) == text


@pytest.mark.parametrize("side", [180, 260, 1000, 3000])
def test_a_scaled_code_is_scanned(side):
    assert decode(saved(drawn().resize((side, side), Image.Resampling.BILINEAR))) == TEXT


@pytest.mark.parametrize("degrees", [3, -3, 90, 180])
def test_a_turned_code_is_scanned(degrees):
    turned = drawn().rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")

    assert decode(saved(turned)) == TEXT


def test_a_code_in_a_squeezed_photo_is_scanned():
    turned = drawn().rotate(3, Image.Resampling.BICUBIC, expand=True, fillcolor="white")

    assert decode(saved(on_a_table(turned), "JPEG", quality=40)) == TEXT


def test_the_picture_has_a_quiet_zone_of_four_modules_and_correction_m():
    image = drawn().convert("L")
    (found,) = zxingcpp.read_barcodes(image)

    assert image.size == (61 * 8, 61 * 8)
    assert image.point(lambda value: 255 - value).getbbox() == (4 * 8, 4 * 8, 57 * 8, 57 * 8)
    assert found.ec_level == "M"


def test_the_drawing_says_the_same_as_the_picture():
    root = ElementTree.fromstring(svg(TEXT))
    ground, code = root

    assert (root.tag, root.attrib) == (f"{SVG}svg", {"viewBox": "0 0 61 61"})
    assert ground.attrib == {"fill": "#fff", "d": "M0 0h61v61h-61z"}
    assert sorted(code.attrib) == ["d", "stroke"]
    assert _painted(code.attrib["d"], 61) == drawn().convert("L").resize((61, 61), Image.Resampling.NEAREST).tobytes()


def test_the_drawing_needs_no_style_and_no_size():
    assert not re.search(r"style|class|width|height|<\?xml|script", svg(TEXT))


def _painted(path, side):
    """Horizontal strokes of one module each, as segno writes them."""
    image = Image.new("L", (side, side), 255)
    x = y = 0.0
    for verb, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in numbers.split()]
        if verb == "h":
            for column in range(int(x), int(x + values[0])):
                image.putpixel((column, int(y)), 0)
            x += values[0]
        else:
            x, y = values if verb == "M" else (x + values[0], y + values[1])
    return image.tobytes()


def test_the_first_of_two_codes_is_one_of_them():
    both = Image.new("RGB", (1040, 520), "white")
    both.paste(drawn(TEXTS[0]), (0, 0))
    both.paste(drawn(TEXTS[4]), (520, 0))

    assert decode(saved(both)) in {TEXTS[0], TEXTS[4]}


def test_a_picture_without_a_code_is_none():
    assert decode(photo()) is None
    assert decode(photo(size=(1, 1))) is None


def test_another_kind_of_code_is_none():
    barcode = zxingcpp.create_barcode("8991002101418", zxingcpp.BarcodeFormat.EAN13).to_image(scale=4)
    image = Image.fromarray(barcode)

    assert [found.text for found in zxingcpp.read_barcodes(image)] == ["8991002101418"]
    assert decode(saved(image)) is None


def test_a_code_with_a_hand_over_it_is_none():
    image = drawn()
    ImageDraw.Draw(image).rectangle((150, 150, 400, 400), "#d9a47a")

    assert decode(saved(image)) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00" * 100, PDF, b"<svg xmlns='http://www.w3.org/2000/svg'/>", png(TEXT)[:200], photo()[:300]],
    ids=["nothing", "zeros", "pdf", "svg", "cut png", "cut jpeg"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data):
    with pytest.raises(PictureRefused) as refusal:
        decode(data)
    assert str(refusal.value)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_drawn():
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + header + zlib.crc32(header).to_bytes(4, "big")

    with pytest.raises(PictureRefused):
        decode(bomb + b"\x00\x00\x00\x00IDAT")


@settings(max_examples=60, deadline=None)
@given(st.integers(8, len(png(TEXT)) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_picture_raises_nothing_else(at, rubbish):
    data = png(TEXT)
    found = None
    with contextlib.suppress(PictureRefused):
        found = decode(data[:at] + rubbish + data[at + len(rubbish) :])
    assert found in (None, TEXT)
