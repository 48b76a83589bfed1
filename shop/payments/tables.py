"""Tables that the owner has explained once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.payments.models import KnownTable
from shop.payments.services import PaymentError
from shop.payments.statements import header_key


def known_tables() -> dict[str, dict[str, tuple[int, ...]]]:
    """Hash of a header -> role -> indexes of columns, as `statements.read` takes them."""
    rows = KnownTable.objects.values_list("header", "columns")
    return {header: {role: tuple(found) for role, found in columns.items()} for header, columns in rows}


@transaction.atomic
def remember(*, names: Sequence[str], roles: Mapping[int, str], now: datetime, by: str) -> KnownTable:
    """`roles`: column -> role. Several columns may be text; of each other role there is one. Raises PaymentError."""
    columns: dict[str, list[int]] = {}
    for index, role in sorted(roles.items()):
        columns.setdefault(role, []).append(index)
    twice = [role for role, found in columns.items() if len(found) > 1 and role != "text"]
    if twice:
        raise PaymentError(_("Only the text may stand in several columns. Choose each other one once."))
    if not {"date", "text"} <= columns.keys():
        raise PaymentError(_("Choose the columns of the date and of the text."))
    if ("amount" in columns) == bool({"debit", "credit"} & columns.keys()):
        raise PaymentError(_("Choose either one column of amounts, or the two of money in and money out."))
    if "amount" not in columns and not {"debit", "credit"} <= columns.keys():
        raise PaymentError(_("Choose both columns, money in and money out."))
    facts = {"names": list(names), "columns": columns, "at": now, "by": by}
    table, _created = KnownTable.objects.update_or_create(header=header_key(names), defaults=facts)
    return table
