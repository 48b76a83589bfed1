"""PDF files from our own pages by WeasyPrint, which needs Pango from the system (docs: README).

A machine without Pango still serves everything else: `available()` says so, and nobody is offered a PDF.
"""

import mimetypes
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from PIL import ImageFile

# Of a name that nobody can own (RFC 2606): a sheet never comes from there, and nothing is ever asked of it.
HERE = "https://sheet.invalid/"


class NotOurs(ValueError):
    """A sheet asked for a file that is not the shop's."""


def available() -> bool:
    return _weasyprint() is not None


def drawn(html: str) -> bytes:
    """A tagged PDF (PDF/UA-1), so that screen readers find title, list and text. Only where it is `available()`."""
    return _source(html).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)


def fits(html: str) -> bool:
    """Does all that stands on the sheet go on one page, with room to spare for browsers, whose lines are a little
    higher? Only where it is `available()`."""
    style = _weasyprint().CSS(string=_AS_LONG_AS_ITS_WORDS)
    return len(_source(html).render(stylesheets=[style]).pages) == 1


# As a block: of equal height, and laid out in half the time.
_AS_LONG_AS_ITS_WORDS = ".sheet { display: block !important; height: auto !important; padding-bottom: 3mm !important }"


def _source(html: str):
    return _weasyprint().HTML(string=html, base_url=HERE, url_fetcher=_fetcher())


@cache
def _weasyprint():
    """None without Pango. Importing it makes Pillow accept damaged pictures, everywhere: that is taken back at once."""
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = strict
    return weasyprint


def _fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OurFiles(URLFetcher):
        def fetch(self, url, headers=None):
            kind = mimetypes.guess_type(urlsplit(url).path)[0]
            return URLFetcherResponse(url, our_file(url), {"Content-Type": kind or "application/octet-stream"})

    return OurFiles()


def our_file(address: str) -> bytes:
    """Of our own static files and public uploads; never from the network, never from elsewhere on the disk."""
    path = unquote(urlsplit(address).path)
    if not address.startswith(HERE) or ".." in PurePosixPath(path).parts:
        raise NotOurs(address)
    if path.startswith(settings.STATIC_URL):
        return _static(path.removeprefix(settings.STATIC_URL))
    if path.startswith(settings.MEDIA_URL):
        with default_storage.open(path.removeprefix(settings.MEDIA_URL)) as file:
            return file.read()
    raise NotOurs(address)


def _static(name: str) -> bytes:
    """From where `collectstatic` put it, else (in development) from its source."""
    if settings.STATIC_ROOT and staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    if found := finders.find(name):
        with open(found, "rb") as file:
            return file.read()
    raise NotOurs(name)
