"""Which zone an address lies in, and what delivery costs there."""

from dataclasses import dataclass

from django.db.models import Count

from shop.shipping.models import Region, Zone, ZoneArea


@dataclass(frozen=True, slots=True)
class Quote:
    """`fee` in rupiah; `area` is the text that goes on the order."""

    zone: str
    area: str
    fee: int
    eta: str


@dataclass(frozen=True, slots=True)
class Area:
    """One line of the buyer's list: `value` is a region code or `zone:<code>`."""

    value: str
    name: str
    group: str
    fee: int
    free_from: int | None


def quote(area: str, *, subtotal: int) -> Quote | None:
    """None when nobody delivers there."""
    named = area.startswith("zone:")
    zone = _named_zone(area.removeprefix("zone:")) if named else _zone_of(area)
    if zone is None:
        return None
    free = zone.free_from is not None and subtotal >= zone.free_from
    return Quote(zone=zone.name, area=zone.name if named else _place(area), fee=0 if free else zone.fee, eta=zone.eta)


def areas() -> list[Area]:
    """All that may be chosen: zones without areas by their own name, then each kelurahan with its zone's fee."""
    own = Zone.objects.filter(active=True).annotate(size=Count("areas")).filter(size=0)
    listed = [Area(f"zone:{z.code}", z.name, "", z.fee, z.free_from) for z in own]
    covered = ZoneArea.objects.select_related("zone").filter(zone__active=True)
    zones = {a.region_id: a.zone for a in covered}
    regions = list(Region.objects.all())
    districts = {r.code: r.name for r in regions if r.code.count(".") == 2}
    for region in regions:
        parent = region.code.rpartition(".")[0]
        zone = zones.get(region.code) or zones.get(parent)
        if region.code.count(".") == 3 and zone:
            listed.append(Area(region.code, region.name, districts.get(parent, ""), zone.fee, zone.free_from))
    return listed


def _named_zone(code: str) -> Zone | None:
    return Zone.objects.filter(code=code, active=True, areas=None).first()


def _zone_of(area: str) -> Zone | None:
    codes = [area, area.rpartition(".")[0]]
    found = ZoneArea.objects.select_related("zone").filter(region_id__in=codes, zone__active=True)
    nearest = max(found, key=lambda a: len(a.region_id), default=None)
    return nearest and nearest.zone


def _place(area: str) -> str:
    """`Graha Indah, Balikpapan Utara, 76129`."""
    regions = Region.objects.in_bulk([area, area.rpartition(".")[0]])
    here = regions[area]
    names = [here.name, *(r.name for code, r in regions.items() if code != area), here.postcode]
    return ", ".join(name for name in names if name)
