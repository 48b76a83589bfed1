"""Which places a zone covers."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shop.shipping.models import Region, Zone, ZoneArea


class ShippingError(Exception):
    """Carries the sentence for the owner."""


class RegionTaken(ShippingError):
    """The place belongs to another zone."""

    def __init__(self, area: ZoneArea):
        self.area = area
        super().__init__(
            _("%(place)s belongs to the zone “%(zone)s” already. Take it out there first.")
            % {"place": area.region, "zone": area.zone}
        )


class NoSuchRegion(ShippingError):
    pass


@transaction.atomic
def cover(*, zone: Zone, codes: Collection[str]) -> None:
    """Make the regions with these codes (kelurahan or kecamatan), and no others, the places of `zone`.

    All of them or, with RegionTaken or NoSuchRegion, nothing changes. A place is in one zone at most: the database
    says so, the look before only gives the better sentence.
    """
    wanted = set(codes)
    if Region.objects.filter(code__in=wanted).count() != len(wanted):
        raise NoSuchRegion(_("One of these places does not exist any more. Open the page again."))
    if taken := _elsewhere(zone, wanted):
        raise RegionTaken(taken)
    zone.areas.exclude(region__in=wanted).delete()
    new = sorted(wanted - set(zone.areas.values_list("region_id", flat=True)))
    try:
        with transaction.atomic():
            ZoneArea.objects.bulk_create(ZoneArea(zone=zone, region_id=code) for code in new)
    except IntegrityError:
        if taken := _elsewhere(zone, wanted):
            raise RegionTaken(taken) from None
        raise


def _elsewhere(zone: Zone, codes: Collection[str]) -> ZoneArea | None:
    others = ZoneArea.objects.exclude(zone=zone).filter(region__in=codes)
    return others.select_related("region", "zone").order_by("region_id").first()
