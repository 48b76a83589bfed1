"""Pages around the sale: home, profile, notices to print, plain pages. All content, no facts of a sale."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from lapak.pages.blocks import NoticeItemBlock, PersonBlock, StepBlock, ValueBlock, prose_blocks
from lapak.pages.forms import NoticeForm
from lapak.pages.home_blocks import SeasonBlock, home_blocks
from shop.store import questions
from shop.store.moments import hour_of
from shop.storefront.kept import KeptPage
from shop.storefront.models import CategoryPage, ProductPage


def picture(label: str, help_text: str = "") -> models.ForeignKey:
    return models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=label,
        help_text=help_text,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


# A mode of the home page's preview.
WITHOUT_SEASON = "greeting"


class HomePage(KeptPage, Page):
    """/: the first thing that a visitor sees."""

    hero_title = models.CharField(
        _("greeting"), max_length=80, help_text=_("The largest words on the page: what you sell, and to whom.")
    )
    hero_text = models.CharField(_("below the greeting"), max_length=240, blank=True)
    hero_photo = picture(_("picture"))
    seasons = StreamField(
        [("season", SeasonBlock())],
        verbose_name=_("seasons"),
        blank=True,
        help_text=_("On its days a season stands in place of the greeting; the first one that fits wins."),
    )
    body = StreamField(home_blocks(), verbose_name=_("sections"), blank=True)

    content_panels = Page.content_panels + [
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("hero_photo")],
            heading=_("Greeting"),
        ),
        "seasons",
        "body",
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "storefront.ProductIndexPage",
        "blog.PromotionIndexPage",
        "guide.GuideIndexPage",
        "pages.ProfilePage",
        "pages.NoticePage",
        "pages.PlainPage",
    ]
    max_count = 1
    template = "pages/home.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        from lapak.pages.views import home_context

        return super().get_context(request, *args, **kwargs) | home_context(request, self)

    @property
    def preview_modes(self):
        """Beneath a season, too, the owner wants to see the greeting that he writes."""
        return [("", _("As visitors see it today")), (WITHOUT_SEASON, _("Without a season"))]

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return context | {"season": None} if mode_name == WITHOUT_SEASON else context

    def season(self, today: date):
        """The value of the season's block that holds today, or None."""
        return next((block.value for block in self.seasons if block.value.holds(today)), None)

    def next_change(self, *, now: datetime) -> datetime:
        """Seasons and promotions begin and end at midnight, and what sells best is reckoned each hour: no kept page
        lives longer."""
        tomorrow = timezone.localdate(now) + timedelta(days=1)
        midnight = datetime.combine(tomorrow, time.min, timezone.get_current_timezone())
        return min(midnight, hour_of(now) + timedelta(hours=1))

    def route(self, request, path_components):
        """A category or product is asked for at once; Wagtail would ask twice for every step of the way."""
        found = {2: _category, 3: _product}.get(len(path_components))
        if found:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            for page in questions.instances(found, path_components[-1], address):
                return page.route(request, [])
        return super().route(request, path_components)


def _category(slug, url_path) -> models.QuerySet[CategoryPage]:
    return CategoryPage.objects.filter(slug=slug, url_path=url_path).order_by()


def _product(slug, url_path) -> models.QuerySet[ProductPage]:
    return ProductPage.objects.filter(slug=slug, url_path=url_path).order_by()


class ProfilePage(Page):
    """/tentang/: who we are, and how to get here. Address, hours and contacts are read from the shop's settings.

    It says whether the shop is open at this moment: it must never be `kept`.
    """

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    story = StreamField(prose_blocks(), verbose_name=_("story"), blank=True)
    people = StreamField([("person", PersonBlock())], verbose_name=_("people"), blank=True)
    values = StreamField([("value", ValueBlock())], verbose_name=_("values"), blank=True)
    way_in_intro = models.TextField(
        _("before the steps"), blank=True, help_text=_("Where the shop lies, and what is special about the way.")
    )
    gate = models.CharField(_("gate"), max_length=120, blank=True, help_text=_("Through which gate visitors come in."))
    gate_hours = models.CharField(_("hours of the gate"), max_length=160, blank=True)
    gate_words = models.CharField(
        _("what to say to the guard"),
        max_length=200,
        blank=True,
        help_text=_("A sentence that visitors can say or show."),
    )
    way_in = StreamField([("step", StepBlock())], verbose_name=_("steps of the way"), blank=True)
    sketch = picture(_("sketch map"), _("A drawing or photo of the way. Describe it in the picture's own text."))
    delivery_text = models.TextField(
        _("about delivery"),
        blank=True,
        help_text=_("Stands above the list of places and fees, which is read from the delivery zones."),
    )

    content_panels = Page.content_panels + [
        "intro",
        "story",
        "people",
        "values",
        MultiFieldPanel(
            [FieldPanel(name) for name in ("way_in_intro", "gate", "gate_hours", "gate_words", "way_in", "sketch")],
            heading=_("The way to us"),
            help_text=_("Address, opening hours and contacts are edited under Settings, Shop."),
        ),
        "delivery_text",
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    max_count = 1
    template = "pages/profile.html"

    class Meta:
        verbose_name = _("shop profile")

    @property
    def way_in_steps(self) -> list:
        return [block.value for block in self.way_in]

    def get_context(self, request, *args, **kwargs):
        from lapak.pages.views import profile_context

        return super().get_context(request, *args, **kwargs) | profile_context()


class NoticePage(Page):
    """A notice to hang up: one sheet of paper, readable from three metres. Prices, hours and holidays are live."""

    class Kind(models.TextChoices):
        HEALTH = "health", _("Health protocol or other rules")
        HOURS = "hours", _("Opening hours")
        HOLIDAY = "holiday", _("Holidays")
        PRICES = "prices", _("Price list")
        PROMOTION = "promotion", _("Promotion")
        QRIS = "qris", _("QRIS stand")

    class Paper(models.TextChoices):
        A4 = "a4", "A4"
        A5 = "a5", "A5"

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.HEALTH)
    paper = models.CharField(_("paper"), max_length=2, choices=Paper, default=Paper.A4)
    subtitle = models.CharField(_("below the title"), max_length=120, blank=True)
    items = StreamField(
        [("item", NoticeItemBlock())],
        verbose_name=_("items"),
        max_num=5,
        blank=True,
        help_text=_("They are numbered in this order. More than five do not fit on one sheet."),
    )
    products = StreamField(
        [("product", PageChooserBlock(label=_("Product"), page_type="storefront.ProductPage"))],
        verbose_name=_("products of the price list"),
        max_num=8,
        blank=True,
        help_text=_("Prices are read from the shop; print it again when they change."),
    )
    promotion = models.ForeignKey(
        "blog.PromotionPage",
        verbose_name=_("promotion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    photo = picture(_("picture"), _("On a QRIS stand: the QR code that your bank gave you, as it is."))
    target = models.ForeignKey(
        Page,
        verbose_name=_("page that the QR code opens"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the promotion, or the first page of the shop."),
    )
    extra = models.TextField(_("smaller lines"), blank=True, help_text=_("One sentence on each line."))
    footer = models.CharField(
        _("last line"),
        max_length=200,
        blank=True,
        help_text=_("Leave empty for the name, address and WhatsApp number of the shop."),
    )
    note = models.TextField(
        _("remark on the web page"),
        blank=True,
        help_text=_("Stands above the sheet on the screen only, and is not printed."),
    )

    content_panels = Page.content_panels + [
        FieldRowPanel(["kind", "paper"]),
        "subtitle",
        "items",
        MultiFieldPanel(
            [FieldPanel(name) for name in ("products", "promotion", "photo")], heading=_("For some kinds of notices")
        ),
        "target",
        "extra",
        "footer",
        "note",
    ]
    base_form_class = NoticeForm
    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    template = "pages/notice.html"

    class Meta:
        verbose_name = _("notice to print")

    @property
    def extra_lines(self) -> list[str]:
        return [line.strip() for line in self.extra.splitlines() if line.strip()]

    def get_context(self, request, *args, **kwargs):
        from lapak.pages.notices import notice_context

        return super().get_context(request, *args, **kwargs) | notice_context(request, self)

    def route(self, request, path_components):
        """Besides itself, its sheet of paper: <address>/pdf/"""
        if path_components == ["pdf"] and self.live:
            return RouteResult(self, kwargs={"on_paper": True})
        return super().route(request, path_components)

    def serve(self, request, *args, on_paper: bool = False, **kwargs):
        from lapak.pages.notices import paper_response

        return paper_response(request, self) if on_paper else super().serve(request, *args, **kwargs)


class PlainPage(Page):
    """Terms, privacy, returns, articles."""

    class Purpose(models.TextChoices):
        """Which duty of the law a page fulfils (completeness.py)."""

        NONE = "", _("None of these")
        TERMS = "terms", _("Terms and conditions")
        PRIVACY = "privacy", _("Privacy: how personal data is protected")
        RETURNS = "returns", _("Returns and refunds")
        COMPLAINTS = "complaints", _("How to complain")

    purpose = models.CharField(
        _("duty that this page fulfils"), max_length=10, choices=Purpose, default=Purpose.NONE, blank=True
    )
    intro = RichTextField(_("introduction"), features=["bold", "italic", "link"], blank=True)
    body = StreamField(prose_blocks(), verbose_name=_("text"), blank=True)
    effective_on = models.DateField(
        _("in force since"), null=True, blank=True, help_text=_("For terms and rules; empty for other pages.")
    )

    content_panels = Page.content_panels + ["purpose", "intro", "body", "effective_on"]
    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    template = "pages/plain.html"

    class Meta:
        verbose_name = _("plain page")
