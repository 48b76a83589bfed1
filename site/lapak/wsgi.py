import os
from email.message import Message

from django.core.wsgi import get_wsgi_application
from django.utils.translation import gettext as _

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lapak.settings.production")
CHARSETS = {"utf-8", "us-ascii"}
django = get_wsgi_application()


def application(environ, start_response):
    """Django decodes a request with whatever codec its sender names, before any middleware sees it: only UTF-8 may."""
    if charset(environ.get("CONTENT_TYPE", "")) in CHARSETS:
        return django(environ, start_response)
    start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
    return [_("Please send this form as UTF-8.").encode()]


def charset(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    return (header.get_param("charset") or "utf-8").lower()
