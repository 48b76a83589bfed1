"""Questions whose SQL is made once bring their own values, and refuse what would make the SQL of another question."""

import pytest
from django.utils import timezone

from shop.catalog.models import Sku
from shop.store import questions
from tests import build

pytestmark = pytest.mark.django_db


def named(*names):
    return Sku.objects.filter(name__in=names).order_by("pk").values_list("name", "price")


def whole(name):
    return Sku.objects.filter(name=name)


def test_each_time_with_its_own_values():
    for name, price in (("Teh", 8000), ("Kopi", 9000)):
        build.sku(name=name, price=price)
    assert questions.rows(named, "Teh") == [("Teh", 8000)]
    assert questions.rows(named, "Kopi") == [("Kopi", 9000)]
    assert questions.rows(named, "Kopi", "Teh") == [("Teh", 8000), ("Kopi", 9000)]
    assert questions.rows(named, "Gula") == []


def test_whole_rows_are_instances_with_the_types_of_their_fields():
    made = build.sku(name="Teh")
    Sku.objects.filter(pk=made.pk).update(archived_at=build.NOW)
    (found,) = questions.instances(whole, "Teh")
    assert (found, found.archived_at, found.is_food) == (made, build.NOW, True)
    assert questions.instances(whole, "Kopi") == []


def test_a_text_is_never_a_piece_of_sql():
    build.sku(name="Teh")
    assert questions.rows(named, "' OR 1=1 --") == []


def with_the_clock(name):
    return Sku.objects.filter(name=name, archived_at__lt=timezone.now())


def twice(name):
    return Sku.objects.filter(name=name, variant=name)


def turned_round(name, variant):
    return Sku.objects.filter(variant=variant).filter(name=name)


@pytest.mark.parametrize(
    ("question", "values"),
    [(with_the_clock, "a"), (twice, "a"), (turned_round, "ab")],
    ids=["with the clock", "twice", "turned round"],
)
def test_a_question_that_would_keep_or_mix_up_values_is_refused(question, values, django_assert_num_queries):
    for ask in (questions.rows, questions.instances):
        with django_assert_num_queries(0), pytest.raises(ValueError, match=question.__name__):
            ask(question, *values)
