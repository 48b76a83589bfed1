"""OFX 1.x (SGML) and 2.x (XML), parsed into a tree by `ofxtools`.

The tree is read and not converted: the library's models refuse what banks outside the United States write. No XML
parser is at work, so that entities are only text; a file that declares any is refused all the same.
"""

import datetime as dt
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils import timezone
from django.utils.translation import gettext as _
from ofxtools.Parser import ParseError, TreeBuilder

from ..grid import Grid
from ..kinds import kind_of
from ..payers import TOO_LITTLE
from ..types import StatementRefused
from .messages import Movement, decoded, grid_of, refuse_too_many, single_ids

CDATA, CDATA_END = "<![CDATA[", "]]>"
DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION|\[)", re.IGNORECASE)
CLOSED = re.compile(r"</([A-Z0-9._]{1,40})>")
LEFT_EMPTY = re.compile(r"<([A-Z0-9._]{1,40})>\s*(?=<(?!/\1>))")
MOMENT = re.compile(r"(\d{8})(?:(\d{2})(\d{2})(\d{2})?(?:\.\d{1,6})?)? ?(?:\[([^\]]{0,30})\])?")
ZONE = re.compile(r" ?([+-]?)(\d{1,2})(?:[.:](\d{2}))?(?![\d.])")
AMOUNT = re.compile(r"[+-]?\d{1,16}(?:[.,]\d{0,2}0{0,6})?|[+-]?[.,]\d{1,2}")
NAMELESS = frozenset({"ewallet", "cash", "interest", "tax", "fee"})
UNTOLD = frozenset({"other", "outgoing"})
MIDNIGHT = dt.time(0)


@dataclass(frozen=True, slots=True)
class Account:
    """One STMTRS or CCSTMTRS. `closing` is the ledger balance where it is the balance after the last row."""

    number: str
    currency: str
    start: dt.date | None
    end: dt.date | None
    closing: str
    rows: Sequence[Movement]


def grids(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """Raises StatementRefused for what is damaged, declares entities or holds no statement of an account."""
    tree = _tree(decoded(data))
    accounts = [_account(each) for each in tree.iter() if each.tag in {"STMTRS", "CCSTMTRS"}]
    if not accounts:
        raise StatementRefused(_("The OFX file holds no statement of an account."))
    yield grid_of("ofx", _labels(accounts), single_ids([row for account in accounts for row in account.rows]))


def _tree(text: str) -> Element:
    text = _without_cdata(text)
    if DECLARED.search(text):
        raise StatementRefused(_("The OFX file declares a document type. No bank does that; download it again."))
    refuse_too_many(text.count("<STMTTRN>"))
    closed = frozenset(CLOSED.findall(text)) | {"OFX"}
    builder = _Strict()
    try:
        body = text[text.index("<OFX>") :]
        builder.feed(LEFT_EMPTY.sub(lambda field: field[0] if field[1] in closed else "", body))
        if builder.open:
            raise ParseError(builder.open)
        return builder.close()
    except Exception as error:
        raise StatementRefused(_("The OFX file is damaged. Download it again.")) from error


class _Strict(TreeBuilder):
    """What is opened must be closed: the library takes half a file for a whole one."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []

    def start(self, tag: str, attrs: dict) -> Element:
        self.open.append(tag)
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        if self.open.pop() != tag:
            raise ParseError(tag)
        return super().end(tag)


def _without_cdata(text: str) -> str:
    """The library looks for the end of such a section again and again."""
    before, *sections = text.split(CDATA)
    parts = [before]
    for section in sections:
        inside, end, after = section.partition(CDATA_END)
        parts += [html.escape(inside, quote=False), after] if end else [CDATA, section]
    return "".join(parts)


def _account(statement: Element) -> Account:
    currency = _text(statement, "CURDEF")
    number = _text(statement, "BANKACCTFROM/ACCTID") or _text(statement, "CCACCTFROM/ACCTID")
    rows = [replace(_movement(row), account=number, currency=currency) for row in statement.iter("STMTTRN")]
    rows = _oldest_first(rows)
    start, end = (_day(_text(statement, f"BANKTRANLIST/{name}")) for name in ("DTSTART", "DTEND"))
    closing = _closing(statement, rows, end)
    if rows and closing:
        rows[-1] = replace(rows[-1], balance=closing)
    return Account(number, currency, start, end, closing, rows)


def _oldest_first(rows: list[Movement]) -> list[Movement]:
    if rows and rows[0].date > rows[-1].date:
        rows.reverse()
    return sorted(rows, key=lambda row: (row.date, row.time))


def _closing(statement: Element, rows: Sequence[Movement], end: dt.date | None) -> str:
    """Nothing when rows may be missing between the end of the list and the day of the balance, or follow that day."""
    amount, asof = _amount(_text(statement, "LEDGERBAL/BALAMT")), _day(_text(statement, "LEDGERBAL/DTASOF"))
    if not rows or asof is None or not AMOUNT.fullmatch(amount):
        return ""
    last = rows[-1].date
    return amount if last <= asof.isoformat() <= max(last, end.isoformat() if end else last) else ""


def _labels(accounts: Sequence[Account]) -> Iterator[tuple[str, str]]:
    first, last = accounts[0], accounts[-1]
    yield "Account number", first.number
    yield "Currency", first.currency
    if len(accounts) > 1 or not (first.start and first.end):
        return
    yield "Period", f"{first.start:%d/%m/%Y} - {first.end:%d/%m/%Y}"
    yield "Closing balance", last.closing


def _movement(row: Element) -> Movement:
    """A date or an amount that cannot be read stays as it is written: the row reader names the row."""
    amount = _amount(_text(row, "TRNAMT"))
    name, memo = _text(row, "NAME") or _text(row, "PAYEE/NAME"), _text(row, "MEMO")
    date, time = _moment(_text(row, "DTPOSTED"))
    text, payer = _words(name, memo, Decimal(-1 if amount.startswith("-") else 1))
    return Movement(
        date=date,
        time=time,
        text=text or _text(row, "TRNTYPE"),
        payer=payer,
        amount=amount,
        reference=_text(row, "REFNUM") or _text(row, "CHECKNUM"),
        id=_text(row, "FITID"),
    )


def _words(name: str, memo: str, sign: Decimal) -> tuple[str, str]:
    """(text, payer). Some banks write what the row is into NAME, where others write who paid."""
    kind, named_kind = kind_of(memo or name, sign), kind_of(name, sign)
    if named_kind not in UNTOLD:
        return (f"{name} {memo}".strip() if kind in UNTOLD else memo or name), ""
    nobody = kind in NAMELESS or name.upper() in TOO_LITTLE
    return memo or name, "" if nobody else name


def _amount(text: str) -> str:
    """With a sign, and a point whatever the bank writes."""
    if not AMOUNT.fullmatch(text):
        return text
    return f"{Decimal(text.replace(',', '.')):+.2f}"


def _moment(text: str) -> tuple[str, str]:
    """(date, time) in the shop's zone. Without a zone the standard means UTC, banks the clock on their wall: it stays.
    Midnight is what banks write who know no time."""
    found = MOMENT.fullmatch(text)
    if not found:
        return text, ""
    digits, hour, minute, second, zone = found.groups()
    try:
        moment = dt.datetime.strptime(digits, "%Y%m%d").replace(
            hour=int(hour or 0), minute=int(minute or 0), second=int(second or 0)
        )
        moment = _in_shop(moment, zone or "")
    except (ValueError, OverflowError):
        return text, ""
    unknown = not hour or (hour, minute, second or "00") == ("00", "00", "00")
    return moment.date().isoformat(), "" if unknown else moment.time().isoformat()


def _in_shop(moment: dt.datetime, zone: str) -> dt.datetime:
    found = ZONE.match(zone)
    if not found:
        return moment
    ahead = dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    offset = dt.timezone(-ahead if found[1] == "-" else ahead)
    return moment.replace(tzinfo=offset).astimezone(timezone.get_default_timezone())


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(_moment(text)[0])
    except ValueError:
        return None


def _text(element: Element, path: str) -> str:
    return html.unescape(element.findtext(path) or "").strip()
