"""The building blocks that an owner may put on a page: few, each with one job and one look."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

PROSE = ["h2", "h3", "bold", "italic", "ul", "ol", "link"]


class Icon(models.TextChoices):
    """Drawings for notices, one SVG each in templates/pages/icons/."""

    MASK = "mask", _("Mask")
    SOAP = "soap", _("Washing hands")
    DISTANCE = "distance", _("Distance")
    CROWD = "crowd", _("Crowd")
    HOUSE = "house", _("House")
    CLOCK = "clock", _("Clock")
    CALENDAR = "calendar", _("Calendar")
    PHONE = "phone", _("Phone")
    BASKET = "basket", _("Basket")
    INFO = "info", _("Information")


def prose_blocks() -> list:
    """Running text with pictures: the body of most pages."""
    return [
        ("paragraph", blocks.RichTextBlock(label=_("Text"), features=PROSE)),
        ("image", ImageBlock(label=_("Picture"))),
    ]


class StepBlock(blocks.StructBlock):
    """One step of a way or a procedure."""

    title = blocks.CharBlock(label=_("In a few words"), max_length=80)
    text = blocks.TextBlock(label=_("Explanation"), required=False)
    photo = ImageBlock(label=_("Photo"), required=False)

    class Meta:
        label = _("Step")
        icon = "list-ol"


class ProductsBlock(blocks.StructBlock):
    """Products that the owner puts forward, with price and stock of the moment."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    products = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Product"), page_type="storefront.ProductPage"),
        label=_("Products"),
        max_num=12,
    )

    class Meta:
        label = _("Chosen products")
        icon = "pick"
        template = "pages/blocks/products.html"

    def get_context(self, value, parent_context=None):
        from lapak.pages.selectors import chosen_cards

        context = super().get_context(value, parent_context=parent_context)
        return context | {"cards": chosen_cards(value["products"])}


class CategoriesBlock(blocks.StructBlock):
    """Links to all categories; a new category appears by itself."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)

    class Meta:
        label = _("Categories")
        icon = "folder-open-inverse"
        template = "pages/blocks/categories.html"

    def get_context(self, value, parent_context=None):
        from shop.storefront.selectors import categories

        context = super().get_context(value, parent_context=parent_context)
        return context | {"categories": list(categories())}


class PromotionsBlock(blocks.StructBlock):
    """Promotions that run today; nothing is shown while there are none."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)

    class Meta:
        label = _("Promotions running now")
        icon = "date"
        template = "pages/blocks/promotions.html"

    def get_context(self, value, parent_context=None):
        from blog.selectors import running

        context = super().get_context(value, parent_context=parent_context)
        return context | {"promotions": list(running(now=timezone.now())[:3])}


class HowToBuyBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=6)

    class Meta:
        label = _("How to buy")
        icon = "list-ol"
        template = "pages/blocks/how_to_buy.html"


class TrustBlock(blocks.StructBlock):
    """Who stands behind the shop. Address and hours come from the shop's settings."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=["bold", "italic", "ul", "link"],
        help_text=_("Who you are, and how it stands with halal certificates and permits. Only what is true."),
    )

    class Meta:
        label = _("Trust")
        icon = "user"
        template = "pages/blocks/trust.html"


class TextBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "pages/blocks/text.html"


def home_blocks() -> list:
    return [
        ("products", ProductsBlock()),
        ("categories", CategoriesBlock()),
        ("promotions", PromotionsBlock()),
        ("how_to_buy", HowToBuyBlock()),
        ("trust", TrustBlock()),
        ("text", TextBlock()),
    ]


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=80)
    role = blocks.CharBlock(label=_("Task"), max_length=80)
    text = blocks.TextBlock(label=_("About"), required=False)
    photo = ImageBlock(label=_("Photo"), required=False)

    class Meta:
        label = _("Person")
        icon = "user"


class ValueBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("In a few words"), max_length=60)
    text = blocks.TextBlock(label=_("Explanation"))

    class Meta:
        label = _("Value")
        icon = "tick"


class NoticeItem(blocks.StructValue):
    @property
    def drawing(self) -> str:
        """The template that draws the icon; an unknown name draws the sign for information."""
        name = self["icon"] if self["icon"] in Icon.values else Icon.INFO
        return f"pages/icons/{name}.svg"


class NoticeItemBlock(blocks.StructBlock):
    """One numbered line of a notice: large enough to be read from three metres when it is short."""

    icon = blocks.ChoiceBlock(label=_("Drawing"), choices=Icon.choices, default=Icon.INFO)
    headline = blocks.CharBlock(
        label=_("Headline"),
        max_length=22,
        help_text=_("At most 22 letters, so that it stays readable from three metres."),
    )
    text = blocks.CharBlock(label=_("Explanation"), max_length=100, required=False)

    class Meta:
        label = _("Item")
        icon = "list-ol"
        value_class = NoticeItem
