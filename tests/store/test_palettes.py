"""Whatever the owner chooses, everybody can read it: WCAG 2.2 AA for every pair that the stylesheet puts together."""

import gzip
import re
from dataclasses import asdict, fields

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client

from shop.store.models import Shop
from shop.store.palettes import FOREST, PALETTES, Tokens, palette, stylesheet
from tests import build

STYLES = settings.ROOT / "site" / "lapak" / "static" / "lapak.css"
GROUNDS = ("paper", "surface", "sunken", "brand_soft", "warm_soft", "good_soft", "bad_soft")
TEXTS = [
    *(("ink", ground) for ground in GROUNDS),
    *(("ink_soft", ground) for ground in GROUNDS),
    *(("brand", ground) for ground in ("paper", "surface", "sunken", "brand_soft")),
    *(("mark", ground) for ground in ("paper", "surface", "sunken")),
    *(("bad", ground) for ground in ("paper", "surface", "bad_soft")),
    *(("good", ground) for ground in ("paper", "surface", "good_soft")),
    ("warn", "warm_soft"),
    ("on_brand", "brand"),
    ("on_brand", "brand_press"),
    ("on_band", "band"),
    ("on_band", "band_deep"),
    ("on_warm", "warm"),
]
# Borders of fields, drawings, and the price of a shared picture's ground: three to one is enough.
SHAPES = [
    *(("line_strong", ground) for ground in ("paper", "surface", "sunken")),
    *(("brand", ground) for ground in ("paper", "surface")),
    ("warm", "band"),
    ("warm", "band_deep"),
]
EVERY = [pytest.param(getattr(p, kind), id=f"{p.slug}-{kind}") for p in PALETTES.values() for kind in ("light", "dark")]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def too_close(tokens: Tokens, pairs, least: float) -> list[str]:
    values = asdict(tokens)
    ratios = {(a, b): contrast(values[a], values[b]) for a, b in pairs}
    return [f"{a} on {b}: {ratio:.2f}" for (a, b), ratio in ratios.items() if ratio < least]


def test_contrast_is_measured_as_the_standard_does():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("tokens", EVERY)
def test_every_text_stands_out_from_its_ground(tokens):
    assert too_close(tokens, TEXTS, 4.5) == []


@pytest.mark.parametrize("tokens", EVERY)
def test_every_shape_can_be_seen(tokens):
    assert too_close(tokens, SHAPES, 3) == []


@pytest.mark.parametrize("tokens", EVERY)
def test_colours_are_written_in_full(tokens):
    assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in asdict(tokens).values())


def test_there_are_six_of_them():
    assert list(PALETTES) == ["hutan", "laut", "bata", "manggis", "kopi", "arang"]


def test_the_stylesheet_holds_them_as_they_are_here():
    assert stylesheet() in STYLES.read_text()


@pytest.mark.parametrize(("kind", "start"), [("light", "  :root {\n"), ("dark", "    :root {\n")])
def test_the_first_is_the_stylesheets_own(kind, start):
    css = STYLES.read_text()
    block = css[css.index(start) + len(start) :].split("}")[0]
    written = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", block))
    ours = {name.replace("_", "-"): value for name, value in asdict(getattr(FOREST, kind)).items()}
    # In the dark some tokens stay as they are by light.
    changed = ours if kind == "light" else {name: value for name, value in ours.items() if name in written}
    assert {name: full(written[name]) for name in changed} == changed
    assert len(changed) == len(fields(Tokens)) - (kind == "dark") * 3


def full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


def test_the_stylesheet_stays_within_its_budget():
    assert len(gzip.compress(STYLES.read_bytes(), 9)) <= 12 * 1024


def test_a_name_that_is_gone_gives_the_first():
    assert palette("jingga") is FOREST


@pytest.mark.django_db
def test_the_shop_wears_the_palette_of_its_settings():
    build.home()
    build.shop(palette="manggis")
    body = Client().get("/").content.decode()
    assert 'class="palette-manggis">' in body
    assert '<meta name="theme-color" content="#5f2573">' in body


@pytest.mark.django_db
def test_a_shop_that_chose_nothing_wears_the_first():
    build.home()
    body = Client().get("/").content.decode()
    assert 'class="palette-hutan"' in body
    assert '<meta name="theme-color" content="#0a5f4d">' in body


def test_a_colour_that_is_none_of_the_six_is_refused():
    with pytest.raises(ValidationError) as refused:
        Shop(palette="#ff0000").full_clean()
    assert list(refused.value.message_dict) == ["palette"]


def applied(slug: str, css: str) -> dict[str, str]:
    """What a dark screen ends up with: rules in the order of the stylesheet, later ones win."""
    ends = css.index("  *,\n  *::before")
    rules = re.findall(rf"(?::root|\.palette-{slug}) \{{(.*?)\}}", css[:ends], re.S)
    found = [re.findall(r"--([a-z-]+): (#[0-9a-f]+);", rule) for rule in rules]
    return {name: full(value) for rule in found for name, value in rule}


@pytest.mark.parametrize("slug", PALETTES)
def test_a_dark_screen_gets_the_dark_colours_and_none_of_the_light(slug):
    shown = applied(slug, STYLES.read_text())
    wanted = {name.replace("_", "-"): value for name, value in asdict(PALETTES[slug].dark).items()}
    assert {name: shown[name] for name in wanted} == wanted
