"""Pictures have the exact size of their format, whatever has to stand on them."""

import io

import pytest
from PIL import Image, ImageChops, ImageDraw

from blog.share.drawing import MIDDLE, Photo, cropped
from blog.share.pictures import FORMATS, Poster, render
from blog.share.typeface import FONTS, HEAVY, PLAIN, fit, font, printable, width, wrap
from shop.store.palettes import FOREST, PALETTES

pytestmark = pytest.mark.sqlite_only
SIZES = {"kotak": (1080, 1080), "potret": (1080, 1350), "cerita": (1080, 1920), "tautan": (1200, 630)}
PLAIN_POSTER = Poster("Keripik pisang", "Lapak Uji", price="Rp18.000")
LONG = Poster(
    title="Keripik singkong balado pedas manis renyah " * 12,
    shop="Warung Ibu Lina Sejahtera Bersama Keluarga Besar Graha Indah Balikpapan Utara",
    price="Rp123.456.789",
    before="Rp987.654.321",
    lead="Mulai",
    note="Dimasak segar setiap pagi dalam jumlah kecil untuk seluruh warga kelurahan. " * 4,
)
styles = pytest.mark.parametrize("style", FORMATS.values(), ids=FORMATS)


def photo(colour="#d04020", size=(900, 700)) -> Photo:
    return Photo(Image.new("RGB", size, colour))


def noise(size=(1400, 1400)) -> Photo:
    return Photo(Image.merge("RGB", [Image.effect_noise(size, 120) for _band in range(3)]))


def drawn(poster, photos=(), *, style, palette=FOREST) -> Image.Image:
    return Image.open(io.BytesIO(render(poster, photos, tokens=palette.light, style=style))).convert("RGB")


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def near(one, other) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


def test_there_are_four_formats():
    assert {slug: style.size for slug, style in FORMATS.items()} == SIZES


@styles
@pytest.mark.parametrize("photos", range(6))
def test_size_is_exact_with_any_number_of_photos(style, photos):
    assert drawn(PLAIN_POSTER, [photo()] * photos, style=style).size == SIZES[style.slug]


@styles
@pytest.mark.parametrize("poster", [LONG, Poster("", ""), Poster("Ü" * 300, "🌶️")], ids=["long", "empty", "one word"])
def test_any_text_is_drawn(style, poster):
    assert drawn(poster, [photo()], style=style).size == SIZES[style.slug]


@styles
@pytest.mark.parametrize("size", [(3, 900), (900, 3), (1, 1), (2400, 1800)])
def test_a_photo_of_any_shape_fills_its_place(style, size):
    assert drawn(PLAIN_POSTER, [photo(size=size)], style=style).size == SIZES[style.slug]


# Where a photo of 1,400 x 1,000 pixels holds a thing that its place has no room for.
SIDES = {"left": (25, 500), "right": (1375, 500), "top": (700, 25), "bottom": (700, 975)}
CUT_OFF = [("kotak", "top"), ("kotak", "bottom")] + [
    (slug, side) for slug in ("potret", "cerita", "tautan") for side in ("left", "right")
]


@pytest.mark.parametrize(("slug", "side"), CUT_OFF)
def test_a_thing_at_the_side_of_a_photo_stays_in_sight(slug, side):
    x, y = SIDES[side]
    table = Image.new("RGB", (1400, 1000), "#b98b5a")
    ImageDraw.Draw(table).rectangle((x - 25, y - 25, x + 25, y + 25), fill="#ff00ff")
    poster = Poster("Keripik pisang", "Lapak Uji")
    middle, focused = (
        drawn(poster, [Photo(table, focus)], style=FORMATS[slug]) for focus in (MIDDLE, (x / 1400, y / 1000))
    )
    assert magenta(middle) == 0
    assert magenta(focused) > 300


def magenta(picture: Image.Image) -> int:
    bands = [band.point(test, "1") for band, test in zip(picture.split(), (bright, dark, bright), strict=True)]
    return ImageChops.logical_and(ImageChops.logical_and(*bands[:2]), bands[2]).histogram()[255]


def bright(value: int) -> int:
    return 255 * (value > 190)


def dark(value: int) -> int:
    return 255 * (value < 70)


def test_a_focus_comes_to_the_middle_of_the_crop_where_the_photo_reaches():
    stripe = Image.new("RGB", (1000, 100), "white")
    ImageDraw.Draw(stripe).rectangle((290, 0, 309, 99), fill="black")
    crop = cropped(stripe, (100, 100), (0.3, 0.5))
    assert ImageChops.invert(crop.convert("L")).point(lambda value: 255 * (value > 128)).getbbox() == (40, 0, 60, 100)


@styles
def test_the_file_is_a_plain_jpeg_within_its_limit_even_of_the_hardest_photo(style):
    data = render(LONG, [noise()], tokens=FOREST.light, style=style)
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "JPEG"
    assert not picture.getexif()
    assert len(data) <= style.max_bytes


def test_a_link_picture_is_small_enough_for_whatsapp():
    assert FORMATS["tautan"].max_bytes < 300 * 1000


@styles
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_it_wears_the_palette_of_the_shop(style, palette):
    picture = drawn(PLAIN_POSTER, [photo()], style=style, palette=palette)
    colours = [colour for _count, colour in sorted(picture.getcolors(maxcolors=10**7), reverse=True)[:400]]
    assert any(near(colour, rgb(palette.light.band)) for colour in colours)
    assert any(near(colour, rgb(palette.light.warm)) for colour in colours)


@styles
@pytest.mark.parametrize(
    "changes", [{"price": "Rp19.000"}, {"title": "Keripik ubi"}, {"shop": "Warung"}, {"note": "x"}]
)
def test_every_word_can_be_seen(style, changes):
    before = Poster("Keripik pisang", "Lapak Uji", price="Rp18.000")
    after = Poster(**{"title": "Keripik pisang", "shop": "Lapak Uji", "price": "Rp18.000"} | changes)
    pair = [drawn(poster, [photo()], style=style) for poster in (before, after)]
    assert ImageChops.difference(*pair).getbbox() is not None


def test_nothing_to_read_lies_where_a_story_has_its_buttons():
    """Above 270 and below 1,540 pixels nothing changes with the words."""
    story = FORMATS["cerita"]
    differs = ImageChops.difference(
        drawn(PLAIN_POSTER, [photo()], style=story), drawn(LONG, [photo()], style=story)
    ).point(lambda value: 255 if value > 40 else 0)
    _left, top, _right, bottom = differs.getbbox()
    assert (top >= 270, bottom <= 1540) == (True, True)


@pytest.mark.parametrize(
    ("text", "drawable"),
    [
        ("Sambal 🌶️ pedas", "Sambal pedas"),
        ("Ｋｅｒｉｐｉｋ ½ kg, ⅓ resep", "Keripik ½ kg, 1/3 resep"),
        ("Phở", "Pho"),
        ("a\x00b\u202ec\n d", "abc d"),
        ("100% “asli”… Rp1.000 – e\u0301", "100% “asli”… Rp1.000 – é"),
    ],
)
def test_what_the_font_cannot_draw_is_replaced_or_left_out(text, drawable):
    assert printable(text) == drawable


@pytest.mark.parametrize("name", [HEAVY, PLAIN])
def test_both_fonts_hold_every_letter_that_is_kept(name):
    face = font(name, 40)
    missing = face.getmask("\u4e00").getbbox(), bytes(face.getmask("\u4e00"))
    kept = [c for c in map(chr, range(0x21, 0x2100)) if printable(c) == c]
    assert len(kept) > 300
    assert [c for c in kept if (face.getmask(c).getbbox(), bytes(face.getmask(c))) == missing] == []


def test_the_licence_of_the_font_goes_with_it():
    assert "SIL OPEN FONT LICENSE" in (FONTS / "figtree.LICENSE.txt").read_text()


def test_text_is_set_as_large_as_it_fits():
    large = fit("Keripik", name=HEAVY, room=(900, 400), lines=3, sizes=(80, 40))
    small = fit("Keripik pisang kepok manis " * 4, name=HEAVY, room=(900, 400), lines=3, sizes=(80, 40))
    assert (large.size, len(large.lines)) == (80, 1)
    assert 40 <= small.size < 80
    assert not small.cut


def test_no_line_is_wider_than_its_room_and_none_is_left_out_unsaid():
    setting = fit("kata " * 200, name=PLAIN, room=(500, 200), lines=4, sizes=(60, 40))
    assert all(width(line, setting.font) <= 500 for line in setting.lines)
    assert len(setting.lines) <= 4
    assert setting.cut


def test_a_word_wider_than_the_line_is_broken():
    lines = wrap("X" * 100, font(HEAVY, 40), 300)
    assert "".join(lines) == "X" * 100
    assert all(width(line, font(HEAVY, 40)) <= 300 for line in lines)
