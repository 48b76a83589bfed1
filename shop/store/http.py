"""Answers that belong to one person, and what every answer does alike."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.utils.http import url_has_allowed_host_and_scheme
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


def way_back(request, *, otherwise: str) -> str:
    """The address in the form's `next`, if it is one of this shop's."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe and target.startswith("/") else otherwise


def keep_cookie(response, name: str, value: str, *, seconds: int) -> None:
    """One of ours: no script reads it, and no other site's form brings it along."""
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def none_like_that():
    """The one answer for every wrong token, whatever is wrong with it."""
    raise Http404("no such page")
