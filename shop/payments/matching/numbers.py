"""Order numbers in a bank's text: LP-2611-0012, LP26110012, lp 2611 12."""

import re
from collections.abc import Iterable

PART = re.compile(r"[A-Z]+|\d+")
GAP = r"[\W_]{0,3}"


class OrderNumbers:
    """Finds the numbers of given orders. The pattern comes from the numbers themselves: all parts but the last
    must be there in full; the last may lack its leading zeros. A part that a bank has cut off (`001` for `0012`)
    is no number."""

    def __init__(self, numbers: Iterable[str]):
        self.by_parts: dict[tuple[str, ...], str] = {}
        heads: dict[tuple[str, ...], int] = {}
        for number in numbers:
            *head, last = PART.findall(number.upper()) or [""]
            if head and last.isdigit():
                self.by_parts[*head, last.lstrip("0")] = number
                heads[tuple(head)] = max(heads.get(tuple(head), 0), len(last))
        self.patterns = [(head, width, _pattern(head, width)) for head, width in sorted(heads.items())]

    def within(self, text: str) -> tuple[str, ...]:
        """The orders' numbers that the text names, in the text's order."""
        upper = text.upper()
        found: dict[str, int] = {}
        for head, width, pattern in self.patterns:
            if head[0] not in upper:
                continue
            for match in pattern.finditer(upper):
                last = match.group(1)
                number = self.by_parts.get((*head, last.lstrip("0")))
                if number and (len(last) == width or not last.startswith("0")):
                    found.setdefault(number, match.start())
        return tuple(sorted(found, key=found.__getitem__))


def _pattern(head: tuple[str, ...], width: int) -> re.Pattern:
    before = r"(?<!\d)" if head[0].isdigit() else r"(?<![A-Z])"
    return re.compile(rf"{before}{GAP.join(map(re.escape, head))}{GAP}(\d{{1,{width}}})(?!\d)")
