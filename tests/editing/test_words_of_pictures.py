"""Places for pictures in the editor's forms are named in the owner's language, not by a field's English name."""

import re
from html import unescape

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def indonesian(admin_client, admin_user):
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": "id"})
    return admin_client


@pytest.mark.parametrize("page", [build.home, build.product], ids=["home", "product"])
def test_no_picture_is_called_image(indonesian, page):
    form = unescape(indonesian.get(reverse("wagtailadmin_pages:edit", args=[page().pk])).content.decode())
    labels = re.findall(r'"label": "([^"]+)"|<label[^>]*>\s*([^<]*?)\s*<', form)
    names = {name for pair in labels for name in pair}
    assert "Gambar" in names
    assert "Image" not in names
