"""Questions that the shop window asks for each page. To make their SQL costs the ORM several times what the answer
costs the database, so it is made once in a process, and each page only brings its own values.

A question is a function of module level that turns numbers or texts into a queryset. Each value stands in its SQL
once, in their order, and nothing else that may change does: no clock, no setting, no other parameter.
"""

from collections.abc import Callable
from functools import lru_cache

from django.db import connection
from django.db.models import Model, QuerySet

Question = Callable[..., QuerySet]
# A question for a list of keys has other SQL for each length of the list.
MOST_KEPT = 200


def rows(question: Question, *values: int | str) -> list[tuple]:
    """Of a `values_list` whose columns are numbers and texts: they come as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(_prepared(question, len(values))[1], values)
        return cursor.fetchall()


def instances(question: Question, *values: int | str) -> list[Model]:
    """Of a queryset of whole rows."""
    model, sql = _prepared(question, len(values))
    return list(model._default_manager.raw(sql, values))


@lru_cache(maxsize=MOST_KEPT)
def _prepared(question: Question, count: int) -> tuple[type[Model], str]:
    places = [str(place) for place in range(count)]
    asked = question(*places)
    sql, parameters = asked.query.sql_with_params()
    if [str(parameter) for parameter in parameters] != places:
        raise ValueError(f"{question.__qualname__}: its SQL has {parameters} where {places} were put in")
    return asked.model, sql
