from django.core.management.base import BaseCommand

from shop.backoffice.doctor import CHECKS, examine
from shop.store.pipes import print_checks, reader_may_leave


class Command(BaseCommand):
    help = "Prove the shop's invariants. Exit code 0: all hold; 1: something is off; 2: used wrongly."

    def add_arguments(self, parser):
        parser.add_argument("checks", nargs="*", metavar="CHECK", help="run only these: " + ", ".join(CHECKS))
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, checks, **options):
        unknown = [name for name in checks if name not in CHECKS]
        if unknown:
            self.stderr.write(f"No such check: {', '.join(unknown)}. There are: {', '.join(CHECKS)}")
            raise SystemExit(2)
        found = dict(examine(checks))
        with reader_may_leave():
            print_checks(self.stdout, found, as_json=options["json"])
        if any(found.values()):
            raise SystemExit(1)
