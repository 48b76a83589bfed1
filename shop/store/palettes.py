"""The six colour schemes a shop may wear. Never free colours: every pair of text and ground here is checked (WCAG AA).

A palette names the tokens of static/lapak.css that it changes, as `#rrggbb`, once for light and once for dark screens.
The first one is the stylesheet's own `:root`; `stylesheet()` writes the block for the others, and a test keeps it so.
"""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named as in the stylesheet, with `_` for `-`. What tells good from bad is the same in every palette."""

    paper: str
    sunken: str
    line: str
    line_strong: str
    ink: str
    ink_soft: str
    brand: str
    brand_press: str
    brand_soft: str
    brand_line: str
    on_brand: str
    band: str
    band_deep: str
    warm: str
    warm_soft: str
    surface: str = "#ffffff"
    on_band: str = "#ffffff"
    on_warm: str = "#2c1f00"
    mark: str = "#b3261e"
    bad: str = "#b3261e"
    bad_soft: str = "#fdecea"
    good: str = "#1d6b3c"
    good_soft: str = "#e5f4e9"
    warn: str = "#7f4e00"


DARK = {
    "mark": "#ffa797",
    "bad": "#ffb4a8",
    "bad_soft": "#3c1d19",
    "good": "#8fd9a8",
    "good_soft": "#173322",
    "warn": "#f7cd7c",
}


@dataclass(frozen=True, slots=True)
class Palette:
    slug: str
    name: str
    light: Tokens
    dark: Tokens


FOREST = Palette(
    "hutan",
    _("Forest green"),
    Tokens(
        paper="#fffaf1",
        sunken="#f7eedd",
        line="#e8dcc6",
        line_strong="#8d7d66",
        ink="#29211a",
        ink_soft="#655746",
        brand="#0a5f4d",
        brand_press="#07483a",
        brand_soft="#e3f2ea",
        brand_line="#a9d4c2",
        on_brand="#ffffff",
        band="#0a5f4d",
        band_deep="#07483a",
        warm="#f5b83d",
        warm_soft="#fff0c9",
    ),
    Tokens(
        paper="#16120e",
        surface="#211b15",
        sunken="#2b241c",
        line="#40362a",
        line_strong="#9a8a74",
        ink="#f6eee2",
        ink_soft="#c8bba8",
        brand="#7fd4b8",
        brand_press="#a5e5cf",
        brand_soft="#17342b",
        brand_line="#2f6151",
        on_brand="#05271e",
        band="#0b3d32",
        band_deep="#082e26",
        warm="#f5b83d",
        warm_soft="#3d2f10",
        **DARK,
    ),
)
SEA = Palette(
    "laut",
    _("Sea blue"),
    Tokens(
        paper="#f7fafd",
        sunken="#e8f0f7",
        line="#d3e0ec",
        line_strong="#6f8296",
        ink="#17222e",
        ink_soft="#4b5b6c",
        brand="#0b5394",
        brand_press="#083f72",
        brand_soft="#e2eefa",
        brand_line="#a9c9e8",
        on_brand="#ffffff",
        band="#0b4f8a",
        band_deep="#083b69",
        warm="#ffc94d",
        warm_soft="#fff1cc",
    ),
    Tokens(
        paper="#0e141b",
        surface="#17202a",
        sunken="#1e2a36",
        line="#2e3d4d",
        line_strong="#8a9bae",
        ink="#eaf1f8",
        ink_soft="#b5c3d1",
        brand="#8fc4f7",
        brand_press="#b5d9fb",
        brand_soft="#15304b",
        brand_line="#2d5a86",
        on_brand="#05223d",
        band="#0c3a66",
        band_deep="#092b4d",
        warm="#ffc94d",
        warm_soft="#3d3110",
        **DARK,
    ),
)
BRICK = Palette(
    "bata",
    _("Brick red"),
    Tokens(
        paper="#fff9f5",
        sunken="#f8ebe2",
        line="#ecd9cc",
        line_strong="#937767",
        ink="#2c1c17",
        ink_soft="#69534a",
        brand="#a3301c",
        brand_press="#7f2415",
        brand_soft="#fce8e2",
        brand_line="#e8b7a9",
        on_brand="#ffffff",
        band="#98301d",
        band_deep="#742214",
        warm="#ffc857",
        warm_soft="#fff0cf",
    ),
    Tokens(
        paper="#17110e",
        surface="#221915",
        sunken="#2d211c",
        line="#44332b",
        line_strong="#a18878",
        ink="#f8ede7",
        ink_soft="#cdb9ae",
        brand="#ffab95",
        brand_press="#ffc9ba",
        brand_soft="#42201a",
        brand_line="#7d4436",
        on_brand="#3d0f06",
        band="#6a2113",
        band_deep="#4d170c",
        warm="#ffc857",
        warm_soft="#3f3013",
        **DARK,
    ),
)
MANGOSTEEN = Palette(
    "manggis",
    _("Mangosteen purple"),
    Tokens(
        paper="#fcf9fd",
        sunken="#f2eaf5",
        line="#e2d5e8",
        line_strong="#84738c",
        ink="#241a29",
        ink_soft="#5c4d64",
        brand="#6b2a7f",
        brand_press="#521f62",
        brand_soft="#f3e6f7",
        brand_line="#cfaedb",
        on_brand="#ffffff",
        band="#5f2573",
        band_deep="#471b57",
        warm="#ffcf5c",
        warm_soft="#fff2d1",
    ),
    Tokens(
        paper="#140f17",
        surface="#1f1823",
        sunken="#29202e",
        line="#3d3144",
        line_strong="#9a8aa2",
        ink="#f4ecf7",
        ink_soft="#c3b5ca",
        brand="#dca8ee",
        brand_press="#e9c8f5",
        brand_soft="#352040",
        brand_line="#6a477a",
        on_brand="#2c0b38",
        band="#451a54",
        band_deep="#34133f",
        warm="#ffcf5c",
        warm_soft="#3e3113",
        **DARK,
    ),
)
COFFEE = Palette(
    "kopi",
    _("Coffee brown"),
    Tokens(
        paper="#fdf8f1",
        sunken="#f4e9da",
        line="#e4d3bd",
        line_strong="#8a745a",
        ink="#2a1d13",
        ink_soft="#665240",
        brand="#7a4419",
        brand_press="#5d3312",
        brand_soft="#f7e8d8",
        brand_line="#ddbd9b",
        on_brand="#ffffff",
        band="#5c3517",
        band_deep="#44260f",
        warm="#f7c04a",
        warm_soft="#fdeecb",
    ),
    Tokens(
        paper="#15110c",
        surface="#201a13",
        sunken="#2b2319",
        line="#413627",
        line_strong="#9b8970",
        ink="#f6eddf",
        ink_soft="#c9b9a2",
        brand="#eab985",
        brand_press="#f3d3ae",
        brand_soft="#3a2814",
        brand_line="#735231",
        on_brand="#331c06",
        band="#4a2c13",
        band_deep="#38210e",
        warm="#f7c04a",
        warm_soft="#3d2f10",
        **DARK,
    ),
)
CHARCOAL = Palette(
    "arang",
    _("Charcoal and turmeric"),
    Tokens(
        paper="#fafaf8",
        sunken="#efefec",
        line="#deded9",
        line_strong="#777771",
        ink="#1d1d1b",
        ink_soft="#55554f",
        brand="#3d3d38",
        brand_press="#262622",
        brand_soft="#ecece6",
        brand_line="#c2c2b8",
        on_brand="#ffffff",
        band="#262624",
        band_deep="#171716",
        warm="#ffc229",
        warm_soft="#fff1c7",
    ),
    Tokens(
        paper="#121211",
        surface="#1c1c1a",
        sunken="#262624",
        line="#393936",
        line_strong="#94948d",
        ink="#f3f3ef",
        ink_soft="#bfbfb8",
        brand="#ffd166",
        brand_press="#ffe09a",
        brand_soft="#3a3115",
        brand_line="#6e5e2a",
        on_brand="#2b2000",
        band="#2b2b28",
        band_deep="#0d0d0c",
        warm="#ffc229",
        warm_soft="#3d3110",
        **DARK,
    ),
)

PALETTES = {palette.slug: palette for palette in (FOREST, SEA, BRICK, MANGOSTEEN, COFFEE, CHARCOAL)}
CHOICES = [(palette.slug, palette.name) for palette in PALETTES.values()]


def palette(slug: str) -> Palette:
    """The first one for a name that no longer exists."""
    return PALETTES.get(slug, FOREST)


def stylesheet() -> str:
    """The block in lapak.css for the palettes after the first; each rule says only what the rules before it do not."""
    others = [each for each in PALETTES.values() if each is not FOREST]
    day, night = asdict(FOREST.light), asdict(FOREST.dark)
    light = {each.slug: _changes(each.light, day) for each in others}
    # On a dark screen the light rule counts too, until the dark one takes it back.
    dark = {each.slug: _changes(each.dark, night | light[each.slug]) for each in others}
    rules = [_rule(slug, changes, "  ") for slug, changes in light.items()]
    dark_rules = "\n\n".join(_rule(slug, changes, "    ") for slug, changes in dark.items())
    return "\n\n".join([*rules, f"  @media (prefers-color-scheme: dark) {{\n{dark_rules}\n  }}"])


def _changes(tokens: Tokens, known: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in asdict(tokens).items() if value != known[name]}


def _rule(slug: str, changes: dict[str, str], space: str) -> str:
    lines = [f"{space}  --{name.replace('_', '-')}: {value};" for name, value in changes.items()]
    return "\n".join([f"{space}.palette-{slug} {{", *lines, f"{space}}}"])
