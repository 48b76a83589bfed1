"""How large a fact of an article may be, told in a sentence before the database has to refuse it."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounting import money

# In rupiah. Anything above is a slip of the finger, and a basket of it would outgrow the books.
HIGHEST_PRICE = 99_999_999


def price_fault(price: int) -> str:
    """Why this cannot be a price; "" when it can."""
    if price < 1:
        return _("A price must be at least Rp1.")
    if price > HIGHEST_PRICE:
        return _("A price may be at most %(most)s.") % {"most": money.format(HIGHEST_PRICE)}
    return ""


def compare_at_fault(price: int, compare_at: int | None) -> str:
    """Why this cannot be shown struck through beside `price`."""
    if compare_at is None:
        return ""
    if compare_at <= price:
        return _("The price before must be higher than the price now.")
    return price_fault(compare_at)


def content_fault(content: int | None, unit: str) -> str:
    """Why one cannot hold this much: a number needs its unit, and a unit its number."""
    return "" if (content is None) == (unit == "") else _("Fill in the content and its unit, or neither.")


def field_fault(field, value) -> str:
    """Why a model's field cannot hold this value: SQLite would store it, PostgreSQL would fail."""
    try:
        field.clean(value, None)
    except ValidationError as error:
        name = capfirst(field.verbose_name)
        if any(problem.code == "max_length" for problem in error.error_list):
            return _("%(field)s: at most %(most)d letters.") % {"field": name, "most": field.max_length}
        return f"{name}: {' '.join(error.messages)}"
    return ""
