"""A small shop for tests: plain functions with defaults. Everything is made by the services that make the real ones.

    bag = build.sku(price=15000, stock=4)
    order = build.order((bag, 2))
    build.pay(order)

Money in rupiah. `now` is NOW unless told otherwise; makers of rows return them fresh from the database.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from wagtail.models import Page, Site

from lapak.pages.models import HomePage
from shop.cart import selectors as cart_selectors
from shop.cart import services as cart_services
from shop.cart.models import Cart
from shop.catalog import services as catalog
from shop.catalog.models import Sku
from shop.checkout import services as checkout
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import imports, on_hand_over
from shop.payments import services as payments
from shop.payments.models import BankAccount, Payment, StatementLine
from shop.payments.statements import read
from shop.shipping.models import Region, Zone, ZoneArea
from shop.stock import services as stock
from shop.stock.models import StockLevel, StockMovement
from shop.store.models import Shop
from shop.storefront.models import CategoryPage, ProductIndexPage, ProductListing, ProductPage
from shop.storefront.search.services import index
from shop.storefront.services import NewSku, create_product

WITA = ZoneInfo("Asia/Makassar")
# A Tuesday morning.
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=WITA)
TODAY = date(2026, 11, 24)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PHONE = "6281234567890"
CONSENT = "Saya setuju."

_numbers = count(1)


def shop(**changes) -> Shop:
    """The shop's settings; called again, they are changed."""
    facts = {"name": "Lapak Uji", "whatsapp": "6281200000000"} | changes
    return Shop.objects.update_or_create(pk=1, defaults=facts)[0]


def sku(*, price: int = 15000, stock: int = 10, cost: int = 9000, now=NOW, shelf: bool = True, **facts) -> Sku:
    """An article with `stock` units on hand that have cost `cost` rupiah each, on sale unless taken from the shelf."""
    number = next(_numbers)
    facts = {"code": f"T-{number:04d}", "name": f"Keripik {number}"} | facts
    made = catalog.create_sku(price=price, **facts)
    _stock_up(made, units=stock, cost=cost, now=now)
    if shelf:
        ProductListing.objects.create(page=_shelf(), sku=made)
        index(_shelf())
    return Sku.objects.get(pk=made.pk)


def _shelf() -> ProductPage:
    """One published page outside the shop's site: what lies on it can be bought, and no list of the shop shows it."""
    known = ProductPage.objects.filter(slug="rak", depth=2).first()
    return known or Page.get_first_root_node().add_child(instance=ProductPage(title="Rak", slug="rak"))


def _stock_up(made: Sku, *, units: int, cost: int, now) -> None:
    stock.open_level(sku=made)
    if units:
        stock.receive(
            sku=made,
            quantity=units,
            total_cost=units * cost,
            paid_from="opening",
            reason="",
            key="opening",
            at=now,
            by="pemilik",
            kind=StockMovement.Kind.OPENING,
        )


def level(of: Sku) -> tuple[int, int, int]:
    """(on hand, reserved, value) as the database has it now."""
    return StockLevel.objects.values_list("on_hand", "reserved", "value").get(pk=of.pk)


def region(code: str = "64.71.03.1006", name: str = "Graha Indah", postcode: str = "76129") -> Region:
    return Region.objects.update_or_create(code=code, defaults={"name": name, "postcode": postcode})[0]


def zone(*, code: str = "UTARA", name: str = "Balikpapan Utara", fee: int = 10000, regions=(), **facts) -> Zone:
    """A zone of own delivery; without `regions` (Region rows) it is chosen by its name, as `zone:<code>`."""
    made = Zone.objects.create(code=code, name=name, fee=fee, **facts)
    for covered in regions:
        ZoneArea.objects.create(zone=made, region=covered)
    return made


def cart(*lines, now=NOW) -> Cart:
    """A basket of (sku, quantity) pairs, or of plain SKUs for one unit each; of a fresh article when none is named."""
    token = None
    for article, quantity in _pairs(lines):
        token = cart_services.add(token=token, sku_id=article.pk, quantity=quantity, now=now).token
    return Cart.objects.get(token=token)


def _pairs(lines) -> list[tuple[Sku, int]]:
    return [line if isinstance(line, tuple) else (line, 1) for line in lines or (sku(),)]


def customer(**facts) -> checkout.Customer:
    """Somebody who fetches the goods at the shop."""
    typed = {"name": "Rina Kartika", "phone": PHONE, "method": "pickup"}
    return checkout.Customer(**typed | {"consent_text": CONSENT} | facts)


def place(basket: Cart, *, now=NOW, shown=None, **facts) -> Order:
    """Press the button of the checkout page that shows this basket as it is."""
    rows = cart_selectors.basket(basket.token, now=now).rows
    return checkout.place_order(
        token=basket.token,
        checkout_key=basket.checkout_key,
        customer=customer(**facts),
        shown=checkout.seen(rows) if shown is None else shown,
        now=now,
    )


def order(*lines, now=NOW, **facts) -> Order:
    """An order that waits for money: `order((bag, 2), method="delivery", area="zone:UTARA", address="Jalan 1")`."""
    return fresh(place(cart(*lines, now=now), now=now, **facts))


def fresh(row):
    """The same row, read again, without anything cached on it."""
    return type(row)._default_manager.get(pk=row.pk)


def bank_account(*, bank: str = "BCA", number: str = "1234567890", holder: str = "SITI CONTOH WARUNG") -> BankAccount:
    """The shop's account with its ledger account; the same one when called again."""
    return payments.open_account(bank=bank, number=number, holder=holder)


def statement_line(*, amount, day: date = TODAY, description: str = "TRANSFER", account=None, now=NOW) -> StatementLine:
    """A bank line (credits above zero, sen allowed: "40001.50") out of a statement file of its own that was applied."""
    number, amount = next(_numbers), Decimal(amount)
    balance = Decimal(number) * 10**9
    debit, credit = ("", _sen(amount)) if amount > 0 else (_sen(-amount), "")
    text = (
        "Tanggal;Keterangan;Debet;Kredit;Saldo\n"
        f"{day:%d/%m/%Y};{description};{debit};{credit};{_sen(balance + amount)}\n"
    )
    stored = imports.apply(
        statement=read(text.encode(), today=day),
        filename=f"mutasi-{number}.csv",
        account=account or bank_account(),
        now=now,
        by="pemilik",
    )
    return stored.lines.get()


def _sen(amount: Decimal) -> str:
    """1234567.5 -> "1.234.567,50"."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def pay(what: Order, amount: int | None = None, *, now=NOW, **facts) -> Payment:
    """Confirm `amount`, or all that is open, by a bank line (`line=`) or by the owner's word."""
    account = {} if facts.get("line") else {"account": bank_account()}
    defaults = {"key": f"test:{next(_numbers)}", "by": "pemilik", "reason": "Terlihat di mutasi"}
    return payments.confirm(
        order=what,
        amount=fresh(what.receivable).open if amount is None else amount,
        now=now,
        **defaults | account | facts,
    )


def paid_order(*lines, now=NOW, **facts) -> Order:
    made = order(*lines, now=now, **facts)
    pay(made, now=now)
    return fresh(made)


def completed_order(*lines, now=NOW, **facts) -> Order:
    """Paid and handed over."""
    made = paid_order(*lines, now=now, **facts)
    orders.hand_over(order=made, now=now, by="pemilik")
    return fresh(made)


def expired_order(*lines, now=NOW, **facts) -> Order:
    """Placed at `now`, and expired on its deadline."""
    made = order(*lines, now=now, **facts)
    orders.expire(order=made, now=made.expires_at)
    return fresh(made)


def cash_order(*lines, now=NOW, at_most: int = 1_000_000, **facts) -> Order:
    """Ordered for cash by somebody new, at the shop or (`method="delivery"`) in a zone of its own; the shop has not
    answered yet."""
    facts = {"phone": f"62812{next(_numbers):08d}"} | facts
    shop(pickup_cash_at_most=at_most)
    if facts.get("method") == "delivery":
        code = f"Z{next(_numbers)}"
        zone(code=code, cash_at_most=at_most)
        facts = {"area": f"zone:{code}", "address": "Jalan 1"} | facts
    return order(*lines, now=now, pay_by="cash", **facts)


def accepted_order(*lines, now=NOW, **facts) -> Order:
    """To be paid in cash when it is handed over."""
    made = cash_order(*lines, now=now, **facts)
    on_hand_over.accept(order=made, now=now, by="pemilik")
    return fresh(made)


def delivered_order(*lines, now=NOW, **facts) -> Order:
    """Handed over for cash that the rider still has."""
    made = accepted_order(*lines, now=now, **facts)
    orders.hand_over(order=made, now=now, by="pemilik")
    return fresh(made)


def cancel(what: Order, *, now=NOW, reason: str = "Pembeli berubah pikiran") -> Order:
    payments.cancel(order=what, now=now, by="pemilik", reason=reason)
    return fresh(what)


def cancelled_order(*lines, now=NOW, **facts) -> Order:
    return cancel(order(*lines, now=now, **facts), now=now)


def cancelled_paid_order(*lines, now=NOW, **facts) -> Order:
    """Paid, then cancelled: its money is owed back."""
    return cancel(paid_order(*lines, now=now, **facts), now=now)


def home() -> HomePage:
    """The root of the site."""
    if found := HomePage.objects.first():
        return found
    root = Page.objects.get(depth=1)
    made = root.add_child(instance=HomePage(title="Beranda", slug="beranda", hero_title="Selamat datang"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": made})
    return made


def product_index() -> ProductIndexPage:
    if found := ProductIndexPage.objects.first():
        return found
    return home().add_child(instance=ProductIndexPage(title="Produk", slug="produk"))


def category(*, title: str = "Camilan", slug: str = "camilan") -> CategoryPage:
    if found := CategoryPage.objects.filter(slug=slug).first():
        return found
    return product_index().add_child(instance=CategoryPage(title=title, slug=slug))


def product(
    *, title: str = "", price: int = 15000, stock: int = 10, cost: int = 9000, skus=None, now=NOW, **facts
) -> ProductPage:
    """A published product page with its one article, or with `skus` (NewSku values)."""
    number = next(_numbers)
    one = NewSku(code=f"P-{number:04d}", price=price, opening=stock, unit_cost=cost)
    made = create_product(
        category=facts.pop("category", None) or category(),
        title=title or f"Produk {number}",
        skus=skus or [one],
        now=now,
        by="pemilik",
        **facts,
    )
    return ProductPage.objects.get(pk=made.pk)


def sku_of(page: ProductPage) -> Sku:
    """The first article of a product page."""
    return page.listings.select_related("sku").first().sku
