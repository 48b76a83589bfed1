"""What a reader sees of a page: its words, without tags."""

import html
import re

# Words that Indonesian does not have: one of them on a page means that a message was left without translation.
ENGLISH = frozenset(
    ("the", "and", "with", "your", "you", "from", "for", "this", "that", "our", "all", "until", "here", "what", "how")
    + ("share", "read", "open", "next", "previous", "older", "newer", "free", "address", "hours", "scan", "print")
)


def words(response) -> str:
    """The visible text of <main>, in one line."""
    body = response.content.decode()
    main = re.search(r"<main\b.*?</main>", body, re.S)
    assert main, "the page has no <main>"
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main.group())).split())


def english(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower())) & ENGLISH
