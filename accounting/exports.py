"""Tables of the books as XLSX and CSV."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A spreadsheet takes a cell that begins like this for a formula, and a customer chooses his own name.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value) -> str:
    """Text that a spreadsheet shows and does not calculate."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


class BooksExportMixin(SpreadsheetExportMixin):
    """Wagtail keeps formulas out of XLSX itself; here they are kept out of CSV too. Amounts stay numbers."""

    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: harmless},
    }
