import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.payments import settling
from shop.store.pipes import reader_may_leave


class Command(BaseCommand):
    help = "Confirm what the bank's lines prove, and say of each line what it is. Doing it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")

    def handle(self, **options):
        now = timezone.now()
        settling.settle(now=now, by="")
        reports = settling.report(now=now)
        with reader_may_leave():
            self._print(reports, as_json=options["json"])

    def _print(self, reports, *, as_json):
        if as_json:
            self.stdout.write(json.dumps({"decisions": reports}, ensure_ascii=False, indent=1))
            return
        for row in reports:
            how = "automatic" if row["automatic"] else "to decide"
            self.stdout.write(f"{row['date']} {row['amount']:>14} {row['result']:<18} {how}: {row['reason']}")
