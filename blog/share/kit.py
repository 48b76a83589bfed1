"""Everything that is needed to share one page: its pictures, its captions, its links."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from accounting import money
from blog.share import captions, kept
from blog.share.captions import Post
from blog.share.links import MEDIUM, ShareLink, share_links, tagged
from blog.share.pictures import FORMATS, Format, Poster
from blog.share.subjects import Price, Subject
from blog.share.typeface import printable
from shop.store.language import in_the_shops_language
from shop.store.models import Shop
from shop.store.phone import pretty
from shop.visits.sources import campaign_of

LINK_PICTURE = "tautan"


@dataclass(frozen=True, slots=True)
class Words:
    """What goes out beside the pictures. A value: what is made of it depends on nothing else."""

    post: Post
    address: str
    campaign: str

    @property
    def caption(self) -> str:
        return captions.instagram(self.post)

    @property
    def message(self) -> str:
        return captions.whatsapp(self.post, self.tagged("whatsapp"))

    @property
    def short(self) -> str:
        return captions.short(self.post)

    @property
    def links(self) -> tuple[ShareLink, ...]:
        return share_links(self.address, post=self.post, campaign=self.campaign)

    @property
    def copied(self) -> str:
        """The address that the copy button gives."""
        return self.tagged("salin")

    @property
    def native(self) -> str:
        """The address that goes through the telephone's own menu."""
        return self.tagged("bagikan")

    def tagged(self, source: str) -> str:
        return tagged(self.address, source=source, medium=MEDIUM, campaign=self.campaign)


@dataclass(frozen=True)
class Kit:
    """`address` is the whole address of the page, `origin` that of the shop (`https://toko.example`)."""

    subject: Subject
    shop: Shop
    address: str
    origin: str

    def picture(self, style: Format) -> kept.Kept:
        return kept.Kept(self.subject, self.poster, self.shop.colours, style)

    @cached_property
    def pictures(self) -> list[kept.Kept]:
        return [self.picture(style) for style in FORMATS.values()]

    @cached_property
    def link_picture(self) -> kept.Kept:
        return self.picture(FORMATS[LINK_PICTURE])

    @property
    def link_picture_address(self) -> str:
        return self.origin + self.link_picture.address

    @cached_property
    def poster(self) -> Poster:
        price, page = self.subject.price, self.subject.page
        with in_the_shops_language():
            return Poster(
                # Of emoji alone nothing can be drawn.
                title=page.title if printable(page.title) else page.summary,
                shop=self.shop.name,
                price=money.format(price.amount) if price else "",
                before=money.format(price.before) if price and price.before else "",
                lead=_("prices from").capitalize() if price and price.several else "",
                note=self.subject.note,
            )

    @cached_property
    def words(self) -> Words:
        page = self.subject.page
        with in_the_shops_language():
            post = Post(
                title=page.title,
                text=page.summary,
                facts=tuple(filter(None, (_price(self.subject.price), self.subject.note))),
                call=_call(self.shop),
                marks=self.subject.marks,
            )
        return Words(post, self.address, campaign=campaign_of(page.pk))


def kit_for(request, subject: Subject, shop: Shop) -> Kit:
    return Kit(
        subject=subject,
        shop=shop,
        address=request.build_absolute_uri(subject.page.get_url(request)),
        origin=request.build_absolute_uri("/").rstrip("/"),
    )


def _price(price: Price | None) -> str:
    if price is None:
        return ""
    amounts = {"price": money.format(price.amount), "before": money.format(price.before or 0)}
    if price.several:
        return _("From %(price)s") % amounts
    return (_("Now %(price)s, before %(before)s") if price.before else _("Price: %(price)s")) % amounts


def _call(shop: Shop) -> str:
    if not shop.whatsapp:
        return _("Order through the link in our profile.")
    return _("Order through the link in our profile, or by WhatsApp: %(number)s") % {"number": pretty(shop.whatsapp)}
