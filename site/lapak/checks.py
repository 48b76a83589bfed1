"""What must not be true of a shop on the internet. `serve` and `check --deploy` run these under production settings."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

DEMO_PEOPLE = ("pemilik", "kasir", "mentor")
DEMO_PASSWORD = "lapak-demo"


def demo_people_who_can_log_in() -> list[str]:
    """Names of the demo people whose public password still opens the door; empty before the first migrate."""
    people = get_user_model().objects.filter(username__in=DEMO_PEOPLE, is_active=True).order_by("username")
    try:
        return [person.get_username() for person in people if person.check_password(DEMO_PASSWORD)]
    except DatabaseError:
        return []


@register(Tags.security, deploy=True)
def no_demo_people(app_configs, **kwargs):
    if not settings.LAPAK_PRODUCTION:
        return []
    names = demo_people_who_can_log_in()
    if not names:
        return []
    return [
        Error(
            f"The demo people can log in with a public password: {', '.join(names)}.",
            hint="Give each a password of its own (manage.py changepassword NAME), or switch the account off.",
            id="lapak.E001",
        )
    ]


@register(Tags.security, deploy=True)
def private_files_stay_private(app_configs, **kwargs):
    if not settings.PRIVATE_ROOT.is_relative_to(settings.MEDIA_ROOT):
        return []
    return [Error("PRIVATE_ROOT lies inside the public media folder.", id="lapak.E002")]
