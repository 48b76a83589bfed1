"""Share links are plain text made of plain text."""

from urllib.parse import parse_qs, urlsplit

from blog.share.captions import Post
from blog.share.links import share_links, tagged

PAGE = "https://toko.example/promo/pekan-keripik/"


def links(**changes) -> dict:
    facts = {"title": "Pekan keripik", "marks": ("#KhasKaltim",)} | changes
    return {link.network: link.url for link in share_links(PAGE, post=Post(**facts), campaign="pekan-keripik")}


def query(url: str) -> dict:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def utm(source: str) -> str:
    return f"{PAGE}?utm_source={source}&utm_medium=social&utm_campaign=pekan-keripik"


def test_each_network_is_told_its_own_source():
    made = links()
    assert query(made["Facebook"]) == {"u": utm("facebook")}
    assert query(made["Telegram"]) == {"url": utm("telegram"), "text": "Pekan keripik #KhasKaltim"}
    assert query(made["X"]) == {"url": utm("x"), "text": "Pekan keripik #KhasKaltim"}


def test_whatsapp_gets_words_and_address_in_one_text():
    made = links(text="Renyah.", facts=("Harga: Rp9.000",))["WhatsApp"]
    assert made.startswith("https://wa.me/?text=")
    assert query(made) == {"text": f"*Pekan keripik*\n\nRenyah.\n\nHarga: Rp9.000\n\n{utm('whatsapp')}"}


def test_spaces_are_written_as_percent_20_because_whatsapp_shows_a_plus():
    assert "+" not in links()["WhatsApp"]
    assert "Pekan%20keripik" in links()["WhatsApp"]


def test_title_with_braces_and_ampersands_arrives_unharmed():
    assert query(links(title="Beli {2} & gratis", marks=())["X"])["text"] == "Beli {2} & gratis"


def test_utm_tags_are_added_after_an_existing_query():
    made = tagged("https://toko.example/a/?b=1", source="qr", medium="poster", campaign="c")
    assert made == "https://toko.example/a/?b=1&utm_source=qr&utm_medium=poster&utm_campaign=c"
