"""Captions keep within what each network takes, whatever the owner wrote."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.share import captions
from blog.share.captions import Post
from shop.store.whatsapp import whatsapp_share_url

URL = "https://toko.example/promo/pekan-keripik/?utm_source=whatsapp&utm_medium=social&utm_campaign=pekan-keripik"
WORDS = st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("#@ 👨🏽é\n"), max_size=300)
LONG = st.lists(WORDS, max_size=12).map(" ".join)
POSTS = st.builds(
    Post,
    title=WORDS.filter(str.strip),
    text=LONG,
    facts=st.lists(WORDS, max_size=2).map(tuple),
    call=WORDS,
    marks=st.lists(st.from_regex(r"#[A-Za-z]{1,20}", fullmatch=True), max_size=9).map(tuple),
)


@given(POSTS)
def test_instagram_gets_no_more_than_it_takes(post):
    used = captions.counts(captions.instagram(post))
    assert used["characters"] <= 2200
    assert used["hashtags"] <= 5
    assert used["mentions"] <= 3


@given(POSTS)
def test_a_link_to_whatsapp_is_shorter_than_2000_characters(post):
    assert len(whatsapp_share_url(captions.whatsapp(post, URL))) < 2000


@given(POSTS.filter(lambda post: len(post.title) < 60 and sum(map(len, post.facts)) < 60))
def test_the_address_is_never_cut_from_the_message(post):
    assert captions.whatsapp(post, URL).endswith(URL)


@given(POSTS)
def test_x_gets_280_characters_with_its_link(post):
    assert captions.x_length(captions.short(post)) + 1 + 23 <= 280


@given(LONG, st.integers(1, 80))
def test_what_is_shortened_is_a_beginning_and_says_so(text, most):
    short = captions.shorten(text, lambda candidate: len(candidate) <= most)
    assert len(short) <= most
    assert short == text or text.startswith(short.removesuffix("…"))
    assert short == text or short == "" or short.endswith("…")


def test_text_is_cut_after_a_word():
    assert captions.shorten("Keripik pisang renyah", lambda t: len(t) <= 16) == "Keripik pisang…"


def test_no_comma_is_left_before_the_dots():
    assert captions.shorten("Keripik, pisang, renyah", lambda t: len(t) <= 10) == "Keripik…"


@pytest.mark.parametrize(
    ("sign", "most"), [("👨‍👩‍👧", 5), ("👍🏽", 2), ("🇮🇩", 2), ("e\u0301", 2)], ids=["family", "tone", "flag", "accent"]
)
def test_what_is_read_as_one_sign_is_not_torn(sign, most):
    assert captions.shorten(sign * 9, lambda t: len(t) <= most * 2 + 2) == sign * 2 + "…"


def test_only_the_text_is_shortened_price_and_order_line_stay():
    post = Post("Keripik", "kata " * 900, ("Harga: Rp9.000",), "Pesan di sini", ("#KhasKaltim",))
    caption = captions.instagram(post)
    assert caption.endswith("kata…\n\nHarga: Rp9.000\n\nPesan di sini\n\n#KhasKaltim")


def test_hashtags_of_the_text_count_too():
    caption = captions.instagram(Post("#Satu #Dua", "#Tiga #Empat", marks=("#Lima", "#Enam")))
    assert captions.counts(caption)["hashtags"] == 5
    assert "Enam" not in caption


def test_a_mention_too_many_stays_as_a_word():
    assert captions.instagram(Post("@a @b @c @d")) == "@a @b @c d"


def test_an_emoji_counts_as_instagram_counts_it():
    assert captions.counts("a👍")["characters"] == 3


def test_x_counts_an_emoji_as_two_and_an_accent_as_one():
    assert captions.x_length("é👍") == 3


def test_whatsapp_shows_the_title_in_bold_above_price_and_link():
    message = captions.whatsapp(Post("Keripik", "Renyah.", ("Harga: Rp9.000",), "Pesan"), URL)
    assert message == f"*Keripik*\n\nRenyah.\n\nHarga: Rp9.000\n\n{URL}"
    assert unquote(whatsapp_share_url(message)) == f"https://wa.me/?text={message}"
