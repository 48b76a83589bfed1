"""The order, frozen as it was agreed, and its life.

Three axes stay apart: `state` (this table), payment (derived from payments), `fulfilment` (where the goods are).
"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.catalog.models import Sku
from shop.shipping.selectors import AREA_LENGTH
from shop.visits.models import CAMPAIGN_LENGTH, SOURCE_LENGTH


def new_token() -> str:
    """256 random bits: the customer's only key to the order."""
    return secrets.token_urlsafe(32)


class Order(models.Model):
    class State(models.TextChoices):
        AWAITING = "awaiting", _("Awaiting payment")
        CONFIRMED = "confirmed", _("Paid")
        COMPLETED = "completed", _("Completed")
        EXPIRED = "expired", _("Expired")
        CANCELLED = "cancelled", _("Cancelled")

    class Fulfilment(models.TextChoices):
        NEW = "new", _("Not packed")
        PACKING = "packing", _("Being packed")
        DELIVERED = "delivered", _("Handed over")
        RETURNED = "returned", _("Brought back")

    class Method(models.TextChoices):
        DELIVERY = "delivery", _("Delivery")
        PICKUP = "pickup", _("Pick up at the shop")

    class PayBy(models.TextChoices):
        TRANSFER = "transfer", _("Bank transfer")
        CASH = "cash", _("Cash when the goods are handed over")

    number = models.CharField(_("number"), max_length=20, unique=True)
    token = models.CharField(max_length=43, unique=True, default=new_token)
    checkout_key = models.UUIDField(unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.AWAITING)
    fulfilment = models.CharField(_("goods"), max_length=10, choices=Fulfilment, default=Fulfilment.NEW)
    placed_at = models.DateTimeField(_("placed"))
    expires_at = models.DateTimeField(_("pay before"))
    ended_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    brought_back_at = models.DateTimeField(null=True, blank=True)

    customer_name = models.CharField(_("name"), max_length=80)
    phone = models.CharField(_("WhatsApp"), max_length=15)
    method = models.CharField(_("delivery"), max_length=10, choices=Method)
    address = models.TextField(_("address"), blank=True)
    area = models.CharField(_("area"), max_length=AREA_LENGTH, blank=True)
    zone = models.CharField(_("zone"), max_length=80, blank=True)
    pay_by = models.CharField(_("payment"), max_length=10, choices=PayBy, default=PayBy.TRANSFER)
    note = models.TextField(_("note"), blank=True)
    consent_text = models.TextField()
    consent_at = models.DateTimeField()
    # Of the basket it came from (shop.visits.sources); empty when nothing is known.
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True)
    campaign = models.CharField(max_length=CAMPAIGN_LENGTH, blank=True, db_index=True)

    # Goods at the prices of the moment; what basket rules and the voucher took off is `discount`, and stands on the
    # lines too: they sum to subtotal - discount.
    subtotal = models.BigIntegerField(_("goods"))
    voucher_code = models.CharField(_("voucher"), max_length=20, blank=True)
    discount = models.BigIntegerField(_("discount"), default=0)
    delivery_fee = models.BigIntegerField(_("delivery fee"), default=0)
    unique_code = models.BigIntegerField(_("unique code"), default=0)
    payable = models.BigIntegerField(_("to pay"))
    # What the shop agreed to take in cash when the goods are handed over; frozen from then on.
    cash_due = models.BigIntegerField(_("in cash"), default=0)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("pack_order", "Can pack an order"),
            ("handover_order", "Can hand over an order"),
            ("cancel_order", "Can cancel an unpaid order"),
            ("cancelpaid_order", "Can cancel a paid order"),
            ("accept_order", "Can accept an order that is paid in cash"),
            ("bringback_order", "Can take back goods that were handed over"),
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="order_state_expiry")]
        constraints = [
            models.CheckConstraint(
                condition=Q(payable=F("subtotal") - F("discount") + F("delivery_fee") + F("unique_code")),
                name="order_payable_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(subtotal__gt=0)
                & Q(discount__gte=0)
                & Q(discount__lte=F("subtotal"))
                & Q(delivery_fee__gte=0)
                & Q(unique_code__gte=0)
                & Q(unique_code__lt=1000),
                name="order_amounts_sane",
            ),
            models.CheckConstraint(
                condition=(Q(state="completed") & Q(fulfilment="delivered"))
                | (~Q(state="completed") & ~Q(fulfilment="delivered")),
                name="order_completed_is_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(fulfilment="returned", state="cancelled", brought_back_at__isnull=False)
                | (~Q(fulfilment="returned") & Q(brought_back_at__isnull=True)),
                name="order_brought_back_is_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(cash_due=0)
                | (
                    Q(cash_due__gt=0)
                    & Q(cash_due__lte=F("payable"))
                    & (Q(state__in=["confirmed", "completed"]) | Q(fulfilment="returned"))
                ),
                name="order_cash_due_is_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["awaiting", "confirmed"], ended_at__isnull=True)
                | Q(state__in=["completed", "expired", "cancelled"], ended_at__isnull=False),
                name="order_ended_has_time",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def base(self) -> int:
        """The total without the unique code, in rupiah."""
        return self.payable - self.unique_code

    @property
    def document(self) -> str:
        """The order's name in books and stock movements."""
        return f"order:{self.number}"

    @property
    def by_cash(self) -> bool:
        """The buyer wants to pay when the goods are handed over, or has paid so."""
        return self.pay_by == self.PayBy.CASH

    def is_overdue(self, now) -> bool:
        """An unpaid order past its deadline is expired for every reader, whether or not the job has run."""
        return self.state == self.State.AWAITING and self.expires_at <= now

    def state_at(self, now) -> str:
        return self.State.EXPIRED if self.is_overdue(now) else self.state


class OrderLine(models.Model):
    """Frozen when the order was placed; `cost` is filled once, when the goods leave; `restocked` of them came back."""

    append_only_except = ("cost", "restocked")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    sku = models.ForeignKey(Sku, on_delete=models.PROTECT, related_name="order_lines")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=20)
    unit_price = models.BigIntegerField()
    quantity = models.PositiveIntegerField()
    discount = models.BigIntegerField(default=0)
    total = models.BigIntegerField()
    cost = models.BigIntegerField(null=True)
    restocked = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["order", "sku"], name="order_one_line_per_sku"),
            models.CheckConstraint(
                condition=Q(total=F("unit_price") * F("quantity") - F("discount")) & Q(quantity__gte=1),
                name="order_line_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(restocked=0) | Q(restocked__lte=F("quantity"), cost__isnull=False),
                name="order_line_restocked_within_quantity",
            ),
        ]

    def __str__(self):
        return f"{self.quantity} x {self.name}"


class OrderEvent(models.Model):
    """Who did what to the order, when and why."""

    class Kind(models.TextChoices):
        PLACED = "placed", _("Order placed")
        PROOF = "proof", _("Proof of transfer uploaded")
        PAYMENT = "payment", _("Payment received")
        PAYMENT_UNDONE = "payment_undone", _("Payment taken back")
        CONFIRMED = "confirmed", _("Payment confirmed")
        ACCEPTED = "accepted", _("Accepted: paid in cash when handed over")
        REOPENED = "reopened", _("Waiting for payment again")
        PACKING = "packing", _("Being packed")
        HANDED_OVER = "handed_over", _("Handed over")
        EXPIRED = "expired", _("Expired")
        REVIVED = "revived", _("Order revived")
        CANCELLED = "cancelled", _("Cancelled")
        REFUNDED = "refunded", _("Money returned")
        CREDITED = "credited", _("Sale taken back in part")
        BROUGHT_BACK = "brought_back", _("Refused: the goods came back")
        RESTOCKED = "restocked", _("Goods put back on the shelf")

    append_only_except = ()

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return f"{self.order_id} {self.kind}"
