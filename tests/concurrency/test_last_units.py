"""Many want the last units at the same moment: nobody is sold what is not there, and everybody gets an answer."""

from collections import Counter

import pytest
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext

from shop.orders.models import Order
from shop.payments.models import AmountOwner, AmountSlot
from tests import build
from tests.concurrency.buyers import all_at_once
from tests.concurrency.health import findings
from tests.concurrency.unguarded import drop_unique


def sold_out(sku) -> list[str]:
    """The sentences that may tell it, as they stand in a page."""
    with translation.override("id"):
        sentences = (
            gettext("%(name)s has just sold out.") % {"name": sku},
            gettext("Sold out since you put it in. Remove it to go on."),
        )
    return [str(escape(sentence)) for sentence in sentences]


def contest(shop, visitors, *, buyers: int, units: int):
    sku = build.sku(stock=units, now=timezone.now())
    return sku, all_at_once(visitors(shop, *[[(sku, 1)]] * buyers))


@pytest.mark.parametrize(("buyers", "units"), [(10, 1), (50, 20)])
def test_only_what_is_there_is_sold_and_all_others_are_told_so(shop, visitors, buyers, units):
    sku, answers = contest(shop, visitors, buyers=buyers, units=units)
    assert Counter(answer.status for answer in answers) == {302: units, 409: buyers - units}
    assert Order.objects.filter(lines__sku=sku).count() == units
    assert build.level(sku)[:2] == (units, units)
    late = [answer.text for answer in answers if answer.status == 409]
    assert all(any(sentence in text for sentence in sold_out(sku)) for text in late)
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_check_then_save_sells_the_last_unit_twice(unguarded, visitors):
    shop = unguarded("stock")
    for model in (AmountOwner, AmountSlot):
        drop_unique(model, "amount")
    contested = [contest(shop, visitors, buyers=10, units=1)[0] for _round in range(5)]
    assert max(Order.objects.filter(lines__sku=sku).count() for sku in contested) > 1
    assert "reserved_equals_open_lines" in findings()


@pytest.mark.sqlite_only
def test_control_on_sqlite_the_guard_is_the_write_lock_taken_at_once(unguarded, visitors):
    """Under IMMEDIATE transactions naive code passes too, so the control is Django's default, DEFERRED: then buyers
    get an error page instead of an answer, because SQLite cannot wait for a lock once a transaction has read."""
    shop = unguarded("deferred")
    _sku, answers = contest(shop, visitors, buyers=20, units=10)
    assert 500 in {answer.status for answer in answers}
    assert "database is locked" in shop.log()
