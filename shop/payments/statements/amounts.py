"""Amounts as banks write them: `87,345.00`, `87.345,00`, `Rp 30.800`, `.00`, `287,490.00 DB`, `(5.000)`.

`100.000` alone may be a hundred thousand or a hundred. So each file votes once how it writes decimals, and
then every cell must obey: what does not is reported, never guessed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

CENT = Decimal("0.01")
NOT_DIGITS = re.compile(r"[^0-9.,]")
AFFIXES = re.compile(r"^(?:Rp|IDR)\.?|(?:Rp|IDR)$", re.IGNORECASE)
WORD = r"(?:CR|DB|DR|KR|C|D|K)"
FLAG = re.compile(rf"(?<![A-Za-z])(?:{WORD}\.?|\({WORD}\))$", re.IGNORECASE)
FLAG_BEFORE = re.compile(rf"{WORD}\.?(?=[\s\d])", re.IGNORECASE)
# Thousands parted by blanks or apostrophes.
APART = re.compile(r"(?<![\d.,])\d{1,3}(?:[ '’\u2009\u202f]\d{3})+(?![\d ])")
NOT_A_DIGIT = re.compile(r"\D")
EMPTY = frozenset({"", "-", "--", "–", "—"})
IN_WORDS = frozenset({"+", "CR", "C", "K", "KR", "KREDIT", "CREDIT", "MASUK", "IN"})
OUT_WORDS = frozenset({"-", "−", "DB", "D", "DR", "DEBIT", "DEBET", "KELUAR", "OUT"})
SHAPE = {
    ".": re.compile(r"(?:\d{1,3}(?:,\d{3}){0,4}|\d{1,16})?(?:\.\d{1,2})?"),
    ",": re.compile(r"(?:\d{1,3}(?:\.\d{3}){0,4}|\d{1,16})?(?:,\d{1,2})?"),
}


class NotAnAmount(ValueError):
    """The cell cannot be read as an amount in this file's way of writing."""


def direction(cell: str) -> int:
    """+1 for the bank's words for incoming, -1 for outgoing, 0 for neither. Of `Transfer Masuk` the last word tells."""
    word = cell.strip(" '.()").upper().rpartition(" ")[2]
    return (word in IN_WORDS) - (word in OUT_WORDS)


def is_empty(cell: str) -> bool:
    return cell.strip(" '\xa0") in EMPTY


def looks_like_one(cell: str) -> bool:
    """Whether it can be read with one of the two decimal marks."""
    for mark in SHAPE:
        try:
            return bool(parse(cell, mark)[0])
        except NotAnAmount:
            continue
    return False


def decimal_mark(cells: Iterable[str]) -> str:
    """The file's decimal mark, `.` or `,`, by a vote of all its amount cells (`.` when nothing tells)."""
    votes: Counter[tuple[bool, str]] = Counter(filter(None, map(_vote, cells)))
    for sure in (True, False):
        point, comma = votes[sure, "."], votes[sure, ","]
        if point != comma:
            return "." if point > comma else ","
    return "."


def _vote(cell: str) -> tuple[bool, str] | None:
    """(sure, mark). `1.000` is only a hint for the comma: three digits after a mark are a group in money."""
    core = NOT_DIGITS.sub("", AFFIXES.sub("", cell.strip(" '\xa0")))
    last = max(core.rfind("."), core.rfind(","))
    if last < 0:
        return None
    mark, other = core[last], ",."[core[last] == ","]
    if other in core:
        return True, mark
    if core.count(mark) > 1:
        return True, other
    return (False, other) if len(core) - last - 1 == 3 else (True, mark)


def parse(cell: str, mark: str) -> tuple[Decimal, int]:
    """(size, direction): the size with 2 decimals, never negative; direction +1, -1 or 0 where it is unsaid.

    An empty cell or a lone dash is (0, 0). Raises NotAnAmount.
    """
    text = cell.strip(" '\xa0").replace("\xa0", " ").replace("−", "-")
    if text in EMPTY:
        return Decimal("0.00"), 0
    said, text = _take_flag(text)
    sign, text = _take_sign(APART.sub(lambda found: NOT_A_DIGIT.sub("", found[0]), text))
    text = AFFIXES.sub("", text).strip()
    inner, text = _take_sign(text)
    if said * (sign or inner) < 0 and said > 0 or (sign and inner):
        raise NotAnAmount(cell)
    return _number(text, mark, cell), said or sign or inner


def _take_flag(text: str) -> tuple[int, str]:
    if found := FLAG.search(text):
        return direction(found.group()), text[: found.start()].rstrip()
    if found := FLAG_BEFORE.match(text):
        return direction(found.group()), text[found.end() :].lstrip()
    return 0, text


def _take_sign(text: str) -> tuple[int, str]:
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1].strip()
    for sign, value in (("+", 1), ("-", -1)):
        if text.startswith(sign):
            return value, text[1:].strip()
        if text.endswith(sign):
            return value, text[:-1].strip()
    return 0, text


def _number(text: str, mark: str, cell: str) -> Decimal:
    if not text.isascii() or not text.strip(".,") or not SHAPE[mark].fullmatch(text):
        raise NotAnAmount(cell)
    group = "," if mark == "." else "."
    return Decimal(text.replace(group, "").replace(mark, ".")).quantize(CENT)
