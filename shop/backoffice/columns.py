"""Columns of the owner's lists."""

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from accounting import money


def local_time(moment) -> str:
    """In the shop's zone; a bare value in a template may come out in UTC."""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


class RupiahColumn(Column):
    def get_value(self, instance):
        amount = super().get_value(instance)
        return "" if amount is None else money.format(amount)


class WhenColumn(Column):
    def get_value(self, instance):
        return local_time(super().get_value(instance))
