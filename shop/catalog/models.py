"""What is sold: articles with a unit and a price. How they are shown is the storefront's business."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class Sku(models.Model):
    """One thing that can be counted and sold. Archived once it was ordered, never deleted.

    `net_content` is the number of `net_unit` that one of it holds: what the price of a measure is computed from
    (unit_price.py). `net` is what people read, and may say more ("10 pieces / 400 g"). `is_food`: the law asks more of
    food and drink (halal status, shelf life).
    """

    class NetUnit(models.TextChoices):
        GRAM = "g", _("gram")
        MILLILITRE = "ml", _("millilitre")
        PIECE = "pcs", _("pieces")

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    variant = models.CharField(_("variant"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=20, default="buah")
    price = models.BigIntegerField(_("price"))
    compare_at = models.BigIntegerField(_("price before"), null=True, blank=True)
    net = models.CharField(_("net content"), max_length=40, blank=True)
    net_content = models.PositiveIntegerField(_("content for the unit price"), null=True, blank=True)
    net_unit = models.CharField(_("unit of the content"), max_length=3, choices=NetUnit, blank=True)
    is_food = models.BooleanField(_("food or drink"), default=True)
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
            models.CheckConstraint(
                condition=Q(net_content__isnull=True, net_unit="")
                | Q(net_content__isnull=False, net_content__gte=1, net_unit__in=["g", "ml", "pcs"]),
                name="sku_content_with_its_unit",
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


class PriceRule(models.Model):
    """A promotion: what it takes off which articles, and when. Whether it is in force is judged by the clock alone.

    `value` is a percentage or rupiah, as `kind` says; `buy` and `get` are units; levels are in PriceLevel.
    """

    class Kind(models.TextChoices):
        PERCENT = "percent", _("Percentage off the price")
        AMOUNT = "amount", _("Amount off the price")
        PRICE = "price", _("Promotion price")
        BUY_GET = "buy_get", _("Buy some, get some free")
        TIERS = "tiers", _("The more, the cheaper")

    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    value = models.BigIntegerField(null=True, blank=True)
    buy = models.PositiveSmallIntegerField(null=True, blank=True)
    get = models.PositiveSmallIntegerField(null=True, blank=True)
    everything = models.BooleanField(_("for all articles"), default=False)
    skus = models.ManyToManyField(Sku, through="RuleArticle", related_name="+", verbose_name=_("articles"))
    combines = models.BooleanField(_("may be combined"), default=True)
    starts_at = models.DateTimeField(_("runs from"))
    ends_at = models.DateTimeField(_("runs until"), null=True, blank=True)
    active = models.BooleanField(_("switched on"), default=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("price promotion")
        verbose_name_plural = _("price promotions")
        ordering = ["-starts_at", "-id"]
        default_permissions = ("view",)
        permissions = [("manage_pricerule", "Can start, change and stop price promotions")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="rule_ends_after_it_starts"
            ),
            # A comparison with NULL is neither true nor false, and a CHECK lets it pass: each column is asked for NULL.
            models.CheckConstraint(
                condition=Q(
                    kind="percent", value__isnull=False, value__gte=1, value__lte=99, buy__isnull=True, get__isnull=True
                )
                | Q(kind__in=["amount", "price"], value__isnull=False, value__gte=1, buy__isnull=True, get__isnull=True)
                | Q(kind="buy_get", value__isnull=True, buy__isnull=False, buy__gte=1, get__isnull=False, get__gte=1)
                | Q(kind="tiers", value__isnull=True, buy__isnull=True, get__isnull=True),
                name="rule_has_what_its_kind_needs",
            ),
        ]

    def __str__(self):
        return self.name


class RuleArticle(models.Model):
    """That a promotion is for an article."""

    rule = models.ForeignKey(PriceRule, on_delete=models.CASCADE, related_name="articles")
    sku = models.ForeignKey(Sku, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["rule", "sku"], name="rule_article_once")]

    def __str__(self):
        return f"{self.rule_id}: {self.sku_id}"


class PriceLevel(models.Model):
    """From so many units on: a percentage off, or a price for one."""

    rule = models.ForeignKey(PriceRule, on_delete=models.CASCADE, related_name="levels")
    units = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(null=True)
    price = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["units"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "units"], name="rule_level_once"),
            models.CheckConstraint(
                condition=Q(units__gte=2)
                & (
                    Q(percent__isnull=False, percent__gte=1, percent__lte=99, price__isnull=True)
                    | Q(percent__isnull=True, price__isnull=False, price__gte=1)
                ),
                name="rule_level_sane",
            ),
        ]

    def __str__(self):
        return f"{self.rule_id}: {self.units}"


class Voucher(models.Model):
    """A code that takes something off a whole basket. `used` is changed by claim and release alone (vouchers.py)."""

    class Kind(models.TextChoices):
        PERCENT = "percent", _("Percentage of the goods")
        AMOUNT = "amount", _("Amount")

    code = models.CharField(_("code"), max_length=20)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    value = models.BigIntegerField()
    minimum = models.BigIntegerField(_("from a purchase of"), default=0)
    cap = models.BigIntegerField(_("takes off at most"), null=True, blank=True)
    starts_at = models.DateTimeField(_("valid from"))
    ends_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    active = models.BooleanField(_("switched on"), default=True)
    limit = models.PositiveIntegerField(_("how often in all"), null=True, blank=True)
    per_phone = models.PositiveSmallIntegerField(_("how often for one WhatsApp number"), null=True, blank=True)
    used = models.PositiveIntegerField(_("used"), default=0)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("voucher")
        verbose_name_plural = _("vouchers")
        ordering = ["-starts_at", "-id"]
        default_permissions = ("view",)
        permissions = [("manage_voucher", "Can make, change and stop vouchers")]
        constraints = [
            models.UniqueConstraint(Upper("code"), name="voucher_code_once"),
            models.CheckConstraint(
                condition=Q(limit__isnull=True) | Q(used__lte=F("limit")), name="voucher_not_oversold"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="voucher_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=(Q(kind="percent", value__gte=1, value__lte=100) | Q(kind="amount", value__gte=1))
                & Q(minimum__gte=0)
                & (Q(cap__isnull=True) | Q(cap__gte=1))
                & (Q(limit__isnull=True) | Q(limit__gte=1))
                & (Q(per_phone__isnull=True) | Q(per_phone__gte=1)),
                name="voucher_values_sane",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def used_up(self) -> bool:
        return self.limit is not None and self.used >= self.limit


class VoucherUse(models.Model):
    """One claim for one document (an order). Given back at most once: `released_at` is set by compare-and-set."""

    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="uses")
    document = models.CharField(max_length=40, unique=True)
    phone = models.CharField(max_length=15)
    claimed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["voucher", "phone"], name="voucher_use_phone")]

    def __str__(self):
        return f"{self.voucher_id}: {self.document}"
