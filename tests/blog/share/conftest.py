import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model

from tests import build


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def photo(db):
    """`photo("red")`: an image of the editor, all of one colour."""

    def make(colour: str = "red"):
        out = io.BytesIO()
        Image.new("RGB", (800, 800), colour).save(out, "JPEG")
        return get_image_model().objects.create(title=colour, file=ContentFile(out.getvalue(), name=f"{colour}.jpg"))

    return make


@pytest.fixture
def product(db, photo):
    build.shop(name="Lapak Uji")
    return build.product(title="Keripik pisang", price=18000, photo=photo(), summary="Renyah & gurih.")
