"""How much there is, what it cost, and every movement that made it so."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.catalog.models import Sku


class StockLevel(models.Model):
    """Quantities in the SKU's unit; `value` is the cost of all that is on hand, in rupiah (moving average)."""

    sku = models.OneToOneField(Sku, on_delete=models.CASCADE, primary_key=True, related_name="level")
    on_hand = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    value = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("stock level")
        verbose_name_plural = _("stock levels")
        default_permissions = ("view",)
        permissions = [
            ("receive_stocklevel", "Can receive goods"),
            ("adjust_stocklevel", "Can correct the stock"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand")),
                name="stock_reserved_within_on_hand",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & (Q(on_hand__gt=0) | Q(value=0)),
                name="stock_value_leaves_with_last_unit",
            ),
        ]

    def __str__(self):
        return f"{self.sku}: {self.on_hand} ({self.reserved})"

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


class StockMovement(models.Model):
    """An append-only fact. The sums of the three changes are the level, at any time."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening stock")
        RECEIVE = "receive", _("Goods received")
        ADJUST = "adjust", _("Correction")
        RESERVE = "reserve", _("Reserved")
        RELEASE = "release", _("Released")
        ISSUE = "issue", _("Handed over")
        RETURN = "return", _("Came back")

    append_only_except = ()

    sku = models.ForeignKey(Sku, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    on_hand_change = models.BigIntegerField(_("on hand"), default=0)
    reserved_change = models.BigIntegerField(_("reserved"), default=0)
    value_change = models.BigIntegerField(_("value"), default=0)
    key = models.CharField(max_length=120, unique=True)
    document = models.CharField(_("document"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    paid_from = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(_("when"))
    by = models.CharField(_("who"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        ordering = ["-id"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(on_hand_change=0) | ~Q(reserved_change=0) | ~Q(value_change=0),
                name="movement_moves_something",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.sku} {self.on_hand_change:+d}"
