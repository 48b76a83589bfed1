"""Answers that belong to one person."""

from functools import wraps

from django.http import Http404
from django.views.decorators.cache import never_cache


def private_page(view):
    """Never stored, never indexed, and its address never passed on to another site.

    Not `no-referrer`: browsers then send `Origin: null` with the page's own forms, which the CSRF check refuses.
    """

    @wraps(view)
    @never_cache
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


def none_like_that():
    """The one answer for every wrong token, whatever is wrong with it."""
    raise Http404("no such page")
