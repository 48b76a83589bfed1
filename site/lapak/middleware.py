"""Headers of the house, and whom to believe about where a request comes from."""

from ipaddress import ip_address, ip_network
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from shop.store import freshness, language

ADMIN = "/admin/"
CSP = "Content-Security-Policy"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


class TrustedProxy:
    """REMOTE_ADDR becomes the visitor's address when, and only when, a proxy named in TRUSTED_PROXIES passes it on.

    From anybody else the forwarding headers are dropped: a stranger could pretend to come by TLS, or give every wrong
    password another address.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.networks = [ip_network(part, strict=False) for part in settings.TRUSTED_PROXIES]

    def __call__(self, request):
        meta = request.META
        if self._trusted(meta.get("REMOTE_ADDR", "")):
            meta["REMOTE_ADDR"] = self._visitor(meta)
        else:
            for header in FORWARDED:
                meta.pop(header, None)
        return self.get_response(request)

    def _trusted(self, address: str) -> bool:
        try:
            ip = ip_address(address)
        except ValueError:
            return False
        return any(ip in network for network in self.networks)

    def _visitor(self, meta) -> str:
        """The last address in the chain that is no proxy of ours; what stands before it may be invented."""
        chain = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        for address in reversed(chain):
            if not self._trusted(address):
                return address if _is_address(address) else meta["REMOTE_ADDR"]
        return meta["REMOTE_ADDR"]


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


class CompressText(GZipMiddleware):
    """Pages are six times smaller on the way. Pictures and files are as small as they get: they pass."""

    def process_response(self, request, response):
        kind = response.headers.get("Content-Type", "")
        if kind.startswith(("text/", "application/json", "application/xml", "application/rss+xml")):
            return super().process_response(request, response)
        return response


class CookiesWithoutNul:
    """A cookie with a NUL, which no browser sends and PostgreSQL refuses, is as if it were not there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if any("\x00" in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\x00" not in value}
        return self.get_response(request)


class ChosenLanguage:
    """The shop in the language that the visitor has chosen by the switch (shop.store.language).

    Not the editor: there each person has a setting of their own. Whatever is no page, like feeds and pictures, is the
    same for everybody and says nothing about languages.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(ADMIN):
            return self.get_response(request)
        with translation.override(language.chosen(request) or translation.get_language()):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            patch_vary_headers(response, ["Cookie"])
        return response


class KnownSite:
    """The shop has one site: who it is, is asked once for each state of the shop window, and not for each page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name == "wagtail_serve" and (site := the_only_site(request)):
            # Where Site.find_for_request() itself leaves what it has found.
            request._wagtail_site = site


class OldAddresses:
    """A page that was renamed or moved is found at its old address too, with the tags of a shared or printed link.

    Wagtail writes the old addresses down; its own middleware would lose the tags. Browsers ask again each time: the
    owner may take the old name back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A page that may be kept is looked for without parameters that it does not know.
        query = request.META.get("QUERY_STRING", "")
        response = self.get_response(request)
        if response.status_code == 404 and (link := _moved_to(request)):
            response = HttpResponsePermanentRedirect(f"{link}?{iri_to_uri(query)}" if query else link)
            response.headers["Cache-Control"] = "no-cache"
        return response


def _moved_to(request) -> str | None:
    """None for what is no page's old address, and for a page that has it again and is not shown any more."""
    if not request.resolver_match or request.resolver_match.url_name != "wagtail_serve":
        return None
    found = get_redirect(request, Redirect.normalise_path(request.path, decode_unicode=False))
    link = found and found.link
    return link if link and unquote(urlsplit(link).path) != request.path else None


def the_only_site(request) -> Site | None:
    """None when there are several: then the host decides."""
    sites = freshness.remember(request, "sites", lambda: list(Site.objects.select_related("root_page")[:2]))
    return sites[0] if len(sites) == 1 and sites[0].is_default_site else None


class HouseHeaders:
    """The editor's content policy for /admin/ (the strict one of the shop is the default), and Permissions-Policy."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path_info.startswith(ADMIN):
            self._for_the_editor(response)
        return response

    def _for_the_editor(self, response):
        """A preview comes from an inner request and already has the shop's policy; the editor may frame it."""
        if preview := response.headers.get(CSP):
            response.headers[CSP] = preview.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        else:
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
