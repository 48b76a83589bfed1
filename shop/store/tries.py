"""How often one client may be wrong. Counted by address in the cache: of this process unless CACHE_URL names one."""

from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Tries:
    """`most` mistakes within `seconds` from the first one on."""

    name: str
    most: int
    seconds: int

    def used_up(self, request) -> bool:
        return cache.get(self._key(request), 0) >= self.most

    def note(self, request) -> None:
        key = self._key(request)
        cache.add(key, 0, self.seconds)
        try:
            cache.incr(key)
        except ValueError:
            # The time ended between the two calls.
            return

    def _key(self, request) -> str:
        return f"{self.name}:{request.META.get('REMOTE_ADDR', '')}"
