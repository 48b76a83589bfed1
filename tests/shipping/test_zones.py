"""Which zone an address lies in, and what delivery costs there."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from shop.shipping.models import Region, Zone, ZoneArea
from shop.shipping.selectors import Area, Quote, areas, quote
from tests import build

pytestmark = pytest.mark.django_db

KECAMATAN, GRAHA, MUARA = "64.71.03", "64.71.03.1006", "64.71.03.1001"


@pytest.fixture
def regions():
    """One kecamatan with two kelurahan."""
    return {
        "kecamatan": build.region(KECAMATAN, "Balikpapan Utara", ""),
        "graha": build.region(GRAHA, "Graha Indah", "76129"),
        "muara": build.region(MUARA, "Muara Rapak", "76125"),
    }


def test_a_kelurahan_of_a_zone_has_its_fee_and_its_full_name(regions):
    build.zone(name="Dekat", fee=5000, eta="hari ini", regions=[regions["graha"]])
    assert quote(GRAHA, subtotal=20000) == Quote(
        zone="Dekat", area="Graha Indah, Balikpapan Utara, 76129", fee=5000, eta="hari ini", cash_at_most=0
    )


def test_a_kecamatan_in_a_zone_covers_all_its_kelurahan(regions):
    build.zone(name="Utara", fee=10000, regions=[regions["kecamatan"]])
    assert [quote(code, subtotal=1).fee for code in (GRAHA, MUARA)] == [10000, 10000]


def test_the_longest_code_wins(regions):
    build.zone(code="U", name="Utara", fee=10000, regions=[regions["kecamatan"]])
    build.zone(code="D", name="Dekat", fee=5000, regions=[regions["graha"]])
    assert quote(GRAHA, subtotal=1).zone == "Dekat"
    assert quote(MUARA, subtotal=1).zone == "Utara"


@pytest.mark.parametrize(("subtotal", "fee"), [(99999, 10000), (100000, 0), (100001, 0)])
def test_delivery_is_free_from_the_named_purchase_on(regions, subtotal, fee):
    build.zone(fee=10000, free_from=100000, regions=[regions["graha"]])
    assert quote(GRAHA, subtotal=subtotal).fee == fee


def test_a_zone_without_areas_is_chosen_by_its_name():
    build.zone(code="LUAR", name="Luar kota", fee=25000)
    assert quote("zone:LUAR", subtotal=1) == Quote(
        zone="Luar kota", area="Luar kota", fee=25000, eta="", cash_at_most=0
    )


def test_a_zone_with_areas_is_not_chosen_by_its_name(regions):
    """Its name would let anybody choose the nearest zone's fee for a far place."""
    build.zone(code="DEKAT", fee=1000, regions=[regions["graha"]])
    assert quote("zone:DEKAT", subtotal=1) is None


def test_nobody_delivers_to_a_place_in_no_zone(regions):
    assert quote(GRAHA, subtotal=1) is None


def test_nobody_delivers_to_a_zone_that_was_switched_off(regions):
    build.zone(code="A", regions=[regions["graha"]], active=False)
    build.zone(code="B", active=False)
    assert quote(GRAHA, subtotal=1) is None
    assert quote("zone:B", subtotal=1) is None
    assert areas() == []


def test_a_kelurahan_of_a_zone_that_was_switched_off_is_not_served_by_a_wider_one(regions):
    """The longest code decides, also when it says no."""
    build.zone(code="U", name="Utara", fee=10000, regions=[regions["kecamatan"]])
    build.zone(code="D", name="Dekat", fee=5000, regions=[regions["graha"]], active=False)
    assert quote(GRAHA, subtotal=1) is None
    assert [area.value for area in areas()] == [MUARA]


@pytest.mark.parametrize(
    "typed", ["", "64.71.03.9999", "64.71.03.", "zone:", "zone:TIDAK", "semua", "..", "\x00", "zone:\x00"]
)
def test_a_place_that_nobody_knows_has_no_quote(regions, typed):
    build.zone(fee=10000, regions=[regions["kecamatan"]])
    assert quote(typed, subtotal=1) is None


def test_the_buyers_list_has_named_zones_first_then_each_kelurahan_that_is_served(regions):
    build.region("64.71.04.1001", "Tempat Jauh", "")
    build.zone(code="L", name="Luar kota", fee=25000, position=1)
    build.zone(code="U", name="Utara", fee=10000, free_from=50000, position=0, regions=[regions["kecamatan"]])
    build.zone(code="D", name="Dekat", fee=5000, position=2, regions=[regions["graha"]])
    assert areas() == [
        Area("zone:L", "Luar kota", "", 25000, None, 0),
        Area(MUARA, "Muara Rapak", "Balikpapan Utara", 10000, 50000, 0),
        Area(GRAHA, "Graha Indah", "Balikpapan Utara", 5000, None, 0),
    ]


def test_everything_on_the_buyers_list_has_a_quote(regions):
    build.zone(code="L", name="Luar kota", fee=25000)
    build.zone(code="U", fee=10000, regions=[regions["kecamatan"]])
    assert [quote(area.value, subtotal=0).fee for area in areas()] == [area.fee for area in areas()]


@pytest.mark.parametrize("count", [1, 30])
def test_the_buyers_list_costs_the_same_however_long(django_assert_num_queries, regions, count):
    zone = build.zone(regions=[regions["kecamatan"]])
    for number in range(count):
        covered = build.region(f"64.71.03.2{number:03d}", f"Kelurahan {number}", "")
        ZoneArea.objects.create(zone=zone, region=covered)
    with django_assert_num_queries(3):
        areas()


def test_a_region_belongs_to_one_zone(regions):
    build.zone(code="A", regions=[regions["graha"]])
    with pytest.raises(IntegrityError), transaction.atomic():
        build.zone(code="B", regions=[regions["graha"]])


def test_a_region_in_a_zone_is_not_deleted(regions):
    build.zone(regions=[regions["graha"]])
    with pytest.raises(ProtectedError):
        Region.objects.get(code=GRAHA).delete()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [({"fee": -1}, "zone_fee_not_negative"), ({"free_from": -1}, "zone_free_from_not_negative")],
)
def test_the_database_refuses_negative_money(facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        build.zone(**facts)
    assert not Zone.objects.exists()


def test_the_name_of_an_area_fits_on_an_order(regions):
    build.region(KECAMATAN, "B" * 80, "")
    build.zone(regions=[build.region(GRAHA, "G" * 80, "76129")])
    assert quote(GRAHA, subtotal=1).area == "G" * 80 + ", " + "B" * 38
