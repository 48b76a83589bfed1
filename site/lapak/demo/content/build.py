"""Turns the words of the demo shop into published pages. What is there already is left as its owner changed it."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from blog.models import PromotedProduct, PromotionIndexPage, PromotionPage
from lapak.demo.content import guide, home, legal, notices, profile, promotions
from lapak.guide.models import ChapterPage, GuideIndexPage
from lapak.pages.models import HomePage, NoticePage, PlainPage, ProfilePage
from shop.storefront.models import ProductPage

PICTURES = Path(__file__).parent / "pictures"


def build_pages(
    *, hostname_port: tuple[str, int], build_products: Callable[[HomePage], None]
) -> tuple[HomePage, GuideIndexPage]:
    """The whole tree. `build_products` is called once the home page is there, for other pages show products."""
    start = build_home(Page.objects.get(depth=1), hostname_port=hostname_port)
    build_products(start)
    products = {page.slug: page for page in ProductPage.objects.select_related("photo")}
    build_promotions(start, products, today=timezone.localdate())
    build_profile(start)
    build_notices(start, products)
    build_legal(start)
    handbook = build_guide(start)
    fill_home(start, products)
    return start, handbook


def build_home(root: Page, *, hostname_port: tuple[str, int]) -> HomePage:
    """The root of the site, in place of the page that a fresh Wagtail brings along."""
    existing = HomePage.objects.first()
    if existing:
        return existing
    page = _publish(
        root,
        HomePage(title=home.TITLE, slug=home.SLUG, hero_title=home.HERO_TITLE, hero_text=home.HERO_TEXT),
    )
    host, port = hostname_port
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": host, "port": port, "root_page": page, "site_name": home.TITLE},
    )
    for welcome in Page.objects.child_of(root).exact_type(Page).filter(numchild=0):
        welcome.delete()
    return page


def fill_home(page: HomePage, products: dict[str, ProductPage]) -> None:
    """The sections, while there are none."""
    if page.body:
        return
    chosen = [products[slug] for slug in home.CHOSEN if slug in products]
    page.refresh_from_db()
    page.hero_photo = chosen[0].photo if chosen else None
    page.seasons = _stream([("season", _season(products, timezone.localdate()))])
    page.body = _stream(home.body([product.pk for product in chosen]))
    page.save_revision().publish()


def _season(products: dict[str, ProductPage], today: date) -> dict:
    first, last = (today + timedelta(days=days) for days in home.SEASON["days"])
    words = {name: home.SEASON[name] for name in ("title", "text", "button")}
    product = products.get(home.SEASON["page"])
    photo = {"image": product.photo_id, "decorative": True, "alt_text": ""} if product and product.photo_id else None
    page = product.get_parent().pk if product else None
    return {"first": str(first), "last": str(last), "photo": photo, "page": page, **words}


def build_profile(parent: HomePage) -> ProfilePage:
    return _once(
        parent,
        ProfilePage,
        profile.SLUG,
        lambda: ProfilePage(
            title=profile.TITLE,
            intro=profile.INTRO,
            story=_stream(profile.STORY),
            people=_stream(("person", person) for person in profile.PEOPLE),
            values=_stream(("value", value) for value in profile.VALUES),
            way_in_intro=profile.WAY_IN_INTRO,
            gate=profile.GATE,
            gate_hours=profile.GATE_HOURS,
            gate_words=profile.GATE_WORDS,
            way_in=_stream(("step", _step(step)) for step in profile.WAY_IN),
            sketch=drawing(profile.SKETCH, profile.SKETCH_WORDS),
            delivery_text=profile.DELIVERY_TEXT,
            show_in_menus=True,
        ),
    )


def _step(step: dict) -> dict:
    if "photo" not in step:
        return step
    name, words = step["photo"]
    return step | {"photo": {"image": drawing(name, words).pk, "alt_text": words, "decorative": False}}


def build_promotions(parent: HomePage, products: dict[str, ProductPage], *, today: date) -> PromotionIndexPage:
    """Periods count from `today`, the day on which a post is made; a later run does not move them."""
    index = _once(
        parent,
        PromotionIndexPage,
        promotions.SLUG,
        lambda: PromotionIndexPage(title=promotions.TITLE, intro=promotions.INTRO, show_in_menus=True),
    )
    for post in promotions.POSTS:
        _once(index, PromotionPage, post["slug"], lambda post=post: _promotion(post, products, today))
    return index


def _promotion(post: dict, products: dict[str, ProductPage], today: date) -> PromotionPage:
    named = [products[slug] for slug in post["products"] if slug in products]
    first, last = (today + timedelta(days=days) for days in post["days"])
    page = PromotionPage(
        title=post["title"],
        summary=post["summary"],
        photo=named[0].photo if named else None,
        valid_from=first,
        valid_until=last,
        body=_stream(post["body"]),
    )
    page.promoted = [PromotedProduct(product=product, sort_order=n) for n, product in enumerate(named)]
    page.tags.add(*post["tags"])
    return page


def build_notices(parent: HomePage, products: dict[str, ProductPage] | None = None) -> list[NoticePage]:
    return [
        _once(parent, NoticePage, notice["slug"], lambda n=notice: _notice(n, products or {}))
        for notice in notices.NOTICES
    ]


def _notice(notice: dict, products: dict[str, ProductPage]) -> NoticePage:
    words = {name: notice.get(name, "") for name in ("kind", "title", "subtitle", "note", "extra")}
    listed = [products[slug] for slug in notice.get("products", []) if slug in products]
    return NoticePage(
        paper=notice.get("paper", "a4"),
        items=_stream(("item", item) for item in notice.get("items", [])),
        products=_stream(("product", product.pk) for product in listed),
        promotion=PromotionPage.objects.filter(slug=notice.get("promotion", "")).first(),
        photo=drawing(notice["photo"], notice["title"]) if "photo" in notice else None,
        **words,
    )


def build_legal(parent: HomePage) -> list[PlainPage]:
    return [_once(parent, PlainPage, text["slug"], lambda t=text: _plain(t)) for text in legal.PAGES]


def _plain(text: dict) -> PlainPage:
    since = text.get("effective_on")
    return PlainPage(
        title=text["title"],
        intro=text["intro"],
        purpose=text.get("purpose", ""),
        body=_stream(text["body"]),
        effective_on=date.fromisoformat(since) if since else None,
    )


def build_guide(parent: HomePage) -> GuideIndexPage:
    index = _once(
        parent,
        GuideIndexPage,
        guide.SLUG,
        lambda: GuideIndexPage(title=guide.TITLE, intro=guide.INTRO),
    )
    for chapter in guide.CHAPTERS:
        _once(index, ChapterPage, chapter["slug"], lambda c=chapter: _chapter(c))
    return index


def _chapter(chapter: dict) -> ChapterPage:
    readers = ("owner", "helper", "mentor", "customer")
    return ChapterPage(
        title=chapter["title"],
        summary=chapter["summary"],
        minutes=chapter["minutes"],
        screen=chapter["screen"],
        body=_stream(guide.with_pictures(chapter["body"])),
        **{f"for_{who}": who in chapter["audience"] for who in readers},
    )


def drawing(name: str, description: str):
    """A picture of content/pictures/, stored once."""
    images = get_image_model().objects
    title = name.rpartition(".")[0]
    if known := images.filter(title=title).first():
        return known
    data = (PICTURES / name).read_bytes()
    return images.create(title=title, file=ContentFile(data, name=name), description=description)


def _once(parent: Page, kind: type[Page], slug: str, make: Callable[[], Page]) -> Page:
    """The page of that address below `parent`; made and published when there is none."""
    existing = kind.objects.child_of(parent).filter(slug=slug).first()
    if existing:
        return existing
    page = make()
    page.slug = slug
    return _publish(parent, page)


def _publish(parent: Page, page: Page) -> Page:
    parent.refresh_from_db()  # Its count of children decides the path of the next one.
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _stream(blocks) -> str:
    """StreamField content as it is stored, from (type, value) pairs."""
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])
