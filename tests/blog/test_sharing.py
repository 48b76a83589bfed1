"""Share links and hashtags are plain text made of plain text."""

from urllib.parse import parse_qs, urlsplit

from blog.hashtags import hashtag, hashtags
from blog.sharing import share_links, tagged

POST = "https://toko.example/promo/pekan-keripik/"


def links(**changes) -> dict:
    facts = {"text": "Pekan keripik", "marks": ["#KhasKaltim"], "campaign": "pekan-keripik"} | changes
    return {link.network: link.url for link in share_links(POST, **facts)}


def query(url: str) -> dict:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def utm(source: str) -> str:
    return f"{POST}?utm_source={source}&utm_medium=social&utm_campaign=pekan-keripik"


def test_each_network_is_told_its_own_source():
    made = links()
    assert query(made["Facebook"]) == {"u": utm("facebook")}
    assert query(made["Telegram"]) == {"url": utm("telegram"), "text": "Pekan keripik #KhasKaltim"}
    assert query(made["X"]) == {"url": utm("x"), "text": "Pekan keripik #KhasKaltim"}


def test_whatsapp_gets_caption_and_address_in_one_text():
    assert query(links()["WhatsApp"]) == {"text": f"Pekan keripik #KhasKaltim\n{utm('whatsapp')}"}


def test_spaces_are_written_as_percent_20_because_whatsapp_shows_a_plus():
    assert "+" not in links()["WhatsApp"]


def test_title_with_braces_and_ampersands_arrives_unharmed():
    assert query(links(text="Beli {2} & gratis", marks=[])["X"])["text"] == "Beli {2} & gratis"


def test_utm_tags_are_added_after_an_existing_query():
    made = tagged("https://toko.example/a/?b=1", source="qr", medium="poster", campaign="c")
    assert made == "https://toko.example/a/?b=1&utm_source=qr&utm_medium=poster&utm_campaign=c"


def test_hashtag_joins_words_with_capitals():
    assert hashtag("oleh-oleh khas kaltim") == "#OlehOlehKhasKaltim"
    assert hashtag("UMKM balikpapan") == "#UMKMBalikpapan"


def test_tag_without_letters_gives_no_hashtag():
    assert hashtag("-- !") == ""


def test_same_hashtag_of_two_tags_stands_once_in_order():
    assert hashtags(["khas kaltim", "sambal", "Khas-Kaltim"]) == ["#KhasKaltim", "#Sambal"]
