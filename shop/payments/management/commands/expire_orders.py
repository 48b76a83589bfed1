from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.cart.services import sweep as sweep_carts
from shop.payments.expiry import expire_orders


class Command(BaseCommand):
    help = "Free the goods of orders whose time to pay is over, and drop old baskets. May run twice at once."

    def handle(self, **options):
        now = timezone.now()
        self.stdout.write(f"{expire_orders(now=now)} expired")
        sweep_carts(now=now)
