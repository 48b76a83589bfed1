import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.payments import imports, settling
from shop.payments.models import BankAccount
from shop.payments.services import PaymentError
from shop.payments.statements import StatementRefused, as_dict, read
from shop.payments.tables import known_tables
from shop.store.pipes import reader_may_leave

# What is known of a file that is no statement.
NOTHING = {
    **dict.fromkeys(("bank", "format", "account_number", "holder", "currency", "opening", "closing")),
    "period": [None, None],
    "lines": [],
    "pending": [],
    "warnings": [],
}


class Command(BaseCommand):
    help = (
        "Read a bank statement. Without --apply nothing is stored. "
        "Exit code 0: fine; 1: the file is refused or has errors; 2: used wrongly (no such file, no such account). "
        "With --json all keys are printed in each of these cases."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--account", help="number of the shop's account; without it the file's own decides")
        parser.add_argument("--password", help="of a locked file")
        parser.add_argument("--apply", action="store_true", help="store the new lines, confirm what is certain")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file, account, apply, **options):
        as_json, now = options["json"], timezone.now()
        data = self._data(file, as_json)
        try:
            password, today = options["password"] or "", timezone.localdate(now)
            statement = read(data, today=today, password=password, known=known_tables())
        except StatementRefused as error:
            self._account(account, NOTHING, as_json)
            self._refuse(str(error), NOTHING, as_json, code=1)
        # Whether its lines are known cannot be told without an account.
        known = as_dict(statement, [None] * len(statement.lines))
        chosen = self._account(account, known, as_json)
        try:
            seen = imports.preview(statement=statement, account=chosen)
        except PaymentError as error:
            self._refuse(str(error), known, as_json, code=1)
        if apply and not seen.problems:
            imports.apply(statement=statement, filename=file.name, account=chosen, now=now, by="")
            settling.settle(now=now, by="")
        with reader_may_leave():
            self._report(seen, applied=apply and not seen.problems, as_json=as_json)
        if seen.problems:
            raise SystemExit(1)

    def _data(self, file, as_json) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            self._refuse(f"{file}: {error.strerror}", NOTHING, as_json, code=2)

    def _account(self, number, known, as_json) -> BankAccount | None:
        chosen = BankAccount.objects.filter(number=number).first() if number else None
        if number and chosen is None:
            self._refuse(f"The shop has no account {number}.", known, as_json, code=2)
        return chosen

    def _refuse(self, sentence, facts, as_json, *, code):
        """The sentence comes after what the file itself has wrong."""
        if as_json:
            self._print(facts | {"errors": [*facts.get("errors", []), sentence]})
        else:
            self.stderr.write(sentence)
        raise SystemExit(code)

    def _print(self, facts):
        with reader_may_leave():
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=1))

    def _report(self, seen, *, applied, as_json):
        if as_json:
            self._print(as_dict(seen.statement, seen.statuses))
            return
        for line, status in seen.rows:
            self.stdout.write(f"{line.date} {line.amount:>16} {status:<11} {line.description[:60]}")
        for sentence in (*seen.statement.warnings, *seen.problems):
            self.stdout.write(sentence)
        counts = ", ".join(f"{seen.count(status)} {status}" for status in ("new", "known", "maybe_known"))
        self.stdout.write(
            f"{counts}, {len(seen.statement.pending)} pending. {'Applied' if applied else 'Nothing stored'}."
        )
