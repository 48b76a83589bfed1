"""When a promotion runs, in whole days of the shop's calendar. Pure: no Django, no clock."""

from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    COMING = "coming"
    RUNNING = "running"
    PAST = "past"


def stage(day: date, *, valid_from: date, valid_until: date | None) -> Stage:
    """Both ends belong to the period; None runs until further notice."""
    if day < valid_from:
        return Stage.COMING
    if valid_until is not None and day > valid_until:
        return Stage.PAST
    return Stage.RUNNING
