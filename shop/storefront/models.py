"""How goods are shown: pages in the owner's editor. What is sold, its price and its stock live elsewhere."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.url_routing import RouteResult

from shop.catalog.models import Sku
from shop.store.picture_block import PictureBlock
from shop.storefront.kept import KeptPage
from shop.storefront.panels import SkuActionsPanel
from shop.storefront.search.models import EmptySearch, ProductWord, SearchVersion, Synonym  # noqa: F401


class ProductIndexPage(KeptPage, Page):
    """/produk/: all categories and products; /produk/label/<slug>/: all products with a label."""

    LABELS = "label"

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = Page.content_panels + ["intro"]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["storefront.CategoryPage"]
    max_count = 1
    template = "storefront/product_index.html"

    class Meta:
        verbose_name = _("product index")

    def route(self, request, path_components):
        """A category of that address, with its products, goes before."""
        try:
            return super().route(request, path_components)
        except Http404:
            if self.live and len(path_components) == 2 and path_components[0] == self.LABELS:
                return RouteResult(self, kwargs={"label": path_components[1]})
            raise

    def get_context(self, request, label=None):
        from shop.storefront.contexts import label_context, listing_context

        made = label_context(request, label) if label else listing_context(request, self)
        return super().get_context(request) | made


class CategoryPage(KeptPage, Page):
    """/produk/<category>/"""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = Page.content_panels + ["intro"]
    parent_page_types = ["storefront.ProductIndexPage"]
    subpage_types = ["storefront.ProductPage"]
    template = "storefront/category.html"

    class Meta:
        verbose_name = _("category")

    def get_context(self, request, *args, **kwargs):
        from shop.storefront.contexts import listing_context

        return super().get_context(request, *args, **kwargs) | listing_context(request, self)


class ProductTag(TaggedItemBase):
    content_object = ParentalKey("storefront.ProductPage", on_delete=models.CASCADE, related_name="tagged_items")


class ProductPage(KeptPage, Page):
    """/produk/<category>/<slug>/"""

    class Halal(models.TextChoices):
        UNSTATED = "", _("Not stated")
        CERTIFIED = "certified", _("Certified halal")
        UNCERTIFIED = "uncertified", _("Not certified yet")
        NOT_HALAL = "not_halal", _("Not halal")

    class Couriers(models.TextChoices):
        ALL = "all", _("All couriers")
        REGULAR = "regular", _("Own delivery and regular couriers")
        OWN = "own", _("Own delivery or pick-up only")
        CARGO = "cargo", _("Own delivery, pick-up or cargo")

    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("main photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(
        [
            (
                "paragraph",
                blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ul", "ol", "link"]),
            ),
            ("image", PictureBlock(label=_("Photo"))),
        ],
        verbose_name=_("description"),
        blank=True,
    )
    tags = ClusterTaggableManager(verbose_name=_("tags"), through=ProductTag, blank=True)
    net = models.CharField(_("net weight or content"), max_length=40, blank=True)
    storage = models.CharField(_("how to store"), max_length=80, blank=True)
    shelf_life = models.CharField(_("shelf life"), max_length=60, blank=True)
    ingredients = models.TextField(_("ingredients"), blank=True)
    allergens = models.CharField(_("allergens"), max_length=160, blank=True)
    halal = models.CharField(_("halal status"), max_length=12, choices=Halal, default=Halal.UNSTATED, blank=True)
    halal_number = models.CharField(_("halal certificate number"), max_length=40, blank=True)
    permit_number = models.CharField(_("P-IRT or BPOM number"), max_length=40, blank=True)
    couriers = models.CharField(_("couriers that may carry it"), max_length=8, choices=Couriers, default=Couriers.ALL)

    content_panels = Page.content_panels + [
        "summary",
        "photo",
        SkuActionsPanel(heading=_("Price and stock")),
        InlinePanel("listings", heading=_("Articles shown on this page"), label=_("Article")),
        InlinePanel("gallery", heading=_("More photos"), label=_("Photo")),
        "body",
        FieldPanel("tags", help_text=_("Words by which buyers filter a list, such as “pedas”; a comma after each.")),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "net",
                    "storage",
                    "shelf_life",
                    "ingredients",
                    "allergens",
                    "halal",
                    "halal_number",
                    "permit_number",
                    "couriers",
                )
            ],
            heading=_("About the goods"),
        ),
    ]
    parent_page_types = ["storefront.CategoryPage"]
    subpage_types = []
    template = "storefront/product.html"

    class Meta:
        verbose_name = _("product page")

    def get_context(self, request, *args, **kwargs):
        from shop.storefront.contexts import product_context

        return super().get_context(request, *args, **kwargs) | product_context(request, self)


class ProductListing(Orderable):
    """That a page shows an article. It carries no price and no stock, so a stale draft cannot bring any back."""

    page = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="listings")
    sku = models.ForeignKey(Sku, verbose_name=_("article"), on_delete=models.CASCADE, related_name="listings")

    panels = ["sku"]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "sku"], name="listing_once_per_page")]


class ProductCardRow(models.Model):
    """What lists show of a published page, ready to print, so that a list reads one narrow table and no page.

    Made from the page (cards.py) and never edited. Price and stock are read live; `lowest_now` and `highest_now`, the
    prices of what can be bought under the rules that `price_list` names, only sort and filter, and only while those
    rules are in force. `several`: more than one article is sold here.
    """

    page = models.OneToOneField(ProductPage, on_delete=models.CASCADE, primary_key=True, related_name="card_row")
    shelf = models.CharField(max_length=255)
    path = models.CharField(max_length=255)
    published_at = models.DateTimeField()
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=600)
    summary = models.CharField(max_length=200, blank=True)
    avif = models.CharField(max_length=700, blank=True)
    jpeg = models.CharField(max_length=700, blank=True)
    lowest = models.BigIntegerField(null=True)
    highest = models.BigIntegerField(null=True)
    several = models.BooleanField(default=False)
    lowest_now = models.BigIntegerField(null=True)
    highest_now = models.BigIntegerField(null=True)
    price_list = models.CharField(max_length=16, default="", blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["shelf", "path"], name="card_shelf"),
            models.Index(fields=["path"], name="card_all"),
            models.Index(fields=["shelf", "-published_at"], name="card_shelf_newest"),
            models.Index(fields=["-published_at"], name="card_newest"),
            models.Index(fields=["shelf", "lowest_now"], name="card_shelf_price"),
            models.Index(fields=["lowest_now"], name="card_price"),
            models.Index(fields=["several", "price_list"], name="card_price_list"),
        ]

    def __str__(self):
        return self.title


class ProductPhoto(Orderable):
    page = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey("wagtailimages.Image", on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("image", heading=_("Picture"))]
