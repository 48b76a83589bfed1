"""The parts of a chapter."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from lapak.guide.screens import Screen, address
from shop.store.picture_block import PictureBlock

SHORT = ["bold", "italic", "ul", "link"]


class Kind(models.TextChoices):
    TIP = "tip", _("Tip")
    WARNING = "warning", _("Take care")
    NOTE = "note", _("Note")


class HeadingBlock(blocks.CharBlock):
    """A heading that the table of contents can link to."""

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "guide/blocks/heading.html"

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context=parent_context) | {"anchor": slugify(value)}


class GuideStepBlock(blocks.StructBlock):
    """One thing to do, and what is seen then. A picture needs its text for readers who cannot see it."""

    text = blocks.RichTextBlock(label=_("What to do"), features=SHORT)
    picture = PictureBlock(label=_("Picture of the screen"), required=False)

    class Meta:
        label = _("Step")
        icon = "list-ol"


class StepsBlock(blocks.ListBlock):
    class Meta:
        label = _("Numbered steps")
        icon = "list-ol"
        template = "guide/blocks/steps.html"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=Kind.choices, default=Kind.TIP)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link"])

    class Meta:
        label = _("Tip, warning or note")
        icon = "warning"
        template = "guide/blocks/callout.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return context | {"label": dict(Kind.choices).get(value["kind"], "")}


class TryNowBlock(blocks.StructBlock):
    screen = blocks.ChoiceBlock(label=_("Screen"), choices=Screen.choices)
    label = blocks.CharBlock(label=_("Text on the button"), max_length=60)

    class Meta:
        label = _("Try it now")
        icon = "link-external"
        template = "guide/blocks/try_now.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return context | {"address": address(value["screen"])}


def chapter_blocks() -> list:
    return [
        ("heading", HeadingBlock(max_length=80)),
        ("text", blocks.RichTextBlock(label=_("Text"), features=["h3", *SHORT, "ol"])),
        ("steps", StepsBlock(GuideStepBlock())),
        ("callout", CalloutBlock()),
        ("try_now", TryNowBlock()),
    ]
