from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.permissions import register_permission_policy

from accounting.models import Account, Entry
from accounting.policies import BooksPolicy

# First of all, before any viewset asks: one right, to view entries, opens the whole group.
register_permission_policy(Entry, BooksPolicy(Entry))
register_permission_policy(Account, BooksPolicy(Entry))

from accounting.admin import BooksGroup  # noqa: E402


@hooks.register("register_admin_viewset")
def register_books():
    return BooksGroup()


@hooks.register("insert_global_admin_css")
def books_css():
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("accounting/books.css"))
