"""Where the values of a sheet stand, when merged cells have set them beside the columns that name them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from . import dates
from .grid import Cells
from .layouts.base import Columns

ENOUGH = 3  # cells of a row that moves money: date, text, amount


def beneath(columns: Columns, names: Cells, rows: Iterable[Cells]) -> Columns:
    """Role -> the columns that hold its values. The same as named wherever a date stands below the date's name and
    no value lacks a name; else the filled columns are paired with the names from left to right, as near as can be.
    """
    wide = [cells for cells in rows if sum(map(bool, cells)) >= ENOUGH]
    if _named_as_filled(columns, names, wide):
        return columns
    filled = _filled(cells for cells in wide if any(map(dates.looks_like_one, cells)))
    place = _paired([index for index, name in enumerate(names) if name], sorted(filled), filled)
    return {role: tuple(place.get(index, index) for index in indexes) for role, indexes in columns.items()}


def _named_as_filled(columns: Columns, names: Cells, rows: Sequence[Cells]) -> bool:
    (date,) = columns["date"]
    if not any(date < len(cells) and dates.looks_like_one(cells[date]) for cells in rows):
        return not rows
    filled = _filled(rows)
    known = {index for indexes in columns.values() for index in indexes}
    nameless = any(index not in known and not any(names[index : index + 1]) for index in filled)
    return not nameless or known <= filled.keys()


def _filled(rows: Iterable[Cells]) -> Counter[int]:
    return Counter(index for cells in rows for index, cell in enumerate(cells) if cell)


def _paired(named: Sequence[int], places: Sequence[int], filled: Counter[int]) -> dict[int, int]:
    """Name -> place, both in order: with as many values as possible below a name, then at the least distance."""
    # best[j]: (values left out, distance, pairs) of the names so far with the first j places.
    best = [(sum(filled[place] for place in places[:count]), 0, ()) for count in range(len(places) + 1)]
    for name in named:
        row = [best[0]]
        for count, place in enumerate(places, start=1):
            left_out, distance, pairs = best[count - 1]
            paired = (left_out, distance + abs(place - name), (*pairs, (name, place)))
            skipped_place = (row[-1][0] + filled[place], *row[-1][1:])
            row.append(min(paired, best[count], skipped_place))
        best = row
    return dict(best[-1][2])
