"""Why the books refuse. Each error carries the sentence that a person may read."""

from django.utils.translation import gettext as _


class AccountingError(Exception):
    """The books did not take it; nothing was written."""


class UnknownRole(AccountingError):
    def __init__(self, role: str):
        super().__init__(_("The books have no account for “%(role)s”.") % {"role": role})


class NotWholeRupiah(AccountingError, TypeError):
    """PostgreSQL would round half a rupiah without a word, so it is refused before it gets there."""

    def __init__(self, amount):
        super().__init__(_("“%(amount)s” is not a whole amount in rupiah.") % {"amount": amount})


class Unbalanced(AccountingError):
    def __init__(self, key: str):
        super().__init__(
            _("Entry “%(key)s” needs at least two lines, none of them zero, that sum to zero.") % {"key": key}
        )


class Undated(AccountingError, TypeError):
    def __init__(self, key: str):
        super().__init__(_("Entry “%(key)s” needs a calendar day and a moment with a time zone.") % {"key": key})


class PostingConflict(AccountingError):
    def __init__(self, key: str):
        super().__init__(_("“%(key)s” is already in the books with other figures.") % {"key": key})


class UnknownEntry(AccountingError):
    def __init__(self, key: str):
        super().__init__(_("The books have no entry “%(key)s”.") % {"key": key})


class AlreadyReversed(AccountingError):
    def __init__(self, key: str):
        super().__init__(_("Entry “%(key)s” has already been reversed.") % {"key": key})


class NotAReversal(AccountingError):
    def __init__(self, key: str):
        super().__init__(_("The lines do not take back entry “%(key)s” exactly.") % {"key": key})


class PeriodNotOver(AccountingError):
    def __init__(self):
        super().__init__(_("Only days that have passed can be closed."))


class ReasonMissing(AccountingError):
    def __init__(self):
        super().__init__(_("Opening a closed period needs a reason."))
