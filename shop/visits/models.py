"""How often, never who: a row has no address, no cookie, no time of day (docs/decisions/0008)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.visits import sources

SOURCE_LENGTH = 20
CAMPAIGN_LENGTH = sources.CAMPAIGN_LENGTH


class Step(models.TextChoices):
    """Orders and payments are no steps here: the orders themselves tell them."""

    VISIT = "visit", _("Visits")
    PRODUCT = "product", _("Product pages seen")
    BASKET = "basket", _("Baskets begun")
    CHECKOUT = "checkout", _("Checkouts opened")


class Tally(models.Model):
    """One number. `day` is the shop's; `source` a key of `sources.LABELS`; `campaign` of a page
    (`sources.campaign_of`, or its slug), or empty."""

    day = models.DateField()
    source = models.CharField(max_length=SOURCE_LENGTH)
    campaign = models.CharField(max_length=CAMPAIGN_LENGTH, blank=True, db_index=True)
    step = models.CharField(max_length=10, choices=Step)
    count = models.PositiveIntegerField()

    class Meta:
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["day", "source", "campaign", "step"], name="visits_one_row_per_step"),
            models.CheckConstraint(condition=Q(count__gte=1), name="visits_count_positive"),
            models.CheckConstraint(
                condition=Q(step__in=["visit", "product", "basket", "checkout"]), name="visits_step_known"
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.source} {self.step}: {self.count}"
