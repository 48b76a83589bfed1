"""Movements as the owner reads them."""

ORDER = "order:"


def told(movements) -> list:
    """The same rows, each with `order_number`: "" for what no order has moved."""
    rows = list(movements)
    for row in rows:
        row.order_number = row.document.removeprefix(ORDER) if row.document.startswith(ORDER) else ""
    return rows
