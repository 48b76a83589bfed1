import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from shop.backoffice.roles import set_up_roles
from tests import build
from tests.clock import clock_at
from tests.english import in_english  # noqa: F401


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch):
    """Screens ask the clock themselves; the shop of these tests lives at build.NOW."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: build.NOW)


@pytest.fixture(scope="module")
def roles(kept_rows):
    """The groups and their rights: the same for all tests of a module, and slow to make."""
    with clock_at(build.NOW):
        set_up_roles(guide=build.home())


@pytest.fixture
def people(db, roles):
    """`people("cashier")`: a browser in which somebody of that group is logged in, speaking English."""

    def log_in(role: str) -> Client:
        user = get_user_model().objects.create_user(f"test-{role}", first_name=role.title())
        user.groups.set(Group.objects.filter(name=role))
        profile = user.wagtail_userprofile if hasattr(user, "wagtail_userprofile") else None
        if profile is None:
            from wagtail.users.models import UserProfile

            profile = UserProfile.get_for_user(user)
        profile.preferred_language = "en"
        profile.save()
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def owner(people):
    return people("owner")


@pytest.fixture
def cashier(people):
    return people("cashier")
