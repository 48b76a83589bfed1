"""Could the books be written again from the documents? Post everything into an empty book, and compare."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounting import content, scratch, selectors
from accounting.drafts import Draft
from accounting.exceptions import AccountingError
from accounting.models import Account
from accounting.services import post


@dataclass(frozen=True)
class Comparison:
    """Keys, sorted: `missing` in the stored book, `extra` in it, `different` in content; and drafts (key, reason)
    that even an empty book refuses.
    """

    missing: list[str]
    extra: list[str]
    different: list[str]
    refused: list[tuple[str, str]]
    digest_equal: bool
    balances_equal: bool

    @property
    def equal(self) -> bool:
        findings = self.missing or self.extra or self.different or self.refused
        return not findings and self.digest_equal and self.balances_equal


def compare(drafts: Iterable[Draft], *, using: str = "default") -> Comparison:
    """Re-post `drafts`, all that the documents tell, into a temporary book and compare it with the stored one.

    Reversals are drafts with `reverses_key`; they are posted after the others. Balances are compared over all
    time, since a late document is dated differently when its period is not closed.
    """
    with scratch.sqlite_book() as replayed:
        _copy_accounts(using, replayed)
        refused = _post_all(drafts, replayed)
        return _difference(using, replayed, refused)


def _copy_accounts(using: str, to: str) -> None:
    """Branches such as one account for each bank account are part of the chart, not of the documents."""
    known = set(Account.objects.using(to).values_list("role", flat=True))
    branches = Account.objects.using(using).exclude(role__in=known)
    fields = ("code", "role", "kind", "name", "formal_name")
    Account.objects.using(to).bulk_create(Account(**row) for row in branches.values(*fields))


def _post_all(drafts: Iterable[Draft], using: str) -> list[tuple[str, str]]:
    refused = []
    with transaction.atomic(using=using):
        for draft in sorted(drafts, key=lambda draft: bool(draft.reverses_key)):
            try:
                post(draft, using=using)
            except AccountingError as error:
                refused.append((draft.key, str(error)))
    return refused


def _difference(using: str, replayed: str, refused: list[tuple[str, str]]) -> Comparison:
    stored, told = selectors.figures_by_key(using=using), selectors.figures_by_key(using=replayed)
    return Comparison(
        missing=sorted(told.keys() - stored.keys()),
        extra=sorted(stored.keys() - told.keys()),
        different=sorted(key for key in told.keys() & stored.keys() if told[key] != stored[key]),
        refused=refused,
        digest_equal=content.digest(stored.values()) == content.digest(told.values()),
        balances_equal=selectors.balances(using=using) == selectors.balances(using=replayed),
    )
