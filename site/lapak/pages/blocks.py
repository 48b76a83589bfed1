"""The building blocks that an owner may put on a page: few, each with one job and one look."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from shop.store.picture_block import PictureBlock

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
        ("image", PictureBlock(label=_("Picture"))),
    ]


class StepBlock(blocks.StructBlock):
    """One step of a way or a procedure."""

    title = blocks.CharBlock(label=_("In a few words"), max_length=80)
    text = blocks.TextBlock(label=_("Explanation"), required=False)
    photo = PictureBlock(label=_("Photo"), required=False)

    class Meta:
        label = _("Step")
        icon = "list-ol"


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=80)
    role = blocks.CharBlock(label=_("Task"), max_length=80)
    text = blocks.TextBlock(label=_("About"), required=False)
    photo = PictureBlock(label=_("Photo"), required=False)

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
