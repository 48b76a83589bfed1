import pytest

from tests.backoffice.conftest import owner, people, roles  # noqa: F401
from tests.clock import clock  # noqa: F401
from tests.english import in_english  # noqa: F401


@pytest.fixture(autouse=True)
def _pictures_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
