from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from lapak.demo import build
from lapak.demo.orders import DAYS
from shop.storefront.models import ProductPage
from shop.storefront.photos import left_to_visitors, prepare


class Command(BaseCommand):
    help = (
        "Fill the shop with the demo shop, Lapak Contoh. Running it twice changes nothing. "
        "Exit code 0: fine; 2: refused, these are production settings."
    )

    def add_arguments(self, parser):
        parser.add_argument("--products", type=int, default=0, help="so many products in all, synthetic beyond 42")
        parser.add_argument("--orders", type=int, default=0, help="so many past orders in all states")
        parser.add_argument("--pictures", action="store_true", help="make the small pictures now, not on first view")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are products already")

    def handle(self, *, products, orders, **options):
        if settings.LAPAK_PRODUCTION:
            self.stderr.write(
                "The demo shop is not for production: its people have a password that everybody knows. "
                "Nothing was written. Run it with development settings (make demo), in a database of its own."
            )
            raise SystemExit(2)
        if options["if_empty"] and ProductPage.objects.exists():
            return
        now = timezone.now()
        with translation.override("id"), left_to_visitors():
            build.build(now=now, opened=now - timedelta(days=DAYS + 1), products=products, orders=orders)
        if options["pictures"]:
            for page in ProductPage.objects.select_related("photo"):
                prepare(page.photo)
        self.stdout.write(f"Lapak Contoh: {ProductPage.objects.count()} products")
