"""Where we deliver and for how much: regions (Kemendagri codes), zones of own delivery."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """A kecamatan or kelurahan. The code is text: `64.71.03.1006` lies in `64.71.03`."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=80)
    postcode = models.CharField(max_length=5, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["code"]

    def __str__(self):
        return self.name


class Zone(models.Model):
    """A delivery zone of the shop's own rider. A zone without areas is chosen by the buyer by name."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=80)
    fee = models.BigIntegerField(_("fee"))
    free_from = models.BigIntegerField(_("free from a purchase of"), null=True, blank=True)
    cash_at_most = models.BigIntegerField(
        _("cash on delivery up to (Rp)"),
        null=True,
        blank=True,
        help_text=_("Larger orders are paid before. Empty: no cash on delivery in this zone."),
    )
    eta = models.CharField(_("arrives"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("order in lists"), default=0)
    active = models.BooleanField(_("we deliver there"), default=True)

    class Meta:
        verbose_name = _("delivery zone")
        verbose_name_plural = _("delivery zones")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(fee__gte=0), name="zone_fee_not_negative"),
            models.CheckConstraint(
                condition=Q(free_from__isnull=True) | Q(free_from__gte=0), name="zone_free_from_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(cash_at_most__isnull=True) | Q(cash_at_most__gte=0), name="zone_cash_not_negative"
            ),
        ]

    def __str__(self):
        return self.name

    def fee_for(self, subtotal: int) -> int:
        """In rupiah, for goods of this worth."""
        return 0 if self.free_from is not None and subtotal >= self.free_from else self.fee


class ZoneArea(models.Model):
    """A region, kelurahan or kecamatan, that belongs to a zone; the longest matching code wins."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="areas")
    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="zone_area")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.region} -> {self.zone}"
