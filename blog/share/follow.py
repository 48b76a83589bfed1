"""Pictures go with their page. Only signals see every way: by bulk, on a date, with the category above."""

from django.db.models.signals import post_delete
from wagtail.signals import page_unpublished

from blog.share import kept
from blog.share.subjects import MODELS


def connect() -> None:
    for model in MODELS.values():
        for signal in (page_unpublished, post_delete):
            signal.connect(_page_gone, sender=model, dispatch_uid="share-pictures")


def _page_gone(sender, instance, **kwargs):
    kept.forget(instance.pk)
