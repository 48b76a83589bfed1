"""Answers that belong to one person, and what every answer does alike."""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods


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


def only_posted(*, back: str):
    """Decorates a view that takes a form and shows no page. Who only looks there, by a reload or from the history, is
    led to the page with the form: `back`, a path or the name of an address with the view's own arguments."""

    def decorate(view):
        @wraps(view)
        @require_http_methods(["GET", "HEAD", "POST"])
        def wrapped(request, *args, **kwargs):
            return view(request, *args, **kwargs) if request.method == "POST" else redirect(back, *args, **kwargs)

        return wrapped

    return decorate


def way_back(request, *, otherwise: str) -> str:
    """The address in the form's `next`, if it is one of this shop's."""
    target = request.POST.get("next", "")
    return target if _is_path_of_ours(request, target) else otherwise


def page_before(request) -> str:
    """The path of the page that the browser names as Referer, if it is one of this shop's; else ""."""
    address = request.headers.get("Referer", "")
    path = urlsplit(address).path if _is_ours(request, address) else ""
    return path if _is_path_of_ours(request, path) else ""


def _is_path_of_ours(request, target: str) -> bool:
    return target.startswith("/") and _is_ours(request, target)


def _is_ours(request, target: str) -> bool:
    return url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())


def keep_cookie(response, name: str, value: str, *, seconds: int) -> None:
    """One of ours: no script reads it, and no other site's form brings it along."""
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def none_like_that():
    """The one answer for every wrong token, whatever is wrong with it."""
    raise Http404("no such page")
