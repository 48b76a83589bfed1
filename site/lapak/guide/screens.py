"""The owner's screens that a chapter may explain. The key joins a screen's help link with its chapter."""

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _


class Screen(models.TextChoices):
    PRODUCTS = "products", _("Products")
    ORDERS = "orders", _("Orders")
    CHECK_PAYMENTS = "check-payments", _("Check payments")
    STOCK = "stock", _("Stock")
    BOOKS = "books", _("Books")


VIEWS = {
    Screen.PRODUCTS: "products:index",
    Screen.ORDERS: "orders_admin:index",
    Screen.CHECK_PAYMENTS: "check_payments:index",
    Screen.STOCK: "stock:index",
    Screen.BOOKS: "books_journal:index",
}


def address(screen: str) -> str:
    """Of the screen in the editor. A chapter must open even when its screen has moved: then the editor's own home."""
    try:
        return reverse(VIEWS[Screen(screen)])
    except (KeyError, ValueError, NoReverseMatch):
        return reverse("wagtailadmin_home")
