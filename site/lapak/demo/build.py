"""The whole demo shop, step by step; every step leaves alone what is there already."""

from datetime import datetime

from django.db import transaction

from lapak.demo.catalog import build_categories, build_products, build_synthetic
from lapak.demo.content.build import build_pages
from lapak.demo.orders import build_orders
from lapak.demo.search import build_synonyms
from lapak.demo.shop import base_url, set_up_accounts, set_up_people, set_up_regions, set_up_shop
from lapak.guide.models import ChapterPage
from lapak.guide.pictures import prepare
from shop.backoffice.roles import set_up_roles


def build(*, now: datetime, opened: datetime, products: int = 0, orders: int = 0) -> None:
    """`opened`: the day on which the opening stock is booked, before any demo order."""
    with transaction.atomic():
        set_up_shop()
        set_up_accounts()
        set_up_regions()
        home, guide = build_pages(hostname_port=base_url(), build_products=lambda home: _catalog(home, opened))
        build_synonyms()
        set_up_roles(guide=guide)
        set_up_people()
    for chapter in ChapterPage.objects.live():
        prepare(chapter)
    if products:
        build_synthetic(build_categories(home), count=products, now=opened)
    build_orders(orders, now=now)


def _catalog(home, opened: datetime) -> None:
    build_products(build_categories(home), now=opened)
