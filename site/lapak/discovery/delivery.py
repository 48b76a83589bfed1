"""Where the shop itself delivers, for search engines: each zone with its fee and its postcodes."""

from shop.shipping.models import Region, Zone, ZoneArea
from shop.store import freshness
from shop.storefront.structured import Delivery

KELURAHAN_DOTS = 3


def delivery(request) -> tuple[Delivery, ...]:
    return freshness.remember(request, "delivery zones", delivery_zones)


def delivery_zones() -> tuple[Delivery, ...]:
    """Active zones in the owner's order. A kelurahan that has a zone of its own does not count for its kecamatan's.

    A zone without postcodes is left out: with nothing but the country for its place it would claim all of Indonesia.
    """
    owner = dict(ZoneArea.objects.values_list("region", "zone"))
    postcodes: dict[int, set[str]] = {}
    for code, postcode in Region.objects.exclude(postcode="").values_list("code", "postcode"):
        zone = owner.get(code) or owner.get(code.rpartition(".")[0])
        if code.count(".") == KELURAHAN_DOTS and zone:
            postcodes.setdefault(zone, set()).add(postcode)
    zones = Zone.objects.filter(active=True).order_by("position", "code")
    return tuple(
        Delivery(zone.name, zone.fee_for, tuple(sorted(postcodes[zone.pk]))) for zone in zones if zone.pk in postcodes
    )
