"""Reading message catalogues, and what counts as a fault in one."""

import pytest

from lapak.catalogues import read

pytestmark = pytest.mark.sqlite_only
PO = r"""
# comment
msgid ""
msgstr "Plural-Forms: nplurals=1; plural=0;\n"

#, python-format
msgid "%(count)d product"
msgid_plural "%(count)d products"
msgstr[0] "%(count)d produk"

msgctxt "verb"
msgid "Order"
msgstr ""
"Pe"
"san"

#, fuzzy
msgid "Stock"
msgstr "Stok"

msgid "Empty"
msgstr ""

msgid "Hello {name}"
msgstr "Halo {nama}"

#~ msgid "Gone"
#~ msgstr "Pergi"
"""


@pytest.fixture
def messages(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(PO)
    return {message.singular: message for message in read(path).values()}


def test_header_and_obsolete_entries_are_no_messages(messages):
    assert set(messages) == {"%(count)d product", "Order", "Stock", "Empty", "Hello {name}"}


def test_a_text_over_several_lines_is_one(messages):
    assert messages["Order"].translations == ["Pesan"]
    assert messages["Order"].context == "verb"


def test_fuzzy_and_empty_are_incomplete(messages):
    assert [name for name, message in messages.items() if not message.complete] == ["Stock", "Empty"]


def test_a_translation_keeps_the_placeholders(messages):
    assert messages["%(count)d product"].keeps_placeholders
    assert not messages["Hello {name}"].keeps_placeholders


def test_a_catalogue_that_is_not_there_is_empty(tmp_path):
    assert read(tmp_path / "none.po") == {}
