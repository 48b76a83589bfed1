import sys

from django.core.management.base import BaseCommand

from shop.storefront.focusing import suggest_missing


class Command(BaseCommand):
    help = (
        "Suggest a focus for photos that have none, so that small pictures keep their subject. A focus that somebody "
        "has set stays; running it twice changes nothing. Exit code 1: the file of some photo cannot be read."
    )

    def handle(self, **options):
        found = suggest_missing()
        self.stdout.write(f"{found.photos} photos got a focus")
        for title in found.unreadable:
            self.stderr.write(f"cannot be read: {title}")
        if found.unreadable:
            sys.exit(1)
