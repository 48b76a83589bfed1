"""How large a statement may be. A year of a busy account is some 10,000 rows and 2 MB."""

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 256  # of a sheet or web page
MAX_CELL = 1_000
MAX_PHYSICAL_LINE = 100_000
HEADER_WITHIN = 100  # rows from the top in which the column names must appear
