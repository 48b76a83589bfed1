import io
import shutil

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model

from tests import build
from tests.clock import clock

__all__ = ["clock"]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(colour: str = "red"):
    """An image of the editor, all of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (800, 800), colour).save(out, "JPEG")
    return get_image_model().objects.create(title=colour, file=ContentFile(out.getvalue(), name=f"{colour}.jpg"))


@pytest.fixture
def photo(db):
    return picture


@pytest.fixture(scope="module")
def kept_product(kept_rows, kept_media):
    """Made once for a module: the small pictures of its photo cost more than most tests."""
    build.shop(name="Lapak Uji")
    return build.product(title="Keripik pisang", price=18000, photo=picture(), summary="Renyah & gurih.")


@pytest.fixture
def product(db, kept_product, kept_media, own_media):
    """Whatever a test does with this page or with its files, the next one finds both whole."""
    shutil.copytree(kept_media, own_media, dirs_exist_ok=True)
    return build.fresh(kept_product)
