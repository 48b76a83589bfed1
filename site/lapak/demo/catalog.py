"""The 42 demo products, and as many synthetic ones as a measurement wants."""

import json
from datetime import datetime
from functools import cache

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from accounting.money import allocate
from lapak.demo.shop import DATA
from shop.storefront.models import CategoryPage, ProductIndexPage, ProductPage
from shop.storefront.services import NewSku, create_product

INTRODUCTIONS = {
    "makanan-minuman": "Camilan dan oleh-oleh khas Kalimantan Timur, kopi, teh, dan kue buatan rumah.",
    "bahan-makanan": "Beras, telur, tepung, dan bahan segar untuk dapur setiap hari.",
    "bumbu-dapur": "Sambal, rempah, dan bumbu siap pakai supaya masak lebih cepat.",
    "perkakas-rumah-tangga": "Alat dapur, alat kebersihan, dan keperluan rumah yang awet dipakai.",
}
HALAL = {"belum bersertifikat": "uncertified", "bersertifikat (contoh)": "certified", None: ""}
NOT_FOOD = {"perkakas-rumah-tangga"}
COURIERS = {
    "semua kurir": "all",
    "lokal & reguler": "regular",
    "antar sendiri / ambil": "own",
    "antar sendiri / kargo": "cargo",
}
CONTENT = {
    "g": (1, "g"),
    "kg": (1000, "g"),
    "ml": (1, "ml"),
    "liter": (1000, "ml"),
    "buah": (1, "pcs"),
    "butir": (1, "pcs"),
}


@cache
def facts() -> dict:
    return json.loads((DATA / "products.json").read_text())


def build_categories(home) -> dict[str, CategoryPage]:
    index = ProductIndexPage.objects.first()
    if index is None:
        index = home.add_child(
            instance=ProductIndexPage(
                title="Produk", slug="produk", intro="Semua yang kami jual, dengan stok yang benar-benar ada."
            )
        )
    for category in facts()["categories"]:
        if not CategoryPage.objects.filter(slug=category["slug"]).exists():
            page = CategoryPage(
                title=category["name"], slug=category["slug"], intro=INTRODUCTIONS[category["slug"]], show_in_menus=True
            )
            index.add_child(instance=page)
    return {page.slug: page for page in CategoryPage.objects.all()}


def build_products(categories: dict[str, CategoryPage], *, now: datetime) -> None:
    for product in facts()["products"]:
        if not ProductPage.objects.filter(slug=product["slug"]).exists():
            _build(product, categories[product["category"]], now)


def build_synthetic(categories: dict[str, CategoryPage], *, count: int, now: datetime) -> None:
    """Products up to `count` in all, made of the 42, with their own codes and slugs."""
    originals = facts()["products"]
    for number in range(ProductPage.objects.count() + 1, count + 1):
        original = originals[number % len(originals)]
        product = original | {
            "sku": f"S-{number:06d}",
            "slug": f"{original['slug']}-{number}",
            "name": f"{original['name']} {number}",
            "photo": original["sku"],
            "variants": [],
        }
        _build(product, categories[product["category"]], now)


def _build(product: dict, category: CategoryPage, now: datetime) -> ProductPage:
    return create_product(
        category=category,
        title=product["name"],
        slug=product["slug"],
        skus=_skus(product),
        photo=photo(product.get("photo", product["sku"]), product["name"]),
        tags=product["tags"],
        now=now,
        by="",
        summary=product["summary"],
        net=product["net"],
        storage=product["storage"],
        shelf_life=f"{days} hari" if (days := product["shelf_life_days"]) else "",
        allergens=", ".join(product["allergens"]),
        halal=HALAL[product["halal"]],
        permit_number=product["pirt"] or "",
        couriers=COURIERS[product["ship"]],
    )


def _skus(product: dict) -> list[NewSku]:
    variants = product.get("variants") or [""]
    shares = allocate(product["stock"], [1] * len(variants))
    length, width, height = product["dims_cm"]
    content, net_unit = _content(product)
    details = {
        "unit": product["unit"],
        "net": product["net"],
        "net_content": content,
        "net_unit": net_unit,
        "is_food": product["category"] not in NOT_FOOD,
        "weight_g": product["weight_g"],
        "length_cm": length,
        "width_cm": width,
        "height_cm": height,
        "reorder_point": product["reorder_point"] // len(variants),
    }
    return [
        NewSku(
            code=f"{product['sku']}-{number}" if variant else product["sku"],
            variant=variant,
            price=product["price"],
            opening=share,
            unit_cost=product["cost"],
            details=details,
        )
        for number, (variant, share) in enumerate(zip(variants, shares, strict=True), start=1)
    ]


def _content(product: dict) -> tuple[int | None, str]:
    """The net weight or volume that is written out, else the number of pieces; "500 ml" of a cup is no content."""
    if product["category"] in NOT_FOOD:
        return None, ""
    for part in reversed(product["net"].split(" / ")):
        number, _, measure = part.partition(" ")
        if number.isdigit() and measure in CONTENT:
            factor, unit = CONTENT[measure]
            return int(number) * factor, unit
    return None, ""


def photo(name: str, title: str):
    """The demo picture of an article, stored once."""
    images = get_image_model().objects
    known = images.filter(title=title, file__contains=name).first() or images.filter(file__contains=f"{name}.").first()
    if known:
        return known
    data = (DATA / "pictures" / f"{name}.webp").read_bytes()
    return images.create(title=title, file=ContentFile(data, name=f"{name}.webp"), description=title)
