"""Order numbers without the locked row: checkouts no longer wait for each other."""

import secrets

from shop.checkout import services


def take_number(*, series: str) -> int:
    return secrets.randbelow(10**9)


services.take_number = take_number
