"""Headers of the house, and whom to believe about where a request comes from."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.middleware.gzip import GZipMiddleware

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
