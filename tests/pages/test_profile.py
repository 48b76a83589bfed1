"""Who we are, the way in, and where we deliver for how much."""

import pytest

from lapak.demo.content import build as demo
from lapak.pages.selectors import District, FeeBand, service_area
from shop.shipping.models import Region, Zone, ZoneArea
from shop.store.models import Shop
from tests.pages import build
from tests.pages.reading import english, words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def profile():
    return demo.build_profile(build.home())


@pytest.fixture
def zones():
    Region.objects.create(code="64.71.03", name="Balikpapan Utara")
    Region.objects.create(code="64.71.03.1001", name="Batu Ampar")
    Region.objects.create(code="64.71.03.1005", name="Gunung Samarinda Baru")
    Region.objects.create(code="64.71.03.1006", name="Graha Indah")
    Zone.objects.create(code="Z0", name="Perumahan Graha Poltekba", fee=0)
    near = Zone.objects.create(code="Z1", name="Graha Indah", fee=5_000, free_from=75_000)
    far = Zone.objects.create(code="Z2", name="Balikpapan Utara lainnya", fee=9_000)
    ZoneArea.objects.create(zone=near, region_id="64.71.03.1006")
    ZoneArea.objects.create(zone=far, region_id="64.71.03")


def test_profile_shows_story_people_and_way_in_in_indonesian(client, profile):
    answer = client.get("/tentang/")
    text = words(answer)
    assert answer.status_code == 200
    assert "Ibu Siti (contoh)" in text
    assert "Gerbang utama kampus Politeknik Negeri Balikpapan" in text
    assert "Selamat siang, Pak. Saya mau ke Lapak Contoh" in text
    assert english(text) == set()


def test_address_hours_and_contacts_come_from_the_settings_of_the_shop(client, profile):
    Shop.objects.create(
        name="Lapak Uji",
        street="Jalan Melati 5",
        city="Balikpapan",
        hours_note="Setiap hari 07.00-19.00",
        whatsapp="62812",
    )
    body = client.get("/tentang/").content.decode()
    assert "Jalan Melati 5, Balikpapan" in body
    assert "Setiap hari 07.00-19.00" in body
    assert 'href="https://wa.me/62812"' in body


def test_service_area_lists_each_kelurahan_under_its_fee_cheapest_first(zones):
    assert service_area() == [
        FeeBand(0, None, [District("", ["Perumahan Graha Poltekba"])]),
        FeeBand(5_000, 75_000, [District("Balikpapan Utara", ["Graha Indah"])]),
        FeeBand(9_000, None, [District("Balikpapan Utara", ["Batu Ampar", "Gunung Samarinda Baru"])]),
    ]


def test_profile_names_fees_and_from_when_delivery_is_free(client, profile, zones):
    text = words(client.get("/tentang/"))
    assert "Gratis Perumahan Graha Poltekba" in text
    assert "Rp5.000 Balikpapan Utara: Graha Indah" in text
    assert "Gratis untuk belanja mulai Rp75.000." in text


def test_zone_without_delivery_is_not_promised(client, profile, zones):
    Zone.objects.filter(code="Z2").update(active=False)
    text = words(client.get("/tentang/"))
    assert "Batu Ampar" not in text
    assert "Graha Indah" in text
