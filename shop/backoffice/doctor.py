"""Named checks that prove the shop's invariants. Each returns the offending rows as sentences; nothing is repaired."""

from collections import Counter
from collections.abc import Callable, Iterator

from django.db.models import F, Q, Sum
from django.utils import timezone

from accounting.checks import CHECKS as BOOK_CHECKS
from accounting.guards import missing as missing_book_guards
from accounting.models import Entry
from accounting.roles import Role
from accounting.selectors import balance
from shop.backoffice.replay import replay
from shop.catalog.models import Sku, Voucher, VoucherUse
from shop.catalog.selectors import current_rules
from shop.orders.models import Order, OrderLine
from shop.payments.allocation import GAP
from shop.payments.models import CreditNote, Explanation, GatewayEvent, Payment, Receivable, Refund, StatementLine
from shop.stock.models import StockLevel, StockMovement
from shop.store.guards import missing as missing_shop_guards
from shop.store.models import NumberSeries
from shop.storefront import cards
from shop.storefront.search.checks import search_words

State = Order.State
OPEN = (State.AWAITING, State.CONFIRMED)


def reserved_equals_open_lines() -> list[str]:
    open_lines = dict(
        OrderLine.objects.filter(order__state__in=OPEN)
        .values_list("sku_id")
        .annotate(units=Sum("quantity"))
        .values_list("sku_id", "units")
    )
    return [
        f"{level.sku.code}: {level.reserved} reserved, open orders hold {open_lines.get(level.pk, 0)}"
        for level in StockLevel.objects.select_related("sku")
        if level.reserved != open_lines.get(level.pk, 0)
    ]


def levels_equal_movements() -> list[str]:
    sums = {
        row["sku_id"]: (row["on_hand"], row["reserved"], row["value"])
        for row in StockMovement.objects.order_by()
        .values("sku_id")
        .annotate(on_hand=Sum("on_hand_change"), reserved=Sum("reserved_change"), value=Sum("value_change"))
    }
    levels = {pk: tuple(rest) for pk, *rest in StockLevel.objects.values_list("pk", "on_hand", "reserved", "value")}
    nothing = (0, 0, 0)
    wrong = [pk for pk in {*sums, *levels} if sums.get(pk, nothing) != levels.get(pk, nothing)]
    return [
        f"{sku.code}: level {levels.get(sku.pk, nothing)}, movements {sums.get(sku.pk, nothing)}"
        for sku in Sku.objects.filter(pk__in=wrong)
    ]


def stock_value_equals_ledger() -> list[str]:
    value = StockLevel.objects.aggregate(all=Sum("value"))["all"] or 0
    return _differ("value of stock", value, "ledger", balance(Role.INVENTORY))


def payments_equal_receivables() -> list[str]:
    paid = _sums(Payment.objects, "order_id")
    refunded = _sums(Refund.objects, "order_id")
    return [
        f"{r.order.number}: receivable says {r.paid} paid, {r.refunded} returned; payments say "
        f"{paid[r.pk]}, refunds {refunded[r.pk]}"
        for r in Receivable.objects.select_related("order")
        if (r.paid, r.refunded) != (paid[r.pk], refunded[r.pk])
    ]


def payments_equal_bank_lines() -> list[str]:
    used = _sums(Payment.objects.exclude(line=None), "line_id")
    return [
        f"bank line {line.pk} of {line.date}: {line.allocated} allocated, payments say {used[line.pk]}"
        for line in StatementLine.objects.filter(Q(pk__in=used) | ~Q(allocated=0))
        if line.allocated != used[line.pk]
    ]


def explanations_equal_bank_lines() -> list[str]:
    """What a line is, besides its orders', is what its explanations and its refund say."""
    said = _sums(Explanation.objects, "line_id")
    returned = _sums(Refund.objects.exclude(line=None), "line_id")
    return [
        f"bank line {line.pk} of {line.date}: {line.explained} explained, explanations say "
        f"{said[line.pk] - returned[line.pk]}"
        for line in StatementLine.objects.filter(Q(pk__in=[*said, *returned]) | ~Q(explained=0))
        if line.explained != said[line.pk] - returned[line.pk]
    ]


def credits_equal_explanations() -> list[str]:
    given = _sums(Explanation.objects.exclude(order=None), "order_id")
    given += _sums(CreditNote.objects, "order_id")
    given += _sums(GatewayEvent.objects.filter(credited__gt=0), "charge__order_id", "credited")
    used = _sums(Payment.objects.exclude(credit_of=None), "credit_of_id")
    return [
        f"{r.order.number}: credit {r.credit}, explanations and payments say {given[r.pk] - used[r.pk]}"
        for r in Receivable.objects.select_related("order").filter(Q(pk__in=[*given, *used]) | ~Q(credit=0))
        if r.credit != given[r.pk] - used[r.pk]
    ]


def gateway_money_equals_events() -> list[str]:
    """What a payment service took for an order was paid or kept for its customer, all of it and once."""
    events = GatewayEvent.objects.select_related("payment", "charge").filter(Q(credited__gt=0) | ~Q(payment=None))
    booked = {event: event.credited + (event.payment.amount if event.payment else 0) for event in events}
    payments = Payment.objects.filter(way=Payment.Way.GATEWAY, automatic=True, reverses=None)
    charges = Counter(event.charge_id for event in booked)
    return [
        *(f"{e.reference}: {e.gross} arrived, {amount} booked" for e, amount in booked.items() if amount != e.gross),
        *(f"charge {pk}: paid {times} times" for pk, times in charges.items() if times > 1),
        *(f"payment {p.pk}: no notification tells of it" for p in payments.filter(gateway_event=None)),
    ]


def deposits_equal_ledger() -> list[str]:
    held = Receivable.objects.filter(order__state__in=[*OPEN, State.EXPIRED])
    ended = Receivable.objects.filter(order__state=State.CANCELLED)
    deposits = held.aggregate(all=Sum("paid"))["all"] or 0
    kept = Receivable.objects.aggregate(all=Sum(F("credit") - F("refunded")))["all"] or 0
    refunds = (ended.aggregate(all=Sum("paid"))["all"] or 0) + kept
    return [
        *_differ("deposits of customers", -deposits, "ledger", balance(Role.CUSTOMER_DEPOSITS)),
        *_differ("refunds owed", -refunds, "ledger", balance(Role.REFUNDS_PAYABLE)),
    ]


def cash_due_equals_ledger() -> list[str]:
    """What riders still have is what handed-over orders have not been paid."""
    gone = Receivable.objects.filter(order__state=State.COMPLETED)
    due = gone.aggregate(all=Sum(F("payable") - F("paid")))["all"] or 0
    return _differ("cash to be handed in", due, "ledger", balance(Role.COD_RECEIVABLES))


def credit_notes_equal_receivables() -> list[str]:
    given = _sums(CreditNote.objects, "order_id")
    return [
        f"{r.order.number}: {r.credited} of its sale taken back, credit notes say {given[r.pk]}"
        for r in Receivable.objects.select_related("order").filter(Q(pk__in=given) | ~Q(credited=0))
        if r.credited != given[r.pk]
    ]


def goods_back_equal_movements() -> list[str]:
    back = StockMovement.objects.filter(kind=StockMovement.Kind.RETURN)
    moved = Counter(
        {
            (m["document"], m["sku"]): m["all"]
            for m in back.order_by().values("document", "sku").annotate(all=Sum("on_hand_change"))
        }
    )
    lines = OrderLine.objects.filter(restocked__gt=0).select_related("order")
    said = Counter({(line.order.document, line.sku_id): line.restocked for line in lines})
    return [
        f"{document}, article {sku}: {said[document, sku]} came back, movements say {moved[document, sku]}"
        for document, sku in sorted({*said, *moved})
        if said[document, sku] != moved[document, sku]
    ]


def states_agree_with_money() -> list[str]:
    """Nobody is paid and expired; what is confirmed or completed is paid in full or to be paid in cash; what waits is
    not."""
    full = Q(receivable__paid=F("payable"))
    agreed = Q(receivable__paid=F("payable") - F("cash_due"))
    later = Q(receivable__paid__gte=F("payable") - F("cash_due"))
    wrong = Q(state__in=[State.AWAITING, State.EXPIRED]) & full
    wrong |= Q(state=State.CONFIRMED) & ~agreed | Q(state=State.COMPLETED) & ~later
    return [
        f"{order.number}: {order.state} with {order.receivable.paid} of {order.payable} paid"
        for order in Order.objects.filter(wrong).select_related("receivable")
    ]


def orders_add_up() -> list[str]:
    sums = _sums(OrderLine.objects, "order_id", "total")
    owed = dict(Receivable.objects.values_list("pk", "payable"))
    return [
        f"{order.number}: goods {order.subtotal - order.discount}, lines {sums[order.pk]}, "
        f"owed {owed.get(order.pk, 'nothing')}"
        for order in Order.objects.all()
        if (order.subtotal - order.discount, order.payable) != (sums[order.pk], owed.get(order.pk))
    ]


def vouchers_equal_orders() -> list[str]:
    """Every use belongs to an order that still stands, and every such order's voucher is counted."""
    uses = VoucherUse.objects.filter(released_at=None)
    used = Counter(uses.values_list("voucher_id", flat=True))
    standing = Order.objects.filter(state__in=[*OPEN, State.COMPLETED]).exclude(voucher_code="")
    expected = {(order.document, order.voucher_code) for order in standing}
    held = set(uses.values_list("document", "voucher__code"))
    return [
        *(f"{v.code}: counted {v.used}, held {used[v.pk]}" for v in Voucher.objects.all() if v.used != used[v.pk]),
        *(f"{code}: not held for {document}" for document, code in sorted(expected - held)),
        *(f"{code}: held for {document}, which does not need it" for document, code in sorted(held - expected)),
    ]


def amounts_are_kept_apart() -> list[str]:
    live = Receivable.objects.filter(is_unique=True, order__state__in=OPEN).select_related("order")
    return [
        f"{r.order.number}: its amount {r.payable} is not reserved"
        for r in live.prefetch_related("order__slots")
        if len(r.order.slots.all()) != GAP or min(s.amount for s in r.order.slots.all()) != r.payable
    ]


def every_fact_posted_once() -> list[str]:
    expected = Counter(draft.key for draft in replay())
    stored = Counter(Entry.objects.values_list("key", flat=True))
    return [
        *(f"not posted: {key}" for key in expected - stored),
        *(f"posted without a document: {key}" for key in stored - expected),
    ]


def guards_installed() -> list[str]:
    return [f"missing: {name}" for name in [*missing_shop_guards(), *missing_book_guards()]]


def order_numbers_gapless() -> list[str]:
    wrong = []
    for series in NumberSeries.objects.filter(name__startswith="order:"):
        month = series.name.removeprefix("order:")
        numbers = Order.objects.filter(number__contains=f"-{month}-").values_list("number", flat=True)
        found = {int(number.rpartition("-")[2]) for number in numbers}
        given = set(range(1, series.next))
        wrong += [f"order {month}-{number:04d} is missing" for number in sorted(given - found)]
        if len(found) > len(given):
            wrong.append(f"orders of {month}: {len(found)}, but only {len(given)} numbers were given out")
    return wrong


def cards_equal_pages() -> list[str]:
    return [f"{page.slug}: its card does not say what its page says" for page in cards.differences()]


def card_prices_equal_quotes() -> list[str]:
    """Lists by price go by what their cards show at the moment."""
    wrong = cards.mispriced(current_rules(now=timezone.now()))
    return [f"{page.slug}: lists by price know another price than its card shows" for page in wrong]


CHECKS: dict[str, Callable[[], list[str]]] = {
    check.__name__: check
    for check in (
        reserved_equals_open_lines,
        levels_equal_movements,
        stock_value_equals_ledger,
        payments_equal_receivables,
        payments_equal_bank_lines,
        explanations_equal_bank_lines,
        credits_equal_explanations,
        gateway_money_equals_events,
        deposits_equal_ledger,
        cash_due_equals_ledger,
        credit_notes_equal_receivables,
        goods_back_equal_movements,
        states_agree_with_money,
        orders_add_up,
        vouchers_equal_orders,
        amounts_are_kept_apart,
        every_fact_posted_once,
        guards_installed,
        order_numbers_gapless,
        cards_equal_pages,
        card_prices_equal_quotes,
        search_words,
    )
} | {f"books_{name}": check for name, check in BOOK_CHECKS.items()}


def examine(names=None) -> Iterator[tuple[str, list[str]]]:
    """(name, offending rows) of each check asked for, or of all."""
    for name in names or CHECKS:
        yield name, [str(row) for row in CHECKS[name]()]


def _sums(rows, by: str, what: str = "amount") -> Counter:
    grouped = rows.order_by().values_list(by).annotate(all=Sum(what))
    return Counter(dict(grouped.values_list(by, "all")))


def _differ(left: str, value: int, right: str, other: int) -> list[str]:
    return [] if value == other else [f"{left} {value}, {right} {other}"]
