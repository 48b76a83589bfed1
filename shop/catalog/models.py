"""What is sold: articles with a unit and a price. How they are shown is the storefront's business."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Sku(models.Model):
    """One thing that can be counted and sold. Archived once it was ordered, never deleted."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    variant = models.CharField(_("variant"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=20, default="buah")
    price = models.BigIntegerField(_("price"))
    compare_at = models.BigIntegerField(_("price before"), null=True, blank=True)
    net = models.CharField(_("net content"), max_length=40, blank=True)
    weight_g = models.PositiveIntegerField(_("weight with packing (g)"), default=0)
    length_cm = models.PositiveSmallIntegerField(_("length (cm)"), default=0)
    width_cm = models.PositiveSmallIntegerField(_("width (cm)"), default=0)
    height_cm = models.PositiveSmallIntegerField(_("height (cm)"), default=0)
    reorder_point = models.PositiveIntegerField(_("order more when only this many are left"), default=0)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["name", "code"]
        default_permissions = ("view",)
        permissions = [
            ("create_sku", "Can add an article"),
            ("price_sku", "Can change a price"),
            ("archive_sku", "Can archive an article"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="sku_price_positive"),
            models.CheckConstraint(
                condition=Q(compare_at__isnull=True) | Q(compare_at__gt=F("price")),
                name="sku_compare_at_above_price",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.variant}" if self.variant else self.name

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class PriceChange(models.Model):
    """Who changed a price, when: an append-only log."""

    append_only_except = ()

    sku = models.ForeignKey(Sku, on_delete=models.PROTECT, related_name="price_changes")
    old_price = models.BigIntegerField()
    new_price = models.BigIntegerField()
    old_compare_at = models.BigIntegerField(null=True)
    new_compare_at = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        default_permissions = ()
        ordering = ["-id"]

    def __str__(self):
        return f"{self.sku_id}: {self.old_price} -> {self.new_price}"
