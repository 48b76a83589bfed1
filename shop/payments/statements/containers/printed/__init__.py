"""Tables as they are printed. Start at `table`."""

from .table import grid_of_pages
from .words import Line, Word

__all__ = ["Line", "Word", "grid_of_pages"]
