"""What must hold after every race."""

from shop.backoffice.doctor import examine


def findings() -> dict[str, list[str]]:
    """The doctor's checks that found something, with the rows."""
    return {name: rows for name, rows in examine() if rows}
