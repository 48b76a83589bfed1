"""Work inside the database of a live shop from the test's own process, without paying for Wagtail's imports again."""

import contextlib
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, ConnectionHandler, connections

from lapak.settings.base import database


def switch_to(url: str) -> None:
    """From here on this process's (or forked child's) Django works on the database of `url`."""
    wrapper = ConnectionHandler({DEFAULT_DB_ALIAS: database(url)}).create_connection(DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = wrapper


@contextlib.contextmanager
def inside(url: str, blocker) -> Iterator[None]:
    """Services, selectors and tests/build.py work on the database of `url`. `blocker`: pytest-django's."""
    own = connections[DEFAULT_DB_ALIAS]
    with blocker.unblock():
        switch_to(url)
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS].close()
            connections[DEFAULT_DB_ALIAS] = own
