import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model

from tests import build


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def photo(db):
    """`photo(800)`: a square image of the editor."""

    def make(side: int = 800):
        out = io.BytesIO()
        Image.new("RGB", (side, side), "orange").save(out, "JPEG")
        name = f"foto-{side}"
        return get_image_model().objects.create(title=name, file=ContentFile(out.getvalue(), name=f"{name}.jpg"))

    return make


@pytest.fixture
def shop(db):
    return build.shop(name="Lapak Uji", tagline="Camilan & lauk.")
