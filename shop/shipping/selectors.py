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
    for option in areas():
        if option.value == area:
            zone = _zone_of(area)
            free = option.free_from is not None and subtotal >= option.free_from
            name = f"{option.name}, {option.group}" if option.group else option.name
            return Quote(zone=zone.name, area=name, fee=0 if free else option.fee, eta=zone.eta)
    return None


def areas() -> list[Area]:
    """All that may be chosen: zones without areas by their own name, then each kelurahan with its zone's fee."""
    own = Zone.objects.filter(active=True).annotate(size=Count("areas")).filter(size=0)
    listed = [Area(f"zone:{z.code}", z.name, "", z.fee, z.free_from) for z in own]
    zones = {a.region_id: a.zone for a in ZoneArea.objects.select_related("zone").filter(zone__active=True)}
    regions = list(Region.objects.all())
    districts = {r.code: r.name for r in regions if r.code.count(".") == 2}
    for region in regions:
        parent = region.code.rpartition(".")[0]
        zone = zones.get(region.code) or zones.get(parent)
        if region.code.count(".") == 3 and zone:
            listed.append(Area(region.code, region.name, districts.get(parent, ""), zone.fee, zone.free_from))
    return listed


def _zone_of(area: str) -> Zone:
    if area.startswith("zone:"):
        return Zone.objects.get(code=area.removeprefix("zone:"))
    codes = [area, area.rpartition(".")[0]]
    found = ZoneArea.objects.select_related("zone").filter(region_id__in=codes, zone__active=True)
    return max(found, key=lambda a: len(a.region_id)).zone
