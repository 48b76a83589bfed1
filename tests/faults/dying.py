"""A process that ends in the middle of its work, at a step that the test names, as if by `kill -9`.

`arm(steps, folder)` in the process; then `order(folder, step)` in the test: the process that next completes the step
kills itself, once. `order(folder, REPORT)`: the process that next begins writes its number to the folder, so that the
test can kill it at a moment of its own choice.
"""

import importlib
import os
import signal
import time
from collections.abc import Mapping
from functools import wraps
from pathlib import Path

REPORT = "report"


def arm(steps: Mapping[str, tuple[str, str]], folder: Path, *, begin: tuple[str, str] | None = None) -> None:
    """`steps`: name -> (module, function). `begin`: the function with which the work starts."""
    for name, place in steps.items():
        _wrap(place, after=lambda name=name: _die_if_ordered(name, folder))
    if begin:
        _wrap(begin, before=lambda: _report_if_ordered(folder))


def order(folder: Path, what: str) -> None:
    beside = folder / "order.new"
    beside.write_text(what)
    beside.replace(folder / "order")


def withdraw(folder: Path) -> None:
    for name in ("order", "pid"):
        (folder / name).unlink(missing_ok=True)


def reported(folder: Path, seconds: float = 20) -> int:
    """The number of the process that has begun."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (folder / "pid").exists():
            return int((folder / "pid").read_text())
        time.sleep(0.0005)
    raise TimeoutError("nothing has begun")


def _wrap(place: tuple[str, str], *, before=lambda: None, after=lambda: None) -> None:
    module, name = importlib.import_module(place[0]), place[1]
    function = getattr(module, name)

    @wraps(function)
    def wrapped(*args, **kwargs):
        before()
        result = function(*args, **kwargs)
        after()
        return result

    setattr(module, name, wrapped)


def _ordered(folder: Path) -> str:
    try:
        return (folder / "order").read_text()
    except FileNotFoundError:
        return ""


def _die_if_ordered(name: str, folder: Path) -> None:
    if _ordered(folder) == name:
        (folder / "order").unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def _report_if_ordered(folder: Path) -> None:
    if _ordered(folder) == REPORT:
        (folder / "order").unlink()
        beside = folder / "pid.new"
        beside.write_text(str(os.getpid()))
        beside.replace(folder / "pid")
