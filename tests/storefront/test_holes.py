"""A page is compressed once and filled for each visitor; what arrives is exactly the page."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.storefront.holes import Holed

NAMES = (b"[token]", b"[basket]")
PIECES = st.lists(st.one_of(st.binary(max_size=300), st.sampled_from(NAMES)), max_size=12)


@given(PIECES, st.binary(max_size=200), st.binary(max_size=200))
def test_both_ways_give_the_same_page(pieces, token, basket):
    page = Holed(b"".join(pieces), NAMES)
    values = {NAMES[0]: token, NAMES[1]: basket}
    filled = page.filled(values)
    assert gzip.decompress(page.gzipped(values)) == filled
    if NAMES[0] not in token + basket and NAMES[1] not in token + basket and not any(b"[" in p for p in pieces):
        assert filled == b"".join(pieces)


@pytest.mark.parametrize("length", [0, 1, 0xFFFF, 0x10000, 200_000])
def test_a_value_of_any_length_fits(length):
    page = Holed(b"a[token]b", NAMES)
    values = {NAMES[0]: b"x" * length, NAMES[1]: b""}
    assert gzip.decompress(page.gzipped(values)) == b"a" + b"x" * length + b"b"


def test_every_hole_of_a_name_is_filled_and_nothing_else():
    page = Holed(b"[token]<b>[basket]</b>[token][tokens]", NAMES)
    assert page.filled({NAMES[0]: b"T", NAMES[1]: b"3"}) == b"T<b>3</b>T[tokens]"


def test_a_value_that_looks_like_a_hole_is_no_hole():
    page = Holed(b"[basket][token]", NAMES)
    assert page.filled({NAMES[0]: b"T", NAMES[1]: b"[token]"}) == b"[token]T"


def test_a_page_of_repeated_words_becomes_small():
    page = Holed(b"keripik pisang " * 2000 + b"[token]", NAMES)
    assert len(page.gzipped({NAMES[0]: b"T" * 64, NAMES[1]: b""})) < 400
