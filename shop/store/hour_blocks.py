"""How the owner writes opening hours down: one line for days that are alike, one line for each holiday."""

from datetime import time

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from shop.store.hours import Holiday, Span

DAYS = [(str(number), name) for number, name in WEEKDAYS.items()]


class OpenDays(blocks.StructValue):
    def spans(self) -> list[Span]:
        return [Span(int(day), self["opens"], self["closes"]) for day in self["days"] if self["opens"] is not None]


class OpenDaysBlock(blocks.StructBlock):
    """A day may be named by two lines: that is a shop with a break at noon."""

    days = blocks.MultipleChoiceBlock(label=_("Days"), choices=DAYS)
    opens = blocks.TimeBlock(label=_("Opens at"), default=time(8))
    closes = blocks.TimeBlock(
        label=_("Closes at"), default=time(20), help_text=_("Earlier than it opens: it closes on the next day.")
    )

    class Meta:
        label = _("Open")
        icon = "time"
        value_class = OpenDays


def fault_of_days(value) -> dict[str, ValidationError]:
    """What is wrong with a block's `first` and `last` day; a draft may lack either."""
    first, last = value["first"], value["last"]
    if first and last and last < first:
        return {"last": ValidationError(_("The last day lies before the first."))}
    return {}


class FreeDays(blocks.StructValue):
    def holiday(self) -> Holiday:
        return Holiday(self["first"], self["last"] or self["first"], self["reason"], self["opens"], self["closes"])


class FreeDaysBlock(blocks.StructBlock):
    first = blocks.DateBlock(label=_("First day"))
    last = blocks.DateBlock(label=_("Last day"), required=False, help_text=_("Empty: one day only."))
    reason = blocks.CharBlock(label=_("Reason"), max_length=60, help_text=_("Visitors read it, such as: Idulfitri."))
    opens = blocks.TimeBlock(label=_("Opens at"), required=False, help_text=_("Only when you do open for some hours."))
    closes = blocks.TimeBlock(label=_("Closes at"), required=False)

    class Meta:
        label = _("Holiday")
        icon = "calendar-alt"
        value_class = FreeDays

    def clean(self, value):
        cleaned = super().clean(value)
        errors = fault_of_days(cleaned)
        if (cleaned["opens"] is None) != (cleaned["closes"] is None):
            errors["closes"] = ValidationError(_("Give both hours, or neither."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned
