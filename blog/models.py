"""Promotional posts. A post praises and dates an offer; prices live on articles only, never here (DESIGN rule 8)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from blog.hashtags import hashtags
from blog.periods import Stage, stage
from shop.store.picture_block import PictureBlock


class PromotionIndexPage(Page):
    """/promo/: what runs now, what comes, what is over."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = Page.content_panels + ["intro"]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["blog.PromotionPage"]
    max_count = 1
    template = "blog/promotion_index.html"

    class Meta:
        verbose_name = _("list of promotions")

    def get_context(self, request, *args, **kwargs):
        from blog.views import index_context

        return super().get_context(request, *args, **kwargs) | index_context(request)


class PromotionTag(TaggedItemBase):
    content_object = ParentalKey("blog.PromotionPage", on_delete=models.CASCADE, related_name="tagged_items")


class PromotionPage(Page):
    """/promo/<slug>/"""

    summary = models.CharField(
        _("in one sentence"),
        max_length=200,
        help_text=_("Shown in lists and when the post is shared."),
    )
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    valid_from = models.DateField(_("runs from"), default=timezone.localdate)
    valid_until = models.DateField(
        _("runs until"),
        null=True,
        blank=True,
        help_text=_("The last day still counts. Leave empty to run until further notice."),
    )
    # What runs under the post's words. Terms, code and times are read live: no price ever sits on a page.
    rule = models.ForeignKey(
        "catalog.PriceRule",
        verbose_name=_("price promotion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    voucher = models.ForeignKey(
        "catalog.Voucher",
        verbose_name=_("voucher"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(
        [
            (
                "paragraph",
                blocks.RichTextBlock(label=_("Text"), features=["h2", "bold", "italic", "ul", "ol", "link"]),
            ),
            ("image", PictureBlock(label=_("Picture"))),
            ("quote", blocks.BlockQuoteBlock(label=_("Quote"))),
        ],
        verbose_name=_("text"),
        blank=True,
    )
    tags = ClusterTaggableManager(
        verbose_name=_("hashtags"),
        through=PromotionTag,
        blank=True,
        help_text=_("Without #. They stand under the post and go along when it is shared."),
    )

    content_panels = Page.content_panels + [
        "summary",
        "photo",
        MultiFieldPanel([FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])], heading=_("Period")),
        MultiFieldPanel(
            [FieldPanel("rule"), FieldPanel("voucher")],
            heading=_("Price promotion and voucher"),
            help_text=_("The post shows their terms, code and period as they are at the moment."),
        ),
        "body",
        InlinePanel(
            "promoted",
            heading=_("Products"),
            label=_("Product"),
            help_text=_("Shown under the text with the price and stock of the moment."),
        ),
        "tags",
    ]
    parent_page_types = ["blog.PromotionIndexPage"]
    subpage_types = []
    template = "blog/promotion.html"

    class Meta:
        verbose_name = _("promotion")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="promotion_ends_after_it_starts",
            )
        ]

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The last day lies before the first day.")})

    def stage(self, *, now: datetime) -> Stage:
        day = timezone.localdate(now)
        return stage(day, valid_from=self.valid_from, valid_until=self.valid_until)

    def hashtags(self) -> list[str]:
        return hashtags(tag.name for tag in self.tags.all())

    def get_context(self, request, *args, **kwargs):
        from blog.views import promotion_context

        return super().get_context(request, *args, **kwargs) | promotion_context(request, self)


class PromotedProduct(Orderable):
    """That a post speaks of a product; what it costs is read from the article when the page is shown."""

    page = ParentalKey(PromotionPage, on_delete=models.CASCADE, related_name="promoted")
    product = models.ForeignKey(
        "storefront.ProductPage", verbose_name=_("product"), on_delete=models.CASCADE, related_name="+"
    )

    panels = ["product"]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "product"], name="promoted_once_per_page")]
