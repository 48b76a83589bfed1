"""Message catalogues: read a .po file, and compare what is translated with what the code says.

Reading is enough here (entries as a mapping); writing is left to gettext's own tools.
"""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

KEYWORD = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?) (".*")$')
PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\))?[sdif]|\{[a-z_]+\}")


@dataclass
class Message:
    """One entry; `translations` holds one text, or one for each plural form."""

    context: str = ""
    singular: str = ""
    plural: str = ""
    translations: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        return self.context, self.singular, self.plural

    @property
    def complete(self) -> bool:
        return not self.fuzzy and bool(self.translations) and all(self.translations)

    @property
    def keeps_placeholders(self) -> bool:
        """What the code fills in must be in the translation, and nothing else: a strange name would raise."""
        wanted = set(PLACEHOLDER.findall(self.plural or self.singular))
        allowed = wanted | set(PLACEHOLDER.findall(self.singular))
        return all(set(PLACEHOLDER.findall(text)) <= allowed for text in self.translations) and (
            wanted <= set(PLACEHOLDER.findall(self.translations[-1])) if self.translations else True
        )


def read(path: Path) -> dict[tuple[str, str, str], Message]:
    """Entries of a .po file by (context, singular, plural), without the header and obsolete ones."""
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if path.exists() else []
    messages = (_message(block.splitlines()) for block in blocks)
    return {message.key: message for message in messages if message.singular}


def _message(lines: list[str]) -> Message:
    message, parts = Message(), {}
    keyword = None
    for line in lines:
        if line.startswith("#,") and "fuzzy" in line:
            message.fuzzy = True
        elif match := KEYWORD.match(line):
            keyword = match[1]
            parts[keyword] = ast.literal_eval(match[2])
        elif keyword and line.startswith('"'):
            parts[keyword] += ast.literal_eval(line)
    message.context, message.singular = parts.get("msgctxt", ""), parts.get("msgid", "")
    message.plural = parts.get("msgid_plural", "")
    message.translations = [text for name, text in parts.items() if name.startswith("msgstr")]
    return message
