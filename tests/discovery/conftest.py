import io
import shutil

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model

from tests import build


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(width: int = 1400, height: int = 1000):
    out = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG")
    return get_image_model().objects.create(title="Kios", file=ContentFile(out.getvalue(), name="kios.jpg"))


@pytest.fixture
def photo(db):
    return picture


FACTS = {"name": "Lapak Uji", "tagline": "Camilan dari tetangga.", "street": "Jalan 1", "city": "Balikpapan"}


@pytest.fixture
def shop(db):
    return build.shop(**FACTS)


@pytest.fixture(scope="module")
def kept_product(kept_rows, kept_media):
    """Made once for a module: the small pictures of its photo cost more than most tests."""
    build.shop(**FACTS)
    return build.product(title="Keripik pisang", price=18000, photo=picture(), summary="Renyah.")


@pytest.fixture
def product(shop, kept_product, kept_media, own_media):
    """Whatever a test does with this page or with its files, the next one finds both whole."""
    shutil.copytree(kept_media, own_media, dirs_exist_ok=True)
    return build.fresh(kept_product)


@pytest.fixture
def home(product, photo):
    page = build.home()
    page.hero_photo = photo()
    page.save_revision().publish()
    return page
