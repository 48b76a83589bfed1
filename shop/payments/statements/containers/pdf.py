"""PDF statements: the words of each page with their places, by pdfminer and pdfplumber; `printed` makes rows of them.

pdfminer has no limits of its own. Here they are: the size when unpacked, the number of pages, characters and forms, and
the time.
"""

import time
import zlib
from collections.abc import Iterator
from contextvars import ContextVar
from io import BytesIO
from types import SimpleNamespace

from django.utils.translation import gettext as _
from pdfminer import pdftypes
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTFigure, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfplumber.utils.text import WordExtractor

from ..grid import Grid
from ..types import PasswordNeeded, StatementRefused
from .messages import plain
from .printed import Line, Word, grid_of_pages

MAX_PAGES = 300
MAX_UNPACKED = 64 * 1024 * 1024  # of all that is drawn, with the fonts; a page is some 100 kB
MAX_MARKS = 50_000  # characters and lines on one page; a full page has 6,000
FORM = 64  # marks that a drawing within the drawing counts for
MAX_SECONDS = 60
WORDS = WordExtractor(x_tolerance_ratio=0.15)


class _TooLarge(Exception):
    """A limit of this module is reached."""


class _Damaged(Exception):
    """A stream of the file does not unpack to its end."""


_left: ContextVar[int] = ContextVar("bytes that the file may still unpack to")


def _unpacked(data: bytes) -> bytes:
    """Where a stream is damaged pdfminer would try it byte by byte, for hours, and then leave out what is missing."""
    unpacker = zlib.decompressobj()
    left = _left.get(MAX_UNPACKED)
    try:
        unpacked = unpacker.decompress(data, left + 1)
    except zlib.error as error:
        raise _Damaged from error
    if len(unpacked) > left:
        raise _TooLarge
    if data.strip() and not unpacker.eof:
        raise _Damaged
    _left.set(left - len(unpacked))
    return unpacked


pdftypes.zlib = SimpleNamespace(decompress=_unpacked, error=zlib.error)


def grids(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """Raises PasswordNeeded, and StatementRefused for what is damaged, too large or only a picture."""
    _left.set(MAX_UNPACKED)
    try:
        grid = grid_of_pages(_pages(_opened(data, password)))
    except StatementRefused:
        raise
    except (_TooLarge, MemoryError, RecursionError) as error:
        raise StatementRefused(_("This PDF is too large. Download a shorter period from the bank.")) from error
    except Exception as error:
        raise StatementRefused(_("This PDF is damaged and cannot be read. Download it again.")) from error
    if grid is None:
        raise StatementRefused(
            _("This PDF is a picture without text (a scan). Download the statement from the bank as PDF or CSV.")
        )
    yield grid


def _opened(data: bytes, password: str) -> PDFDocument:
    """Most banks lock their statements only against changes: these open with the empty password."""
    for word in dict.fromkeys(("", password)):
        try:
            return PDFDocument(PDFParser(BytesIO(data)), password=word)
        except (PDFPasswordIncorrect, UnicodeEncodeError):
            continue
    if password:
        raise PasswordNeeded(_("The password does not open this PDF."))
    raise PasswordNeeded(_("This PDF is locked. Type its password; it is used once and not kept."))


def _pages(document: PDFDocument) -> Iterator[list[Line]]:
    """The lines of one page after another, from top to bottom."""
    resources = PDFResourceManager()
    until = time.monotonic() + MAX_SECONDS
    pages = 0
    for page in PDFPage.create_pages(document):
        pages += 1
        if pages > MAX_PAGES or time.monotonic() > until:
            raise _TooLarge
        canvas = _Canvas(resources, until)
        PDFPageInterpreter(resources, canvas).process_page(page)
        yield _lines(canvas.chars)
    if pages < _stated_pages(document):
        raise _Damaged


def _stated_pages(document: PDFDocument) -> int:
    """pdfminer leaves out a page that it cannot find."""
    tree = resolve1(document.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else 0
    return count if isinstance(count, int) else 0


class _Canvas(PDFLayoutAnalyzer):
    """Keeps the upright characters of a page as pdfplumber knows them, and none of its lines and pictures."""

    def __init__(self, resources: PDFResourceManager, until: float):
        super().__init__(resources)
        self.chars: list[dict] = []
        self.marks_left = MAX_MARKS
        self.until = until

    def receive_layout(self, ltpage: LTPage) -> None:
        self.chars = [_as_dict(char, ltpage.height) for char in _chars(ltpage)]

    def render_char(self, *args) -> float:
        self._count()
        return super().render_char(*args)

    def begin_figure(self, *args) -> None:
        """A form may draw forms that draw forms."""
        self._count(FORM)
        super().begin_figure(*args)

    def paint_path(self, *args) -> None:
        self._count()

    def render_image(self, *args) -> None:
        self._count()

    def _count(self, marks: int = 1) -> None:
        self.marks_left -= marks
        if self.marks_left < 0 or (self.marks_left % 64 == 0 and time.monotonic() > self.until):
            raise _TooLarge


def _chars(container: LTContainer) -> Iterator[LTChar]:
    for item in container:
        if isinstance(item, LTFigure):
            yield from _chars(item)
        elif isinstance(item, LTChar) and item.upright:
            yield item


def _as_dict(char: LTChar, height: float) -> dict:
    return {
        "text": plain(char.get_text()),
        "x0": char.x0,
        "x1": char.x1,
        "top": height - char.y1,
        "doctop": height - char.y1,
        "bottom": height - char.y0,
        "upright": True,
        "size": char.size,
    }


def _lines(chars: list[dict]) -> list[Line]:
    """Words that stand on one line of writing, whatever the size of their letters."""
    lines: list[list[Word]] = []
    for word in sorted(map(_word, WORDS.extract_words(chars)), key=lambda word: word.bottom) if chars else ():
        if not lines or word.bottom - lines[-1][-1].bottom > word.size / 5:
            lines.append([])
        lines[-1].append(word)
    return [Line(tuple(sorted(words, key=lambda word: word.x0))) for words in lines]


def _word(word: dict) -> Word:
    return Word(word["text"], word["x0"], word["x1"], word["bottom"], word["height"])
