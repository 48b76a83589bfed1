"""What a query may mean, for a shop that knows a few words. Plain Python, no database."""

import pytest

from shop.storefront.search.ranking import rank
from shop.storefront.search.reading import read
from shop.storefront.search.vocabulary import Vocabulary

pytestmark = pytest.mark.sqlite_only
NAMES = "keripik singkong pisang gula merah pasir aren sambal bawang goreng minyak kacang cabai lada hitam wajan"
NAMES += " anti lengket"
SYNONYMS = [(("lombok",), ("cabai",)), (("merica",), ("lada",)), (("teflon",), ("wajan", "anti", "lengket"))]


@pytest.fixture
def known():
    return Vocabulary(dict.fromkeys([*NAMES.split(), "sendiri"], 1), 10, NAMES.split(), SYNONYMS)


def meant(query, known, **options) -> list[str]:
    """The likeliest guess of each term."""
    return [term.guesses[0].word for term in read(query, known, **options).terms]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("keripik", "keripik"),
        ("kripik", "keripik"),
        ("kerippik", "keripik"),
        ("kerpiik", "keripik"),
        ("keripok", "keripik"),
        ("kripik2", "keripik"),
        ("krpk", "keripik"),
        ("keripiknya", "keripik"),
        ("keri", "keripik"),
        ("gulamerah", "gula merah"),
        ("gulamrah", "gula merah"),
        ("kripiksingkng", "keripik singkong"),
        ("minyakgorengkacang", "minyak goreng kacang"),
        ("sam bal", "sambal"),
        ("ke ripik", "keripik"),
        ("ke ri pik", "keripik"),
        ("kaca ng", "kacang"),
        ("mi nyak goreng", "minyak goreng"),
        ("lombok", "cabai"),
        ("lombk", "cabai"),
        ("merica hitam", "lada hitam"),
        ("teflon", "wajan anti lengket"),
        ("gula yang merah dong", "gula merah"),
        ("gula merah 250gr", "gula merah 250g"),
    ],
)
def test_a_query_is_understood(known, query, words):
    assert meant(query, known) == words.split()


@pytest.mark.parametrize("query", ["xyzzy", "handphone", "", "🌶", "%", "sendok"])
def test_what_is_like_nothing_stays_without_meaning(known, query):
    assert read(query, known).terms == ()


@pytest.mark.parametrize("word", NAMES.split())
def test_a_known_word_is_never_corrected(known, word):
    (term,) = read(word, known).terms
    assert term.sure
    assert (term.guesses[0].word, term.guesses[0].likeness) == (word, 1.0)
    assert {guess.word for guess in term.guesses[1:]} <= {"lombok", "merica"}


def test_a_word_of_descriptions_must_be_nearer_than_a_name(known):
    assert meant("sendri", known) == ["sendiri"]
    assert meant("sendok", known) == []


def test_synonyms_count_both_ways():
    known = Vocabulary({"lombok": 1}, 1, {"lombok"}, SYNONYMS)
    assert meant("cabai", known) == ["lombok"]


def test_a_synonym_stands_behind_the_word_itself():
    known = Vocabulary({"lombok": 1, "cabai": 1}, 2, {"lombok", "cabai"}, SYNONYMS)
    (term,) = read("lombok", known).terms
    assert [(guess.word, guess.likeness) for guess in term.guesses] == [("lombok", 1.0), ("cabai", 0.9)]


def test_the_last_word_may_be_unfinished(known):
    assert meant("minyak gor", known, unfinished=True) == ["minyak", "goreng"]
    assert "keripik" in [guess.word for guess in read("kri", known, unfinished=True).terms[0].guesses]


def test_words_are_completed_by_the_commonest():
    known = Vocabulary({"gula": 5, "gulai": 1, "gulali": 7, "garam": 9}, 9, ())
    assert known.beginning_with("gul", most=2) == ["gulali", "gula"]
    assert known.beginning_with("x", most=2) == []


def test_a_long_query_is_cut_and_bold_guesses_are_named(known):
    assert len(read(" ".join(f"kata{letter}" for letter in "abcdefghijkl"), known).words) <= 8
    assert read("sambal sandal", known).unclear == ("sandal",)


# Ranking


def test_a_page_counts_for_each_term_its_best_word(known):
    terms = read("sambal bawang", known).terms
    rows = [("sambal", 1, 12), ("bawang", 1, 10), ("sambal", 2, 12), ("bawang", 3, 3)]
    ranked = rank(terms, rows, most=10)
    assert [found.page for found in ranked] == [1, 2]
    assert ranked[0].meant == ("sambal", "bawang")
    assert ranked[1].meant == ("sambal", None)
    assert ranked[0].score > ranked[1].score


def test_a_row_that_is_read_twice_counts_once(known):
    terms = read("sambal", known).terms
    assert rank(terms, [("sambal", 1, 12)] * 2, most=10) == rank(terms, [("sambal", 1, 12)], most=10)


def test_ties_go_to_the_older_page_and_no_more_come_than_wanted(known):
    terms = read("sambal", known).terms
    rows = [("sambal", page, 12) for page in (3, 1, 2)]
    assert [found.page for found in rank(terms, rows, most=2)] == [1, 2]
    assert rank(terms, [], most=2) == []
