"""Is this text the QRIS of an Indonesian merchant, and what does it say? A right check sum alone proves nothing."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .payload import QrisRefused, Tag, compose, parse, split

START = "00"
STATIC, DYNAMIC = "11", "12"
RUPIAH = "360"
NATIONAL_TAG = "51"
NATIONAL = "ID.CO.QRIS.WWW"
NMID = re.compile(r"ID[0-9]{13}")
AMOUNT = re.compile(r"([0-9]{1,10})(?:\.0{0,2})?")
BREAKS = re.compile(r"[\r\n\t]+")
LONGEST_NAME = 25
TIPS = ("55", "56", "57")


@dataclass(frozen=True, slots=True)
class Qris:
    """What a QRIS says. `amount` in rupiah, None where the buyer types it; `postcode` and `criteria` may be "".

    `criteria` is the merchant's size (UMI, UKE, UME, UBE, URE). `warnings` are sentences for the owner: such a code
    works, but not as one would expect.
    """

    merchant: str
    city: str
    nmid: str
    postcode: str
    criteria: str
    is_static: bool
    amount: int | None
    tags: tuple[Tag, ...]
    warnings: tuple[str, ...]

    @property
    def text(self) -> str:
        """The code's text without the blanks and line breaks of a paste."""
        return compose(self.tags)


def read(text: str) -> Qris:
    """The QRIS in a pasted or decoded text. Raises QrisRefused.

    Line breaks and tabs anywhere and blanks at both ends come from pasting and are dropped; blanks inside belong to
    names.
    """
    text = BREAKS.sub("", text).strip()
    _insist_on_start(text)
    tags = parse(text)
    values = {tag.id: tag.value for tag in tags}
    _insist_on_indonesia(values)
    national = _national(values.get(NATIONAL_TAG, ""))
    return Qris(
        merchant=_required(values, "59", _("This QRIS does not say the name of the merchant.")),
        city=_required(values, "60", _("This QRIS does not say the city of the merchant.")),
        nmid=national["02"],
        postcode=values.get("61", ""),
        criteria=national.get("03", ""),
        is_static=_is_static(values),
        amount=_amount(values.get("54")),
        tags=tags,
        warnings=tuple(_warnings(values)),
    )


def _insist_on_start(text: str) -> None:
    if not text.startswith(START):
        raise QrisRefused(_("This is not the text of a QRIS. It begins with 000201."))
    if not text.startswith(str(Tag(START, "01"))):
        raise QrisRefused(_("This QRIS is of a version that is not known here. It should begin with 000201."))


def _insist_on_indonesia(values: dict[str, str]) -> None:
    if values.get("53") != RUPIAH:
        raise QrisRefused(_("This QRIS is not in rupiah."))
    if values.get("58") != "ID":
        raise QrisRefused(_("This QRIS is not of an Indonesian merchant."))


def _national(value: str) -> dict[str, str]:
    """The merchant's entry in the national register, by its own tags."""
    national = {tag.id: tag.value for tag in split(value)}
    if national.get("00") != NATIONAL:
        raise QrisRefused(_("This code is not a QRIS: it has no entry in the national register of merchants."))
    if not NMID.fullmatch(national.get("02", "")):
        raise QrisRefused(_("The merchant's number (NMID) in this QRIS is wrong: it should be ID and 13 digits."))
    return national


def _required(values: dict[str, str], tag: str, sentence: str) -> str:
    if not (value := values.get(tag, "").strip()):
        raise QrisRefused(sentence)
    return value


def _is_static(values: dict[str, str]) -> bool:
    """EMVCo lets tag 01 be absent; such a code is good for more than one payment."""
    kind = values.get("01", STATIC)
    if kind not in (STATIC, DYNAMIC):
        raise QrisRefused(_("This QRIS does not say whether it is for one payment or for many."))
    return kind == STATIC


def _amount(value: str | None) -> int | None:
    if value is None:
        return None
    if not (written := AMOUNT.fullmatch(value)) or not int(written[1]):
        raise QrisRefused(_("The amount in this QRIS cannot be read: it should be in whole rupiah."))
    return int(written[1])


def _warnings(values: dict[str, str]) -> list[str]:
    warnings = []
    if len(values["59"]) > LONGEST_NAME:
        warnings.append(_("The merchant's name is longer than 25 characters; some apps will cut it off."))
    if any(tag in values for tag in TIPS):
        warnings.append(_("This QRIS asks the buyer for a tip or a fee on top of the amount."))
    return warnings
