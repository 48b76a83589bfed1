"""What the editor's chooser shows of each section: example goods with real pictures, the same in every shop."""

from dataclasses import dataclass

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.storefront.selectors import Pictures, ProductCard

# static/previews/<name>.jpg
PICTURES = ("amplang", "keripik", "sambal", "kopi")

SEASON = {
    "first": "2026-01-01",
    "last": "2026-01-31",
    "title": gettext_lazy("Harvest week"),
    "text": gettext_lazy("Bananas from the garden, fried this morning."),
    "button": gettext_lazy("See what is new"),
}
HOW_TO_BUY = {
    "heading": gettext_lazy("How to buy"),
    "steps": [
        {"title": gettext_lazy("Choose"), "text": gettext_lazy("Put what you like into the basket.")},
        {"title": gettext_lazy("Order"), "text": gettext_lazy("Name, WhatsApp number, delivery or pick-up.")},
        {"title": gettext_lazy("Transfer"), "text": gettext_lazy("The exact amount, to the last digit.")},
        {"title": gettext_lazy("Receive"), "text": gettext_lazy("We pack it and bring it to you.")},
    ],
}
TRUST = {
    "heading": gettext_lazy("Who we are"),
    "text": gettext_lazy("<p>A family business in the neighbourhood. Come by, look at the goods, and ask us.</p>"),
    "halal": gettext_lazy("Written on the page of each product, as it is."),
    "permit": gettext_lazy("The number stands on the page of each product that has one."),
}
OPINIONS = {
    "heading": gettext_lazy("What buyers say"),
    "opinions": [
        {
            "words": gettext_lazy("Still crisp after two days on the ship."),
            "name": gettext_lazy("A buyer (example)"),
            "about": "Amplang",
        },
        {"words": gettext_lazy("Ordered at noon, here before the evening."), "name": gettext_lazy("A buyer (example)")},
    ],
}
TEXT = {
    "heading": gettext_lazy("A heading"),
    "text": gettext_lazy("<p>Tell in a few sentences what is worth knowing. Short paragraphs read best.</p>"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A category or a promotion that leads nowhere."""

    title: str
    intro: str
    picture: str = ""


def spoken(value):
    """The same with every sentence in the reader's language: blocks of rich text take no lazy ones."""
    if isinstance(value, dict):
        return {name: spoken(part) for name, part in value.items()}
    if isinstance(value, list):
        return [spoken(part) for part in value]
    return str(value) if isinstance(value, Promise) else value


def hero_picture() -> str:
    return static("previews/keripik.jpg")


def cards() -> tuple[ProductCard, ...]:
    names = (_("Fish crackers"), _("Banana crisps"), _("Onion sambal"), _("Ground coffee"))
    prices = (27_000, 18_500, 22_000, 35_000)
    return tuple(map(_card, PICTURES, names, prices))


def categories() -> tuple[Sample, ...]:
    return (
        Sample(_("Snacks"), _("Crisp, savoury, made at home.")),
        Sample(_("Spices"), _("For quick cooking every day.")),
        Sample(_("Household"), _("Tools that last.")),
    )


def promotions() -> tuple[Sample, ...]:
    return (
        Sample(_("Gifts from home"), _("Four tastes of the coast in one bag."), static("previews/amplang.jpg")),
        Sample(_("Sambal week"), _("Cooked every morning, in small amounts."), static("previews/sambal.jpg")),
    )


def _card(picture: str, name: str, price: int) -> ProductCard:
    address = static(f"previews/{picture}.jpg")
    return ProductCard(
        title=name,
        url="",
        summary="",
        photo=Pictures(avif=f"{address} 320w", jpeg=f"{address} 320w"),
        price=price,
        compare_at=None,
        price_from=False,
        sku_id=None,
        in_stock=True,
        low=None,
    )
