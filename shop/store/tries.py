"""How often somebody may try. Counted in the cache: of this process unless CACHE_URL names one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR", "")


@dataclass(frozen=True, slots=True)
class Tries:
    """`most` within `seconds` from the first one on, of those whom `who` takes for one."""

    name: str
    most: int
    seconds: int
    who: Callable[[HttpRequest], str | None] = address_of

    def used_up(self, request) -> bool:
        return cache.get(self._key(request), 0) >= self.most

    def note(self, request) -> bool:
        """Count one; whether it was within the limit."""
        key = self._key(request)
        cache.add(key, 0, self.seconds)
        try:
            return cache.incr(key) <= self.most
        except ValueError:
            # The time ended between the two calls.
            return True

    def _key(self, request) -> str:
        return f"{self.name}:{self.who(request)}"
