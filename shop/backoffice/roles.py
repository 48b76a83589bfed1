"""Three groups: the owner may do all, the cashier sells, the mentor writes the guide. Running it again changes nothing.

Codenames end in the name of their model: that is what the editor's permission policies ask for.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

OWNER, CASHIER, MENTOR = "owner", "cashier", "mentor"

# The cashier takes no money back, returns none, changes no price and sees no books.
CASHIER_MAY = (
    "wagtailadmin.access_admin",
    "orders.view_order",
    "orders.accept_order",
    "orders.pack_order",
    "orders.handover_order",
    "orders.cancel_order",
    "payments.view_payment",
    "payments.confirm_payment",
    "payments.view_statementimport",
    "payments.view_statementline",
    "payments.apply_statementimport",
    "catalog.view_sku",
    "stock.view_stocklevel",
)
MENTOR_MAY = ("wagtailadmin.access_admin",)
ON_PAGES = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
ON_GUIDE = ("add_page", "change_page", "publish_page")
ON_PICTURES = ("add_image", "choose_image")


@transaction.atomic
def set_up_roles(*, guide: Page | None = None) -> None:
    """`guide` is the page below which the mentor may write."""
    owner, cashier, mentor = (Group.objects.get_or_create(name=name)[0] for name in (OWNER, CASHIER, MENTOR))
    owner.permissions.set(Permission.objects.all())
    cashier.permissions.set(_named(CASHIER_MAY))
    mentor.permissions.set(_named(MENTOR_MAY))
    _allow_on_page(owner, Page.get_first_root_node(), ON_PAGES)
    root = Collection.get_first_root_node()
    _allow_on_collection(owner, root, Permission.objects.filter(content_type__app_label__in=_LIBRARIES))
    _allow_on_collection(mentor, root, _of_library(ON_PICTURES))
    if guide is not None:
        _allow_on_page(mentor, guide, ON_GUIDE)


_LIBRARIES = ("wagtailimages", "wagtaildocs")


def _named(names) -> list[Permission]:
    """Fails on a name that does not exist, rather than granting less than it says."""
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    return [known[name] for name in names]


def _of_library(codenames):
    return Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=codenames)


def _allow_on_page(group: Group, page: Page, codenames) -> None:
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _allow_on_collection(group: Group, collection: Collection, permissions) -> None:
    kinds = permissions.filter(content_type__model__in=("image", "document"))
    for permission in kinds:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
