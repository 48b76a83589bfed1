"""The owner says which places a delivery zone covers."""

import html

import pytest

from shop.shipping.models import Region, Zone, ZoneArea
from shop.shipping.selectors import quote
from tests import build
from tests.backoffice.reading import text
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
ZONES = "/admin/shipping/zone/"
KECAMATAN, GRAHA, MUARA = "64.71.03", "64.71.03.1006", "64.71.03.1001"
FORM = {"name": "Barat", "code": "BARAT", "fee": "10.000", "free_from": "", "position": "0", "active": "on"}


@pytest.fixture(autouse=True)
def _regions(db):
    build.region(KECAMATAN, "Balikpapan Utara", "")
    build.region(GRAHA, "Graha Indah", "76129")
    build.region(MUARA, "Muara Rapak", "76125")


def test_a_new_zone_covers_the_places_that_were_chosen(owner):
    owner.post(f"{ZONES}create/", FORM | {"places": [GRAHA]})
    assert quote(GRAHA, subtotal=1).zone == "Barat"
    assert quote(MUARA, subtotal=1) is None


def test_places_of_a_zone_are_changed(owner):
    zone = build.zone(regions=[_region(GRAHA)])
    owner.post(f"{ZONES}edit/{zone.pk}/", FORM | {"places": [KECAMATAN, MUARA]})
    assert set(ZoneArea.objects.values_list("zone_id", "region_id")) == {(zone.pk, KECAMATAN), (zone.pk, MUARA)}


def test_the_form_groups_places_by_kecamatan_and_says_which_zone_has_one(owner):
    zone, _other = build.zone(regions=[_region(GRAHA)]), build.zone(code="D", name="Dekat", regions=[_region(MUARA)])
    page = owner.get(f"{ZONES}edit/{zone.pk}/")
    shown = html.unescape(text(page))
    assert "Balikpapan Utara 1 chosen All of Balikpapan Utara Muara Rapak (in zone Dekat) Graha Indah" in shown
    boxes = page.context["form"]["places"].subwidgets
    assert [box.data["value"] for box in boxes if box.data["selected"]] == [GRAHA]


@pytest.mark.parametrize("address", ["create/", "edit/{}/"])
def test_a_place_of_another_zone_is_refused_by_the_name_of_that_zone(owner, address):
    zone, _other = build.zone(), build.zone(code="D", name="Dekat", regions=[_region(MUARA)])
    with nothing_written():
        page = owner.post(f"{ZONES}{address.format(zone.pk)}", FORM | {"places": [GRAHA, MUARA]})
    shown = html.unescape(text(page))
    assert "Muara Rapak belongs to the zone “Dekat” already. Take it out there first." in shown
    assert 'value="Barat"' in page.content.decode()


@pytest.mark.parametrize("place", ["64.71.99.0001", "x", "\x00", "9" * 5000])
def test_a_place_that_nobody_knows_is_refused(owner, place):
    with nothing_written():
        page = owner.post(f"{ZONES}create/", FORM | {"places": [place]})
    assert "One of these places does not exist any more." in text(page)
    assert not Zone.objects.exists()


@pytest.mark.parametrize("field", ["fee", "free_from"])
def test_a_fee_has_the_bounds_of_a_price(owner, field):
    with nothing_written():
        page = owner.post(f"{ZONES}create/", FORM | {field: "100.000.000"})
    assert "Enter an amount of at most Rp99.999.999." in text(page)


def _region(code):
    return Region.objects.get(code=code)
