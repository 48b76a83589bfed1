import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.payments import imports, settling
from shop.payments.models import BankAccount
from shop.payments.services import PaymentError
from shop.payments.statements import StatementRefused, as_dict


class Command(BaseCommand):
    help = (
        "Read a bank statement. Without --apply nothing is stored. "
        "Exit code 0: fine; 1: the file is refused or has errors; 2: used wrongly."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--account", help="number of the shop's account; without it the file's own decides")
        parser.add_argument("--password", help="of a locked file")
        parser.add_argument("--apply", action="store_true", help="store the new lines, confirm what is certain")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file, account, apply, **options):
        data, chosen = self._inputs(file, account)
        now = timezone.now()
        try:
            seen = imports.preview(data=data, filename=file.name, account=chosen, now=now)
        except (StatementRefused, PaymentError) as error:
            self._refuse(str(error), options["json"])
        if apply and not seen.problems:
            imports.apply(data=data, filename=file.name, account=chosen, now=now, by="")
            settling.settle(now=now, by="")
        self._report(seen, applied=apply and not seen.problems, as_json=options["json"])
        if seen.problems:
            raise SystemExit(1)

    def _inputs(self, file, number):
        chosen = BankAccount.objects.filter(number=number).first() if number else None
        if number and chosen is None:
            self.stderr.write(f"The shop has no account {number}.")
            raise SystemExit(2)
        try:
            return file.read_bytes(), chosen
        except OSError as error:
            self.stderr.write(f"{file}: {error.strerror}")
            raise SystemExit(2) from None

    def _refuse(self, sentence, as_json):
        if as_json:
            self.stdout.write(
                json.dumps({"lines": [], "pending": [], "warnings": [], "errors": [sentence]}, ensure_ascii=False)
            )
        else:
            self.stderr.write(sentence)
        raise SystemExit(1)

    def _report(self, seen, *, applied, as_json):
        if as_json:
            self.stdout.write(json.dumps(as_dict(seen.statement, seen.statuses), ensure_ascii=False, indent=1))
            return
        for line, status in seen.rows:
            self.stdout.write(f"{line.date} {line.amount:>16} {status:<11} {line.description[:60]}")
        for sentence in (*seen.statement.warnings, *seen.problems):
            self.stdout.write(sentence)
        counts = ", ".join(f"{seen.count(status)} {status}" for status in ("new", "known", "maybe_known"))
        self.stdout.write(
            f"{counts}, {len(seen.statement.pending)} pending. {'Applied' if applied else 'Nothing stored'}."
        )
