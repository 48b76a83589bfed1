"""Pages and products for the tests of content, as few as each needs."""

from datetime import date
from itertools import count
from uuid import uuid4

from wagtail.models import Page

from blog.models import PromotedProduct, PromotionIndexPage, PromotionPage
from lapak.demo.content import build as demo
from lapak.pages.models import HomePage
from shop.catalog.models import Sku
from shop.orders.models import Order, OrderLine
from shop.stock.models import StockLevel
from shop.storefront.models import CategoryPage, ProductIndexPage, ProductListing, ProductPage

_codes = count(1)


def home() -> HomePage:
    return demo.build_home(Page.objects.get(depth=1), hostname_port=("testserver", 80))


def category(start: HomePage, *, title: str = "Camilan", slug: str = "camilan") -> CategoryPage:
    index = ProductIndexPage.objects.first()
    if index is None:
        index = start.add_child(instance=ProductIndexPage(title="Produk", slug="produk"))
    return index.add_child(instance=CategoryPage(title=title, slug=slug))


def product(under: CategoryPage, title: str, *, price: int = 18_000, stock: int = 5) -> ProductPage:
    """A live page with one article that can be bought."""
    sku = Sku.objects.create(code=f"T-{next(_codes)}", name=title, price=price)
    StockLevel.objects.create(sku=sku, on_hand=stock, value=stock * 1_000)
    page = under.add_child(instance=ProductPage(title=title))
    ProductListing.objects.create(page=page, sku=sku, sort_order=0)
    page.save_revision().publish()
    return page


def promotions(start: HomePage) -> PromotionIndexPage:
    return start.add_child(instance=PromotionIndexPage(title="Promo", slug="promo"))


def promotion(
    index: PromotionIndexPage,
    title: str = "Pekan keripik",
    *,
    first: date = date(2026, 11, 20),
    last: date | None = date(2026, 11, 30),
    products: tuple[ProductPage, ...] = (),
    tags: tuple[str, ...] = (),
    **fields,
) -> PromotionPage:
    page = PromotionPage(title=title, summary="Kabar dari dapur.", valid_from=first, valid_until=last, **fields)
    page.promoted = [PromotedProduct(product=p, sort_order=n) for n, p in enumerate(products)]
    page.tags.add(*tags)
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def sold(sku: Sku, quantity: int, *, state: str, ended_at) -> Order:
    """An order of one line that has ended."""
    number, total = next(_codes), sku.price * quantity
    made = Order.objects.create(
        number=f"T{number}",
        checkout_key=uuid4(),
        state=state,
        fulfilment="delivered" if state == "completed" else "new",
        placed_at=ended_at,
        expires_at=ended_at,
        ended_at=ended_at,
        customer_name="Pembeli",
        phone="628120000000",
        method="pickup",
        consent_text="Setuju",
        consent_at=ended_at,
        subtotal=total,
        payable=total,
    )
    OrderLine.objects.create(
        order=made, sku=sku, name=sku.name, unit=sku.unit, unit_price=sku.price, quantity=quantity, total=total
    )
    return made
