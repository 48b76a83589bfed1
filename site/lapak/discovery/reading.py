"""The page that is being shown, with what its template has already asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Page

from blog.models import PromotionIndexPage
from shop.store.models import Shop
from shop.storefront import structured

LONGEST_DESCRIPTION = 300
# Where pages of different kinds keep their sentence, best first.
SENTENCES = ("search_description", "summary", "hero_text", "subtitle")


@dataclass(frozen=True)
class Reading:
    """`context`: the template's, flat."""

    page: Page
    context: Mapping

    @property
    def request(self):
        return self.context["request"]

    @property
    def shop(self) -> Shop:
        return self.context["shop"]

    def whole(self, address: str) -> str:
        """Absolute, by the name under which the shop is being read; a proxy of ours is believed (lapak.middleware)."""
        return self.request.build_absolute_uri(address)

    @cached_property
    def origin(self) -> str:
        return self.whole("/")

    @cached_property
    def address(self) -> str:
        """The page's own, however it was asked for; a list below it may have another."""
        own = self.context.get("own_address") or self.page.get_url(self.request)
        return self.whole(own or self.request.path)

    @property
    def has_own_address(self) -> bool:
        return "own_address" in self.context

    @property
    def name(self) -> str:
        return self.context.get("heading") or self.page.title

    @property
    def title(self) -> str:
        return self.context.get("heading") or self.page.seo_title or self.page.title

    @property
    def number(self) -> int:
        """Of the page in a list of several."""
        if isinstance(self.page, PromotionIndexPage):
            return self.context["listing"].past.number
        return self.context.get("page_number", 1)

    @property
    def filtered(self) -> bool:
        """The same goods in another order, or some of them."""
        chosen = self.context.get("chosen")
        return bool(chosen and chosen.chooses)

    @property
    def sentence(self) -> str:
        """What the page says of itself, or else the shop."""
        own = [self.context.get("heading"), *(getattr(self.page, name, "") for name in SENTENCES)]
        intro = structured.plain_text(str(getattr(self.page, "intro", "")))
        return structured.cut(next(filter(None, (*own, intro)), self.shop.tagline), LONGEST_DESCRIPTION)
