"""Publishing, unpublishing, moving and deleting reach the index. Wagtail's signals are the only place that sees all of
them, publication on a date included."""

from django.db.models.signals import pre_delete
from wagtail.signals import page_published, page_unpublished, post_page_move

from shop.storefront.models import CategoryPage, ProductPage
from shop.storefront.search import services


def connect() -> None:
    for signal in (page_published, post_page_move):
        signal.connect(_product_changed, sender=ProductPage, dispatch_uid="search-product")
    for signal in (page_unpublished, pre_delete):
        signal.connect(_product_goes, sender=ProductPage, dispatch_uid="search-product")
    page_published.connect(_category_changed, sender=CategoryPage, dispatch_uid="search-category")


def _product_changed(sender, instance, **kwargs):
    services.index(instance)


def _category_changed(sender, instance, **kwargs):
    """Its title stands in the words of its products."""
    services.index_pages(ProductPage.objects.child_of(instance).values_list("pk", flat=True))


def _product_goes(sender, instance, **kwargs):
    """Wagtail also says "unpublished" of a page that is being deleted, while its row still says that it is live."""
    services.forget(instance)
