"""Tags and other sites become one of a closed list."""

import pytest

from blog.share.captions import Post
from blog.share.links import share_links
from shop.visits.models import SOURCE_LENGTH
from shop.visits.sources import LABELS, Origin, of_host, of_page, of_query, referer


@pytest.mark.parametrize(
    ("query", "origin"),
    [
        ("utm_source=whatsapp&utm_medium=social&utm_campaign=pekan-keripik", Origin("whatsapp", "pekan-keripik")),
        ("utm_source=WhatsApp", Origin("whatsapp", "")),
        ("utm_source=poster&utm_campaign=a%00b", Origin("poster", "")),
        ("utm_source=facebook&utm_campaign=" + "x" * 256, Origin("facebook", "")),
        ("utm_source=surat-kabar&utm_campaign=iklan", Origin("other", "iklan")),
        ("utm_campaign=iklan", None),
        ("urut=murah", None),
        ("&" * 1000, None),
    ],
)
def test_a_tag_is_read_from_the_address(query, origin):
    assert of_query(query) == origin


@pytest.mark.parametrize(
    ("host", "source"),
    [
        ("www.google.co.id", "google"),
        ("l.facebook.com", "facebook"),
        ("l.instagram.com", "instagram"),
        ("web.whatsapp.com", "whatsapp"),
        ("www.tiktok.com", "tiktok"),
        ("t.co", "x"),
        ("t.me", "telegram"),
        ("notgoogle.com", "site"),
        ("google.evil.example", "site"),
        ("blog.example", "site"),
    ],
)
def test_another_site_is_known_by_its_class_only(host, source):
    assert of_host(host) == Origin(source, "")


@pytest.mark.parametrize("address", ["", "nonsense", "https://[bad", "android-app://com.google", "//"])
def test_an_address_that_is_none_of_ours_is_never_an_error(address):
    assert referer(address, here="toko.example").inside is False


def test_the_pages_own_tag_goes_before_that_of_the_page_before():
    before = referer("https://toko.example/?utm_source=facebook", here="toko.example")
    assert of_page("utm_source=poster", before) == Origin("poster")
    assert of_page("", before) == Origin("facebook")


def test_every_link_of_the_share_kit_has_a_known_source():
    post = Post(title="A", text="B", facts=(), call="", marks=())
    urls = " ".join(link.url for link in share_links("https://toko.example/", post=post, campaign="a"))
    assert {name for name in LABELS if f"utm_source%3D{name}%26" in urls} == {"whatsapp", "facebook", "telegram", "x"}
    assert {"salin", "bagikan", "poster"} <= set(LABELS)
    assert max(map(len, LABELS)) <= SOURCE_LENGTH
