from django.utils.translation import gettext


def yes_or_no(value: bool) -> str:
    """In words: modeladmin would look for icons of django.contrib.admin, which is not installed."""
    return gettext("yes") if value else gettext("no")
