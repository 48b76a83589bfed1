import csv

from django.core.management.base import BaseCommand

from accounting.checks import CHECKS
from accounting.models import Line
from accounting.rebuild import compare
from shop.backoffice.replay import replay
from shop.store.pipes import print_checks, reader_may_leave


class Command(BaseCommand):
    help = (
        "The books: `verify` proves them, `rebuild` re-posts every document into an empty book and compares, "
        "`export` prints the journal as CSV. Exit code 0: fine; 1: something is off; 2: used wrongly."
    )

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["verify", "rebuild", "export"])
        parser.add_argument("--json", action="store_true")

    def handle(self, *, action, **options):
        if action == "export":
            with reader_may_leave():
                self._export()
            return
        found = self._verify() if action == "verify" else self._rebuild()
        with reader_may_leave():
            print_checks(self.stdout, found, as_json=options["json"])
        if any(found.values()):
            raise SystemExit(1)

    def _verify(self) -> dict[str, list[str]]:
        return {name: [str(row) for row in check()] for name, check in CHECKS.items()}

    def _rebuild(self) -> dict[str, list[str]]:
        result = compare(replay())
        return {
            "missing": [str(row) for row in result.missing],
            "extra": [str(row) for row in result.extra],
            "different": [str(row) for row in result.different],
            "refused": [str(row) for row in result.refused],
            "digest": [] if result.digest_equal else ["the rebuilt book has another content digest"],
            "balances": [] if result.balances_equal else ["the rebuilt book has other balances"],
        }

    def _export(self):
        writer = csv.writer(self.stdout)
        writer.writerow(["number", "date", "account", "name", "debit", "credit", "narration", "document"])
        lines = Line.objects.select_related("entry", "account").order_by("entry_id", "pk")
        for line in lines.iterator():
            debit, credit = (line.amount, 0) if line.amount > 0 else (0, -line.amount)
            row = [line.account.code, line.account.name, debit, credit, line.entry.narration, line.entry.source]
            writer.writerow([line.entry_id, line.date, *map(_safe, row)])


def _safe(cell):
    """A cell that a spreadsheet would take for a formula is shown as text."""
    text = str(cell)
    return (
        f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")) and not isinstance(cell, int) else cell
    )
