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
    def make(width: int = 1400, height: int = 1000):
        out = io.BytesIO()
        Image.radial_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG")
        return get_image_model().objects.create(title="Kios", file=ContentFile(out.getvalue(), name="kios.jpg"))

    return make


@pytest.fixture
def shop(db):
    return build.shop(name="Lapak Uji", tagline="Camilan dari tetangga.", street="Jalan 1", city="Balikpapan")


@pytest.fixture
def product(shop, photo):
    return build.product(title="Keripik pisang", price=18000, photo=photo(), summary="Renyah.")


@pytest.fixture
def home(product, photo):
    page = build.home()
    page.hero_photo = photo()
    page.save_revision().publish()
    return page
