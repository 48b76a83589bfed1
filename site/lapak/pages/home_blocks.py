"""The sections of the first page. Each is good when there is nothing to show, and can be seen before it is chosen."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from lapak.pages import samples
from lapak.pages.blocks import PROSE, StepBlock
from shop.store import freshness
from shop.store.hour_blocks import fault_of_days
from shop.store.picture_block import PictureBlock


class PreviewedBlock(blocks.StructBlock):
    """In the editor's chooser a section shows `samples`, never the shop: an empty shop must look inviting, too."""

    samples = None

    class Meta:
        preview_template = "pages/block_preview.html"

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context=parent_context)
        return context | {"samples": self.samples() if self.samples else None}

    def get_preview_value(self):
        return self.to_python(samples.spoken(self.meta.preview_value))


class Season(blocks.StructValue):
    def holds(self, today: date) -> bool:
        """Never while a day is missing, as in a draft."""
        first, last = self["first"], self["last"]
        return bool(first and last and first <= today <= last)


class SeasonBlock(PreviewedBlock):
    """The greeting of some days: harvest, Ramadan, back to school."""

    first = blocks.DateBlock(label=_("First day"))
    last = blocks.DateBlock(label=_("Last day"))
    title = blocks.CharBlock(label=_("Greeting"), max_length=80)
    text = blocks.CharBlock(label=_("Below the greeting"), max_length=240, required=False)
    photo = PictureBlock(label=_("Picture"), required=False)
    page = blocks.PageChooserBlock(label=_("Where the button leads"), required=False)
    button = blocks.CharBlock(label=_("Words on the button"), max_length=40, required=False)

    samples = staticmethod(samples.hero_picture)

    class Meta:
        label = _("Season")
        icon = "date"
        value_class = Season
        template = "pages/blocks/season.html"
        description = _("Large words and a picture at the top of the home page, on the days that you name.")
        preview_value = samples.SEASON

    def clean(self, value):
        cleaned = super().clean(value)
        if errors := fault_of_days(cleaned):
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class ProductsBlock(PreviewedBlock):
    """Products that the owner puts forward, with price and stock of the moment."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    products = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Product"), page_type="storefront.ProductPage"),
        label=_("Products"),
        max_num=12,
    )

    samples = staticmethod(samples.cards)

    class Meta:
        label = _("Chosen products")
        icon = "pick"
        template = "pages/blocks/products.html"
        description = _("Up to twelve products that you choose. Price and stock are always those of the moment.")
        preview_value = {"heading": _("Our choice of the week"), "products": []}

    def get_context(self, value, parent_context=None):
        from lapak.pages.selectors import chosen_cards

        context = super().get_context(value, parent_context=parent_context)
        shown = context.get("samples") or chosen_cards(context["request"], value["products"])
        return context | {"cards": shown}


class BestSellersBlock(PreviewedBlock):
    """What was bought most, by completed orders."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    most = blocks.IntegerBlock(label=_("How many products"), default=4, min_value=2, max_value=12)

    samples = staticmethod(samples.cards)

    class Meta:
        label = _("Best-selling products")
        icon = "order-down"
        template = "pages/blocks/products.html"
        description = _("Counted from the completed orders of the last three months. Hidden until there are any.")
        preview_value = {"heading": _("Bought most"), "most": 4}

    def get_context(self, value, parent_context=None):
        from lapak.pages.selectors import best_selling_cards

        context = super().get_context(value, parent_context=parent_context)
        shown = context.get("samples") or best_selling_cards(context["request"], most=value["most"])
        return context | {"cards": shown}


class CategoriesBlock(PreviewedBlock):
    """Links to all categories; a new category appears by itself."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)

    samples = staticmethod(samples.categories)

    class Meta:
        label = _("Categories")
        icon = "folder-open-inverse"
        template = "pages/blocks/categories.html"
        description = _("All categories with their introduction. A new category appears by itself.")
        preview_value = {"heading": _("Shop by category")}

    def get_context(self, value, parent_context=None):
        from shop.storefront.selectors import categories

        context = super().get_context(value, parent_context=parent_context)
        shown = context.get("samples")
        if not shown:
            shown = freshness.remember(context["request"], "categories", lambda: list(categories()))
        return context | {"categories": shown}


class PromotionsBlock(PreviewedBlock):
    """Promotions that run today; nothing is shown while there are none."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)

    samples = staticmethod(samples.promotions)

    class Meta:
        label = _("Promotions running now")
        icon = "date"
        template = "pages/blocks/promotions.html"
        description = _("The three promotions that end soonest. Hidden while none is running.")
        preview_value = {"heading": _("Running now")}

    def get_context(self, value, parent_context=None):
        from blog.selectors import running

        context = super().get_context(value, parent_context=parent_context)
        return context if context.get("samples") else context | {"promotions": list(running(now=timezone.now())[:3])}


class HowToBuyBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=6)

    class Meta:
        label = _("How to buy")
        icon = "list-ol"
        template = "pages/blocks/how_to_buy.html"
        description = _("Numbered steps from choosing to receiving. Four are enough.")
        preview_value = samples.HOW_TO_BUY


class TrustBlock(PreviewedBlock):
    """Who stands behind the shop. Address, hours and number come from the shop's settings."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=["bold", "italic", "ul", "link"],
        help_text=_("Who you are, and how it stands with halal certificates and permits. Only what is true."),
    )
    halal = blocks.CharBlock(label=_("Halal"), max_length=160, required=False)
    permit = blocks.CharBlock(label=_("P-IRT and BPOM"), max_length=160, required=False)

    class Meta:
        label = _("Trust")
        icon = "user"
        template = "pages/blocks/trust.html"
        description = _("Who you are, with address, hours, halal and P-IRT. It answers: can I trust this shop?")
        preview_value = samples.TRUST


class OpinionBlock(blocks.StructBlock):
    words = blocks.TextBlock(label=_("What the buyer said"), max_length=280)
    name = blocks.CharBlock(label=_("Who said it"), max_length=60, help_text=_("As the buyer wants to be named."))
    about = blocks.CharBlock(label=_("About which product"), max_length=80, required=False)

    class Meta:
        label = _("Opinion")
        icon = "openquote"


class OpinionsBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    opinions = blocks.ListBlock(
        OpinionBlock(),
        label=_("Opinions"),
        max_num=6,
        help_text=_("Only what a buyer really said, and agreed to see here."),
    )

    class Meta:
        label = _("Opinions of buyers")
        icon = "openquote"
        template = "pages/blocks/opinions.html"
        description = _("What buyers said in their own words, up to six.")
        preview_value = samples.OPINIONS


class TextBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "pages/blocks/text.html"
        description = _("A heading and running text, for everything else.")
        preview_value = samples.TEXT


def home_blocks() -> list:
    return [
        ("products", ProductsBlock()),
        ("best_sellers", BestSellersBlock()),
        ("categories", CategoriesBlock()),
        ("promotions", PromotionsBlock()),
        ("how_to_buy", HowToBuyBlock()),
        ("trust", TrustBlock()),
        ("opinions", OpinionsBlock()),
        ("text", TextBlock()),
    ]
