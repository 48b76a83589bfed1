"""What commands print, and a reader who may leave early: `manage.py books export | head`."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """What is printed inside stops quietly when nobody reads any more; the command goes on, with its own exit code."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends: that must not reach the closed pipe again.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def print_checks(out, found: dict[str, list[str]], *, as_json: bool) -> None:
    """`found`: name of a check -> what it found wrong. `{"ok": bool, "checks": found}`, or a line for each."""
    if as_json:
        out.write(json.dumps({"ok": not any(found.values()), "checks": found}, ensure_ascii=False))
        return
    for name, rows in found.items():
        out.write(f"{'wrong' if rows else 'ok   '}  {name}")
        for row in rows:
            out.write(f"         {row}")
