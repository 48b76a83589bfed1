"""Which zone an address lies in, and what delivery costs there."""

from dataclasses import dataclass

from django.db.models import Count

from shop.shipping.models import Region, Zone, ZoneArea

# What fits on an order; the name of the kelurahan stands first and is never cut.
AREA_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Quote:
    """Rupiah; `area` is the text that goes on the order, of at most AREA_LENGTH letters. `cash_at_most`: up to which
    total the rider takes cash."""

    zone: str
    area: str
    fee: int
    eta: str
    cash_at_most: int


@dataclass(frozen=True, slots=True)
class Area:
    """One line of the buyer's list: `value` is a region code or `zone:<code>`."""

    value: str
    name: str
    group: str
    fee: int
    free_from: int | None
    cash_at_most: int


def quote(area: str, *, subtotal: int) -> Quote | None:
    """None when nobody delivers there, or when there is no such place."""
    if "\x00" in area:
        # PostgreSQL would not even look for it.
        return None
    if area.startswith("zone:"):
        zone = Zone.objects.filter(code=area.removeprefix("zone:"), active=True, areas=None).first()
        return zone and _quote(zone, zone.name, subtotal)
    regions = Region.objects.in_bulk([area, _parent(area)])
    zone = _zone_of(area) if area in regions and _is_kelurahan(area) else None
    return zone and _quote(zone, _address(area, regions), subtotal)


def areas() -> list[Area]:
    """All that may be chosen: zones without areas by their own name, then each kelurahan with its zone's fee."""
    own = Zone.objects.filter(active=True).annotate(size=Count("areas")).filter(size=0)
    listed = [_area(f"zone:{z.code}", z.name, "", z) for z in own]
    covered = ZoneArea.objects.select_related("zone")
    zones = {a.region_id: a.zone for a in covered}
    regions = list(Region.objects.all())
    districts = {r.code: r.name for r in regions if r.code.count(".") == 2}
    for region in regions:
        parent = _parent(region.code)
        zone = zones.get(region.code) or zones.get(parent)
        if _is_kelurahan(region.code) and zone and zone.active:
            listed.append(_area(region.code, region.name, districts.get(parent, ""), zone))
    return listed


@dataclass(frozen=True, slots=True)
class Place:
    """A kelurahan, or a whole kecamatan (`is_district`), and the zone that it was given to itself, if any."""

    code: str
    name: str
    is_district: bool
    zone: Zone | None


def places() -> list[tuple[str, list[Place]]]:
    """What the owner chooses a zone's places from: each kecamatan by name, with itself first, then its kelurahan."""
    zones = {area.region_id: area.zone for area in ZoneArea.objects.select_related("zone")}
    regions = [region for region in Region.objects.all() if region.code.count(".") >= 2]
    districts = {region.code: (region.name, []) for region in regions if not _is_kelurahan(region.code)}
    for region in regions:
        kelurahan = _is_kelurahan(region.code)
        district = _parent(region.code) if kelurahan else region.code
        place = Place(region.code, region.name, not kelurahan, zones.get(region.code))
        districts.setdefault(district, ("", []))[1].append(place)
    return list(districts.values())


def _area(value: str, name: str, group: str, zone: Zone) -> Area:
    return Area(value, name, group, zone.fee, zone.free_from, zone.cash_at_most or 0)


def _quote(zone: Zone, area: str, subtotal: int) -> Quote:
    fee = zone.fee_for(subtotal)
    return Quote(zone=zone.name, area=area, fee=fee, eta=zone.eta, cash_at_most=zone.cash_at_most or 0)


def _zone_of(area: str) -> Zone | None:
    """The longest code decides, also when its zone is switched off."""
    covered = ZoneArea.objects.select_related("zone").filter(region_id__in=[area, _parent(area)])
    nearest = max(covered, key=lambda a: len(a.region_id), default=None)
    return nearest.zone if nearest and nearest.zone.active else None


def _address(area: str, regions: dict[str, Region]) -> str:
    """`Graha Indah, Balikpapan Utara, 76129`."""
    here, district = regions[area], regions.get(_parent(area))
    text = ", ".join(name for name in (here.name, district and district.name, here.postcode) if name)
    return text[:AREA_LENGTH]


def _parent(code: str) -> str:
    return code.rpartition(".")[0]


def _is_kelurahan(code: str) -> bool:
    return code.count(".") == 3
