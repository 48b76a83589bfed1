"""Which state of the shop window a kept page shows.

Everything that visitors see of goods, texts and settings has one version. Who changes any of it says so by
`changed()`; who keeps something that was made of it (a page, a menu) reads `current()` first, makes it, and uses it
only as long as the version stays.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from uuid import uuid4

from django.db import connection, transaction

from shop.store.models import WindowVersion

# Names are chosen by the code and the shop's own data, never by a visitor.
MOST_REMEMBERED = 5000
_remembered: OrderedDict[Hashable, tuple[Hashable, object]] = OrderedDict()


def current() -> Hashable | None:
    """One query, without the ORM's own work around it: every kept page asks it, and does little else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM store_windowversion")
        found = cursor.fetchone()
    return found[0] if found else None


def of(request) -> Hashable | None:
    """The version that this request shows; asked once."""
    if not hasattr(request, "window_version"):
        request.window_version = current()
    return request.window_version


def remember(request, name: Hashable, make: Callable, *, during: Hashable = None):
    """What `make` gives, made once in each process for each version, and for each `during`, such as an hour, when it
    also changes by itself. Made anew while nothing is versioned yet."""
    version = of(request)
    if version is None:
        return make()
    made_of = (version, during)
    kept = _remembered.get(name)
    if kept is None or kept[0] != made_of:
        kept = _remembered[name] = (made_of, make())
        _remembered.move_to_end(name)
        if len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return kept[1]


def changed() -> None:
    """After this transaction every kept page is made anew.

    Not within it: the row would make transactions that have nothing to do with each other wait. A process that dies
    in the moment between leaves pages that are old for as long as a page is kept at most (page_cache.LONGEST).
    """
    transaction.on_commit(_renew, robust=True)


def _renew() -> None:
    WindowVersion.objects.update_or_create(pk=1, defaults={"token": uuid4()})
