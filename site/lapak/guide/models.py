"""The online guide: an index and its chapters, in the order of the page tree."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from lapak.guide.blocks import chapter_blocks
from lapak.guide.screens import Screen, address


class GuideIndexPage(Page):
    """/panduan/"""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = Page.content_panels + ["intro"]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["guide.ChapterPage"]
    max_count = 1
    template = "guide/index.html"

    class Meta:
        verbose_name = _("guide")

    def get_context(self, request, *args, **kwargs):
        from lapak.guide.selectors import chapters

        return super().get_context(request, *args, **kwargs) | {"chapters": chapters(self)}


class ChapterPage(Page):
    """/panduan/<slug>/: one task from beginning to end."""

    summary = models.CharField(
        _("in one sentence"), max_length=200, help_text=_("What the reader can do after this chapter.")
    )
    for_owner = models.BooleanField(_("owner"), default=True)
    for_helper = models.BooleanField(_("helper"), default=False)
    for_mentor = models.BooleanField(_("mentor"), default=False)
    for_customer = models.BooleanField(_("customer"), default=False)
    minutes = models.PositiveSmallIntegerField(
        _("minutes to read"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    screen = models.CharField(
        _("screen"),
        max_length=20,
        choices=Screen,
        blank=True,
        help_text=_("The screen that this chapter explains; its help link leads here."),
    )
    body = StreamField(chapter_blocks(), verbose_name=_("text"), blank=True)

    content_panels = Page.content_panels + [
        "summary",
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(f"for_{who}") for who in ("owner", "helper", "mentor", "customer")])],
            heading=_("For whom"),
        ),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("screen")]),
        "body",
    ]
    parent_page_types = ["guide.GuideIndexPage"]
    subpage_types = []
    template = "guide/chapter.html"

    class Meta:
        verbose_name = _("chapter")

    @property
    def audience(self) -> list[str]:
        """Names of the readers it is meant for."""
        fields = (self._meta.get_field(f"for_{who}") for who in ("owner", "helper", "mentor", "customer"))
        return [str(field.verbose_name) for field in fields if getattr(self, field.name)]

    @property
    def contents(self) -> list[tuple[str, str]]:
        """(anchor, heading) of each section."""
        return [(slugify(b.value), b.value) for b in self.body if b.block_type == "heading"]

    def get_context(self, request, *args, **kwargs):
        from lapak.guide.selectors import neighbours

        previous, following = neighbours(self)
        index = self.get_parent()
        return super().get_context(request, *args, **kwargs) | {
            "breadcrumbs": [{"title": index.title, "url": index.get_url(request)}],
            "previous": previous,
            "next": following,
            "screen_address": address(self.screen) if self.screen else "",
        }
