from django.core.management.base import BaseCommand

from shop.storefront.search.services import reindex


class Command(BaseCommand):
    help = "Make the words of the search anew from the published pages. Running it twice changes nothing."

    def handle(self, **options):
        self.stdout.write(f"{reindex()} rows were put right")
