"""What a page showed before its last publication, read from its history. Pure: no Django."""

from collections.abc import Iterable
from enum import StrEnum


class Did(StrEnum):
    """`PUBLISHED` a revision, `TAKEN_OFF` the page, or `UNDONE`: went back by one of the others."""

    PUBLISHED = "published"
    TAKEN_OFF = "taken off"
    UNDONE = "undone"


OFF = None


def states(history: Iterable[tuple[Did, int | None]]) -> list[int | None]:
    """Keys of the revisions that were shown one after the other, the last is shown now; OFF while none was.
    `history` is oldest first. What was undone is not in the list, so undoing again goes back one more."""
    shown: list[int | None] = [OFF]
    for did, revision in history:
        if did == Did.UNDONE:
            if len(shown) > 1:
                shown.pop()
        elif shown[-1] != (now := revision if did == Did.PUBLISHED else OFF):
            shown.append(now)
    return shown
