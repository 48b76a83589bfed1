"""Tags as people write them under a post: `oleh-oleh khas kaltim` becomes `#OlehOlehKhasKaltim`."""

import re
from collections.abc import Iterable


def hashtag(tag: str) -> str:
    """Empty when the tag holds no letter or digit."""
    words = re.findall(r"\w+", tag.replace("_", " "))
    joined = "".join(word[0].upper() + word[1:] for word in words)
    return f"#{joined}" if joined else ""


def hashtags(tags: Iterable[str]) -> list[str]:
    """In the order given; a hashtag that two tags share stands once."""
    return list(dict.fromkeys(mark for mark in map(hashtag, tags) if mark))
