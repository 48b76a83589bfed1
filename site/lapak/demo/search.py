"""Synonyms of the demo shop: what customers in Balikpapan write, and what the products say."""

from shop.storefront.search.services import add_synonyms

SYNONYMS = [
    ("lombok", "cabai"),
    ("cabe", "cabai"),
    ("merica", "lada"),
    ("kunir", "kunyit"),
    ("gula jawa", "gula merah"),
    ("brambang", "bawang merah"),
    ("rempeyek", "peyek"),
    ("kerupuk ikan", "amplang"),
    ("dodol durian", "lempok"),
    ("baskom", "ember"),
    ("minyak sayur", "minyak goreng"),
    ("teflon", "wajan anti lengket"),
    ("penyedap", "kaldu"),
    ("kanji", "tapioka"),
    ("bakul", "keranjang"),
    ("spon", "spons"),
]


def build_synonyms() -> None:
    add_synonyms(SYNONYMS)
