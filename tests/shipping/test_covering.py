"""The places of a zone are chosen as a whole; no place is in two zones."""

import pytest

from shop.shipping import services
from shop.shipping.models import ZoneArea
from shop.shipping.selectors import places
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db

KECAMATAN, GRAHA, MUARA = "64.71.03", "64.71.03.1006", "64.71.03.1001"


@pytest.fixture(autouse=True)
def _regions():
    build.region(KECAMATAN, "Balikpapan Utara", "")
    build.region(GRAHA, "Graha Indah", "76129")
    build.region(MUARA, "Muara Rapak", "76125")


def covered(zone) -> list[str]:
    return list(zone.areas.order_by("region_id").values_list("region_id", flat=True))


def test_a_zone_covers_what_was_chosen_and_nothing_else():
    zone = build.zone()
    services.cover(zone=zone, codes=[GRAHA, KECAMATAN])
    kept = ZoneArea.objects.get(region_id=GRAHA).pk
    services.cover(zone=zone, codes=[GRAHA, MUARA, MUARA])
    assert covered(zone) == [MUARA, GRAHA]
    assert ZoneArea.objects.get(region_id=GRAHA).pk == kept
    services.cover(zone=zone, codes=[])
    assert covered(zone) == []


def test_a_place_of_another_zone_is_refused_and_the_zone_is_named():
    near, far = build.zone(code="A", name="Dekat"), build.zone(code="B", name="Jauh")
    services.cover(zone=near, codes=[GRAHA])
    with nothing_written(), pytest.raises(services.RegionTaken) as refused:
        services.cover(zone=far, codes=[MUARA, GRAHA])
    assert str(refused.value) == "Graha Indah belongs to the zone “Dekat” already. Take it out there first."


def test_a_place_that_was_taken_at_this_moment_is_refused_in_the_same_words(monkeypatch):
    """The look before found nothing; the database had the last word."""
    near, far = build.zone(code="A", name="Dekat"), build.zone(code="B", name="Jauh")
    services.cover(zone=near, codes=[GRAHA])
    real, looks = services._elsewhere, []

    def blind_at_first(*facts):
        looks.append(facts)
        return real(*facts) if len(looks) > 1 else None

    monkeypatch.setattr(services, "_elsewhere", blind_at_first)
    with nothing_written(), pytest.raises(services.RegionTaken, match="the zone “Dekat”"):
        services.cover(zone=far, codes=[GRAHA])


def test_a_place_that_does_not_exist_is_refused():
    zone = build.zone()
    with nothing_written(), pytest.raises(services.NoSuchRegion) as refused:
        services.cover(zone=zone, codes=[GRAHA, "64.71.09.0001"])
    assert str(refused.value) == "One of these places does not exist any more. Open the page again."


def test_the_owners_list_has_each_kecamatan_first_and_the_zone_of_each_place():
    build.region("64.71", "Balikpapan", "")
    build.region("64.71.04", "Balikpapan Kota", "")
    zone = build.zone()
    services.cover(zone=zone, codes=[GRAHA])
    assert [(name, [(p.name, p.is_district, p.zone) for p in inside]) for name, inside in places()] == [
        (
            "Balikpapan Utara",
            [("Balikpapan Utara", True, None), ("Muara Rapak", False, None), ("Graha Indah", False, zone)],
        ),
        ("Balikpapan Kota", [("Balikpapan Kota", True, None)]),
    ]
