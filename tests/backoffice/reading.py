"""What a test reads of an answer."""

import re


def text(response) -> str:
    """The words of the page, blanks folded."""
    html = re.sub(r"<(script|style|template)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def told(response) -> list[str]:
    """Messages on the page that a POST led to."""
    return [str(message) for message in response.context["messages"]]


def key_of(response) -> str:
    """The key that was minted with the form."""
    return re.search(r'name="key" value="([0-9a-f-]{36})"', response.content.decode())[1]
