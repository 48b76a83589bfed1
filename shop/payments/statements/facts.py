"""What stands around the table: account, holder, period, currency, opening and closing balance, totals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from . import amounts, dates
from .grid import Cells
from .table import Table
from .types import StatementRefused

GAP = r"[\s'\"]{0,5}[:=;,\t|][\s:=;,\t|'\"]*"
TRANSLATED = r"(?: ?/ ?[A-Za-z. ]{1,40})?"  # Livin: `Nama/Name`
WORDS = {
    "account": r"no\.? ?rek(?:ening)?\.?|nomor rekening|norek|account (?:no\.?|number)",
    "holder": r"nama(?: pemilik| nasabah)?(?: rekening)?|name|account (?:name|holder)",
    "period": r"periode|period",
    "currency": r"(?:kode )?mata uang|currency",
    "opening": r"saldo awal|(?:starting|opening|beginning) balance",
    "closing": r"saldo akhir|(?:ending|closing) balance",
    "credits": r"(?:total )?(?:mutasi )?(?:kredit|credit)|(?:total )?(?:dana|uang) masuk",
    "debits": r"(?:total )?(?:mutasi )?(?:debet|debit)|(?:total )?(?:dana|uang) keluar",
}
LABELS = {
    name: re.compile(rf"'?(?:{words}){TRANSLATED}{GAP}(?P<value>.+)", re.IGNORECASE) for name, words in WORDS.items()
}
LABEL_CELL = re.compile(rf"'?(?:{'|'.join(WORDS.values())}){TRANSLATED}\s{{0,5}}[:=]?", re.IGNORECASE)
ONE_CELL = frozenset({"account", "holder", "currency"})
TOTALS = ("opening", "closing", "credits", "debits")
RUPIAH = frozenset({"RP", "IDR", "RUPIAH"})
OPENING_TEXT = re.compile(r"^(?:saldo awal|(?:starting|opening|beginning) balance)\b", re.IGNORECASE)
SUM_TEXT = re.compile(r"^(?:saldo akhir|(?:ending|closing) balance|(?:grand |sub ?)?total|jumlah)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """Texts as they stand in the file, by name of `LABELS`; first mention wins."""

    texts: dict[str, str]

    @property
    def account(self) -> str | None:
        return account_number(self.texts.get("account", ""))

    @property
    def holder(self) -> str | None:
        return self.texts.get("holder")

    @property
    def period(self) -> dates.Period:
        return dates.period_of(self.texts.get("period", ""))

    def money(self, name: str, mark: str) -> Decimal | None:
        """One of the totals as a signed amount. Raises amounts.NotAnAmount."""
        text = self.texts.get(name)
        if text is None or amounts.is_empty(text):
            return None
        size, sign = amounts.parse(text, mark)
        return -size if sign < 0 else size

    def total_texts(self) -> Iterable[str]:
        return [self.texts[name] for name in TOTALS if name in self.texts]


def facts_of(table: Table) -> Facts:
    """Read from the labelled rows above the header, and from the totals below the table."""
    texts: dict[str, str] = {}
    for cells in table.rows[: table.header]:
        for name, value in labels_of(cells, table.joiner):
            texts.setdefault(name, value)
    for _row, cells in table.body():
        if is_total(cells, table):
            texts.setdefault(*label_of(cells, table.joiner))
    return Facts(texts)


def is_total(cells: Cells, table: Table) -> bool:
    """A labelled total below the table: a movement would have its date there, or something else before it."""
    (place,) = table.columns["date"]
    date = cells[place] if place < len(cells) else ""
    if date.lstrip("'")[:1].isdigit() and not any(map(LABEL_CELL.fullmatch, filter(None, cells[:place]))):
        return False
    found = label_of(cells, table.joiner)
    return found is not None and found[0] in TOTALS


def labels_of(cells: Cells, joiner: str) -> Iterator[tuple[str, str]]:
    """All labels of a row with their values: sheets set several side by side, with blank cells between."""
    filled = [cell for cell in cells if cell]
    starts = [index for index, cell in enumerate(filled) if LABEL_CELL.fullmatch(cell) or label_of((cell,), joiner)]
    for start, end in pairwise(sorted({0, *starts, len(filled)})):
        if found := label_of(tuple(filled[start:end]), joiner):
            yield found


def label_of(cells: Cells, joiner: str) -> tuple[str, str] | None:
    """(name, value) when a row is a label with its value, such as `Saldo Awal,=,"3,250,000.00"`."""
    text = re.sub(r" {2,}", " ", joiner.join(cells).strip(f" {joiner}"))
    for name, pattern in LABELS.items():
        if found := pattern.fullmatch(text):
            value = found["value"].strip(" '\"")
            return name, value.split("\t")[0] if name in ONE_CELL else value
    return None


def account_number(text: str) -> str | None:
    """The number as text: leading zeros stay, apostrophe, blanks and dashes go. None when there is none, and for
    `1,49E+12`, of which a spreadsheet has thrown the rest away."""
    found = re.match(r"[0-9][0-9 .-]*(?![0-9 .-]|,[0-9]|E\+)", text.strip(" '"))
    return re.sub(r"\D", "", found.group()) if found else None


def insist_on_rupiah(currency: str) -> None:
    word = currency.strip(" '.:").upper()
    if word and word not in RUPIAH:
        raise StatementRefused(
            _("The statement is in %(currency)s. Only rupiah accounts can be read.") % {"currency": word[:20]}
        )
