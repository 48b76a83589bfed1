"""A bank file becomes lines of an account: preview stores nothing, apply stores what is new, undo takes it back."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _

from shop.payments.explaining import standing, take_back
from shop.payments.identity import MAYBE_KNOWN, NEW, Identity, KnownLine, fingerprint, identify
from shop.payments.models import BankAccount, Explanation, StatementImport, StatementLine
from shop.payments.services import PaymentError
from shop.payments.statements import Line, Statement


class ImportRefused(PaymentError):
    """The file must not be stored; carries the sentence."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying would do. `identities` stand beside `statement.lines`: new, known or maybe_known."""

    statement: Statement
    account: BankAccount
    identities: tuple[Identity, ...]
    seen_before: bool
    problems: tuple[str, ...]

    @property
    def statuses(self) -> list[str]:
        return [identity.status for identity in self.identities]

    @property
    def rows(self) -> list:
        """(line, status) pairs."""
        return list(zip(self.statement.lines, self.statuses, strict=True))

    def count(self, status: str) -> int:
        return self.statuses.count(status)

    @property
    def credit(self) -> Decimal:
        return sum((line.amount for line in self.statement.lines if line.amount > 0), Decimal(0))

    @property
    def debit(self) -> Decimal:
        return -sum((line.amount for line in self.statement.lines if line.amount < 0), Decimal(0))


def preview(*, statement: Statement, account: BankAccount | None) -> Preview:
    """Compares, and writes nothing. Raises ImportRefused."""
    return _preview(statement, account_for(statement, account))


@transaction.atomic
def apply(
    *,
    statement: Statement,
    filename: str,
    account: BankAccount | None,
    now: datetime,
    by: str,
    also_new: Collection[int] = (),
) -> StatementImport:
    """Store the lines that are not known yet; `also_new` are file rows that the owner calls new though they look known.

    The account's row is locked, so that two applications of one file store its lines once.
    """
    account = account_for(statement, account)
    BankAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    seen = _preview(statement, account)
    if seen.problems:
        raise ImportRefused(" ".join(seen.problems))
    chosen = _chosen(seen, also_new)
    stored = StatementImport.objects.create(
        account=account,
        sha256=statement.sha256,
        filename=filename[-200:],
        format=statement.format,
        period_from=statement.period[0],
        period_to=statement.period[1],
        opening=statement.opening,
        closing=statement.closing,
        new_lines=len(chosen),
        known_lines=len(statement.lines) - len(chosen),
        at=now,
        by=by,
    )
    StatementLine.objects.bulk_create(_row(stored, line, identity) for line, identity in chosen)
    return stored


@transaction.atomic
def undo(*, stored: StatementImport, now: datetime, by: str) -> None:
    """Take a file's lines back, while no order was paid by one of them and nobody has said what one is. What was booked
    by itself goes back too. Raises ImportRefused."""
    # No key: payments that name the account, and hold a line that is wanted below, must not wait for this.
    BankAccount.objects.select_for_update(no_key=True).get(pk=stored.account_id)
    lines = StatementLine.objects.select_for_update().filter(statement=stored, undone_at=None).order_by("pk")
    # All lines before the first entry in the books.
    list(lines)
    for explanation in standing(Explanation.objects.filter(line__statement=stored, automatic=True)).order_by("pk"):
        take_back(explanation=explanation, now=now, by=by, reason=_("The statement was taken back."))
    lines = lines.all()
    if any(line.allocated for line in lines):
        raise ImportRefused(_("Orders were paid by lines of this file. Take those confirmations back first."))
    if any(line.explained for line in lines):
        raise ImportRefused(_("You have said what lines of this file are. Take that back first."))
    if StatementImport.objects.filter(pk=stored.pk, undone_at=None).update(undone_at=now, undone_by=by):
        lines.update(undone_at=now)


def account_for(statement: Statement, chosen: BankAccount | None) -> BankAccount:
    """The chosen account, or the one whose number stands in the file. Raises ImportRefused when they differ."""
    number = statement.account_number
    if chosen is None:
        if number is None:
            raise ImportRefused(_("This file does not say which account it belongs to. Choose the account."))
        chosen = BankAccount.objects.filter(number=number).first()
        if chosen is None:
            raise ImportRefused(_("The shop has no account with the number %(number)s.") % {"number": number})
    # A spreadsheet drops zeros at the beginning of a number.
    if number is not None and number.lstrip("0") != chosen.number.lstrip("0"):
        raise ImportRefused(
            _("This file belongs to account %(found)s, but you chose %(chosen)s.")
            % {"found": number, "chosen": chosen.number}
        )
    return chosen


def _preview(statement: Statement, account: BankAccount) -> Preview:
    known = known_lines(account, statement)
    identities = identify(known, statement.lines, format=statement.format, opening=statement.opening)
    return Preview(
        statement=statement,
        account=account,
        identities=tuple(identities),
        seen_before=StatementImport.objects.filter(account=account, sha256=statement.sha256, undone_at=None).exists(),
        problems=statement.errors,
    )


def known_lines(account: BankAccount, statement: Statement) -> list[KnownLine]:
    """What is stored of the days that the file speaks of."""
    if not statement.lines:
        return []
    stored = StatementLine.objects.filter(
        account=account,
        undone_at=None,
        date__range=(statement.lines[0].date, statement.lines[-1].date),
    )
    return [
        KnownLine(
            date=line.date,
            time=line.time,
            amount=line.amount,
            balance=line.balance,
            description=line.description,
            fingerprint=line.fingerprint,
            occurrence=line.occurrence,
            external_id=line.external_id,
            format=line.statement.format,
        )
        for line in stored.select_related("statement")
    ]


def _chosen(seen: Preview, also_new: Collection[int]) -> list[tuple[Line, Identity]]:
    """The lines to store: all new ones, and those that look known but are new in the owner's eyes."""
    taken = {(identity.fingerprint, identity.occurrence) for identity in seen.identities}
    chosen = []
    for line, identity in zip(seen.statement.lines, seen.identities, strict=True):
        if identity.status == MAYBE_KNOWN and line.row in also_new:
            identity = _beside(line, identity, taken)
        if identity.status == NEW:
            chosen.append((line, identity))
    return chosen


def _beside(line: Line, identity: Identity, taken: set) -> Identity:
    """A place of its own for a line whose twin is stored already."""
    mark = fingerprint(line.date, line.amount, identity.balance, line.description)
    number = next(n for n in count(1) if (mark, n) not in taken)
    taken.add((mark, number))
    return replace(identity, status=NEW, fingerprint=mark, occurrence=number)


def _row(stored: StatementImport, line: Line, identity: Identity) -> StatementLine:
    """`balance` is the bank's, or the one that follows from its neighbours; `raw` is what stood in the file."""
    return StatementLine(
        account_id=stored.account_id,
        statement=stored,
        date=line.date,
        time=line.time,
        amount=line.amount,
        balance=identity.balance,
        description=line.description,
        payer=line.payer[:120],
        reference=line.reference[:120],
        kind=line.kind,
        external_id=line.external_id[:80],
        row=line.row,
        raw=list(line.raw),
        fingerprint=identity.fingerprint,
        occurrence=identity.occurrence,
    )


__all__ = ["ImportRefused", "Preview", "apply", "preview", "undo"]
