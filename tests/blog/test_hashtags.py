"""Tags as people write them under a post."""

from blog.hashtags import hashtag, hashtags


def test_hashtag_joins_words_with_capitals():
    assert hashtag("oleh-oleh khas kaltim") == "#OlehOlehKhasKaltim"
    assert hashtag("UMKM balikpapan") == "#UMKMBalikpapan"


def test_tag_without_letters_gives_no_hashtag():
    assert hashtag("-- !") == ""


def test_same_hashtag_of_two_tags_stands_once_in_order():
    assert hashtags(["khas kaltim", "sambal", "Khas-Kaltim"]) == ["#KhasKaltim", "#Sambal"]
