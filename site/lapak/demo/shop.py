"""Lapak Contoh: who it is, where it delivers, its accounts and its people."""

import json
import os
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from shop.payments.models import BankAccount
from shop.payments.services import open_account
from shop.shipping.models import Region, Zone, ZoneArea
from shop.store.models import Shop

DATA = Path(__file__).parent / "data"
PASSWORD = "lapak-demo"
# Zones whose people are neighbours -> up to how much they may pay at the door.
CASH_AT_MOST = {"Z0": 300_000, "Z1": 200_000}
PEOPLE = {"pemilik": ("Siti", "owner"), "kasir": ("Rina", "cashier"), "mentor": ("Budi", "mentor")}
ACCOUNTS = [("BCA", "1234567890", "SITI CONTOH WARUNG"), ("BSI", "7001234567", "SITI CONTOH WARUNG")]
# Monday is 0.
WEEK = [
    ("open", {"days": ["0", "1", "2", "3", "4", "5"], "opens": "08:00", "closes": "20:00"}),
    ("open", {"days": ["6"], "opens": "09:00", "closes": "15:00"}),
]
# Only those that fall on the same day every year; the others are announced by the government.
FREE_DAYS = [
    ("01-01", "Tahun Baru"),
    ("05-01", "Hari Buruh"),
    ("06-01", "Hari Lahir Pancasila"),
    ("08-17", "Hari Kemerdekaan"),
    ("12-25", "Natal"),
]


def holidays(year: int) -> list:
    return [("holiday", {"first": f"{year}-{day}", "reason": reason}) for day, reason in FREE_DAYS]


def set_up_shop() -> None:
    if Shop.objects.exists():
        return
    year = timezone.localdate().year
    Shop.objects.create(
        name="Lapak Contoh",
        tagline="Camilan, bahan dapur, dan keperluan rumah dari tetangga sendiri.",
        owner_name="Siti (contoh)",
        street="Perumahan Graha Poltekba Blok C No. 7",
        district="Graha Indah, Balikpapan Utara",
        city="Balikpapan",
        postcode="76129",
        whatsapp="6281200000000",
        email="halo@lapak-contoh.example",
        instagram="lapakcontoh",
        facebook="lapakcontoh",
        pickup_cash_at_most=300_000,
        week=_stream(WEEK),
        holidays=_stream(holidays(year) + holidays(year + 1)),
        map_url="https://www.openstreetmap.org/?mlat=-1.1766&mlon=116.8506",
    )


def set_up_accounts() -> list[BankAccount]:
    return [
        open_account(bank=bank, number=number, holder=holder, position=position)
        for position, (bank, number, holder) in enumerate(ACCOUNTS)
    ]


def set_up_regions() -> None:
    """Kecamatan and kelurahan of the town, and the shop's own delivery zones."""
    if Region.objects.exists():
        return
    facts = json.loads((DATA / "regions.json").read_text())
    for district in facts["kecamatan"]:
        Region.objects.create(code=district["kode"], name=district["kecamatan"])
        Region.objects.bulk_create(
            Region(code=place["kode"], name=place["nama"], postcode=place["kodepos"]) for place in district["kelurahan"]
        )
    for position, zone in enumerate(facts["zona_antar_contoh"]):
        made = Zone.objects.create(
            code=zone["kode"],
            name=zone["nama"],
            fee=zone["tarif"],
            free_from=zone.get("gratis_mulai"),
            eta=zone.get("eta", "1 hari"),
            cash_at_most=CASH_AT_MOST.get(zone["kode"]),
            position=position,
        )
        codes = zone.get("kelurahan", []) + zone.get("kecamatan", [])
        ZoneArea.objects.bulk_create(ZoneArea(zone=made, region_id=code) for code in codes)


def set_up_people() -> None:
    """Three people whose password everybody knows; production refuses to start with them."""
    users = get_user_model().objects
    for name, (first_name, role) in PEOPLE.items():
        if users.filter(username=name).exists():
            continue
        user = users.create_user(name, password=PASSWORD, first_name=first_name, is_superuser=role == "owner")
        user.groups.add(Group.objects.get(name=role))


def _stream(blocks) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def base_url() -> tuple[str, int]:
    return os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
