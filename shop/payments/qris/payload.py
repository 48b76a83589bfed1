"""The text inside a QRIS code: tags of two digits, a length of two digits, a value; the last tag seals the others.

Source: EMVCo QR Code Specification for Payment Systems, Merchant-Presented Mode. Lengths count characters; the check
sum (CRC-16/CCITT-FALSE) runs over the UTF-8 bytes, with the tag and length of the check sum itself.
"""

import binascii
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

CRC_TAG = "63"
CRC_HEAD = "6304"
# EMVCo lets a payload hold at most so many characters.
LONGEST = 512
LONGEST_VALUE = 99


class QrisRefused(Exception):
    """This is no QRIS that can be used. `sentence` says why, in the owner's words."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Tag:
    """`id` is two digits; `value` holds at most 99 characters."""

    id: str
    value: str

    def __str__(self) -> str:
        return f"{self.id}{len(self.value):02}{self.value}"


def crc(text: str) -> str:
    """Four hexadecimal capitals for everything up to and including `6304`."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def compose(tags: Iterable[Tag]) -> str:
    return "".join(map(str, tags))


def seal(tags: Iterable[Tag]) -> str:
    """The whole text of `tags`, which hold no check sum yet."""
    text = compose(tags) + CRC_HEAD
    return text + crc(text)


def parse(text: str) -> tuple[Tag, ...]:
    """All tags of a sealed text in their order, the check sum last. Raises QrisRefused."""
    if len(text) > LONGEST:
        raise QrisRefused(_("This text is too long for a QRIS."))
    tags = split(text)
    if not tags or tags[-1].id != CRC_TAG:
        raise QrisRefused(_("This QRIS is not complete: its check sum is missing at the end. Copy the whole text."))
    if tags[-1].value != crc(text[: -len(tags[-1].value)]):
        raise QrisRefused(_("The check sum of this QRIS is wrong: a character was changed or lost. Copy it once more."))
    return tags


def split(text: str) -> tuple[Tag, ...]:
    """The tags of a text or of a value that holds tags itself, each at most once. Raises QrisRefused."""
    tags: dict[str, Tag] = {}
    at = 0
    while at < len(text):
        tag = _tag_at(text, at)
        if tag.id in tags:
            raise QrisRefused(_("This QRIS is damaged: it says the part %(tag)s twice.") % {"tag": tag.id})
        tags[tag.id] = tag
        at += len(str(tag))
    return tuple(tags.values())


def _tag_at(text: str, at: int) -> Tag:
    head = text[at : at + 4]
    if len(head) < 4 or not (head.isascii() and head.isdigit()):
        raise _broken(at)
    length = int(head[2:])
    value = text[at + 4 : at + 4 + length]
    if len(value) < length or not length:
        raise _broken(at)
    return Tag(head[:2], value)


def _broken(at: int) -> QrisRefused:
    return QrisRefused(
        _("This QRIS is damaged or cut off near character %(number)d. Copy the whole text once more.")
        % {"number": at + 1}
    )
