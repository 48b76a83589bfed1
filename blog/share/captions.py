"""What is written beside a shared picture, within what each network takes. Pure: finished words come in.

Limits: Instagram 2,200 characters, 5 hashtags and 3 mentions to a post; X 280, where a link counts 23 and emoji count
two (github.com/twitter/twitter-text, configuration 3); a WhatsApp link is kept below 2,000 characters, since browsers
and telephones cut what is longer.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from shop.store.whatsapp import whatsapp_share_url

INSTAGRAM, INSTAGRAM_TAGS, INSTAGRAM_MENTIONS = 2200, 5, 3
X, X_LINK = 280, 23
WHATSAPP = 2000
ELLIPSIS = "…"
# Letters that X counts once; all others count two.
_SINGLE = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
_JOINER = "\u200d"
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]*$")
_TAG, _MENTION = re.compile(r"#(?=\w)"), re.compile(r"@(?=\w)")


@dataclass(frozen=True, slots=True)
class Post:
    """`text` may be long and is what gets shortened; `facts` are short lines (price, period); `call` says how to
    order; `marks` are hashtags with their `#`."""

    title: str
    text: str = ""
    facts: tuple[str, ...] = ()
    call: str = ""
    marks: tuple[str, ...] = ()


def instagram(post: Post) -> str:
    """The caption to copy: Instagram takes no text from a link."""

    def whole(text: str) -> str:
        words = "\n\n".join(part for part in (post.title, text, "\n".join(post.facts), post.call) if part)
        marks = post.marks[: max(INSTAGRAM_TAGS - len(_TAG.findall(words)), 0)]
        return _tame("\n\n".join(part for part in (words, " ".join(marks)) if part))

    return _longest(post, whole, lambda caption: units(caption) <= INSTAGRAM)


def whatsapp(post: Post, url: str) -> str:
    """The message with its link, such that `whatsapp_share_url` of it stays below the limit."""

    def whole(text: str) -> str:
        parts = (f"*{post.title}*" if "*" not in post.title else post.title, text, "\n".join(post.facts), url)
        return "\n\n".join(part for part in parts if part)

    return _longest(post, whole, lambda message: len(whatsapp_share_url(message)) < WHATSAPP)


def short(post: Post) -> str:
    """For X, which adds the link itself; also good for Telegram."""
    tail = " ".join(post.marks)
    whole = [" · ".join([post.title, *post.facts[:1]]), tail]
    room = X - X_LINK - 1

    def fits(text: str) -> bool:
        return x_length(text) <= room

    text = " ".join(part for part in whole if part)
    return text if fits(text) else shorten(whole[0], fits)


def units(text: str) -> int:
    """Length as networks with an old JavaScript heart count it: UTF-16 units, so that an emoji is two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def x_length(text: str) -> int:
    return sum(1 if any(low <= ord(c) <= high for low, high in _SINGLE) else 2 for c in text)


def counts(caption: str) -> dict[str, int]:
    return {
        "characters": units(caption),
        "hashtags": len(_TAG.findall(caption)),
        "mentions": len(_MENTION.findall(caption)),
    }


def shorten(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of `text` that fits, cut after a word, with three dots; empty when not even those fit."""
    if fits(text):
        return text
    ends = [match.start() for match in re.finditer(r"(?<=\S)\s", text)]
    cut = _last_fitting(text, ends, fits)
    if cut is None:
        cut = _last_fitting(text, [at for at in range(1, len(text)) if _may_break(text, at)], fits)
    return _dotted(text[:cut]) if cut is not None else ""


def _last_fitting(text: str, ends: list[int], fits: Callable[[str], bool]) -> int | None:
    found = bisect_right(ends, False, key=lambda end: not fits(_dotted(text[:end])))
    return ends[found - 1] if found else None


def _dotted(text: str) -> str:
    return text.rstrip(" \t\r\n,.;:-–") + ELLIPSIS


def _may_break(text: str, at: int) -> bool:
    """Not inside what a reader sees as one sign: accents, joined emoji, skin tones, flags."""
    before, after = text[at - 1], text[at]
    tied = unicodedata.combining(after) or unicodedata.category(after) in ("Mn", "Me", "Mc") or after == _JOINER
    toned = "\U0001f3fb" <= after <= "\U0001f3ff"
    # A flag is two letters of a kind of their own.
    half_a_flag = len(_FLAG_LETTERS.search(text, 0, at).group()) % 2 == 1
    return not (tied or toned or half_a_flag or before == _JOINER)


def _longest(post: Post, whole: Callable[[str], str], fits: Callable[[str], bool]) -> str:
    """The post with as much of its text as fits; without any, should the rest alone be too long."""
    text = shorten(post.text, lambda candidate: fits(whole(candidate)))
    return whole(text) if fits(whole(text)) else shorten(whole(""), fits)


def _tame(caption: str) -> str:
    """Hashtags and mentions beyond the limit lose their sign and stay as words."""
    for sign, most in ((_TAG, INSTAGRAM_TAGS), (_MENTION, INSTAGRAM_MENTIONS)):
        surplus = list(sign.finditer(caption))[most:]
        for match in reversed(surplus):
            caption = caption[: match.start()] + caption[match.end() :]
    return caption
