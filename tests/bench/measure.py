"""What requests cost a server: CPU time of its whole process tree, and queries."""

import os
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.counting import TOLD

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid: str) -> list[str]:
    """The fields after the name, which may itself hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()


def tree(root: int) -> list[str]:
    """A process and all below it."""
    children: dict[str, list[str]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                children.setdefault(_stat(folder.name)[1], []).append(folder.name)
            except (FileNotFoundError, ProcessLookupError):
                continue
    found = [str(root)]
    for pid in found:
        found += children.get(pid, [])
    return found


def cpu_seconds(root: int) -> float:
    """User and system time so far; the clock ticks in hundredths, so measure many requests at once."""
    return sum(sum(map(int, _stat(pid)[11:13])) for pid in tree(root)) / TICKS


def cpu_ms_each(root: int, acts: Iterable[Callable[[], None]]) -> float:
    acts = list(acts)
    before = cpu_seconds(root)
    for act in acts:
        act()
    return (cpu_seconds(root) - before) * 1000 / len(acts)


class Client:
    """One connection, kept while it is used; every answer must be a page."""

    def __init__(self, url: str, cookies: dict[str, str] | None = None):
        self.connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
        self.headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in (cookies or {}).items())} if cookies else {}

    def anew(self) -> "Client":
        """A fresh connection: the server closes one that was idle while other pages were measured."""
        self.connection.close()
        return self

    def get(self, path: str) -> None:
        self._ask(path, self.headers)

    def queries(self, path: str) -> int:
        return int(self._ask(path, self.headers | {"X-Count-Queries": "1"})[TOLD])

    def _ask(self, path: str, headers: dict[str, str]):
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return response.headers
