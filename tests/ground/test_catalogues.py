"""Reading message catalogues, and what counts as a fault in one."""

import shutil

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation

from lapak.catalogues import read
from lapak.management.commands import messages_check
from tests.rig.environment import unavailable

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


def test_no_message_of_the_house_is_untranslated_or_fuzzy():
    messages = [message for po in messages_check.committed_files() for message in read(po).values()]
    assert len(messages) > 500
    assert [message.singular for message in messages if not message.complete] == []
    assert [message.singular for message in messages if not message.keeps_placeholders] == []


@pytest.fixture
def with_gettext():
    if not shutil.which("xgettext"):
        unavailable("gettext")


def test_the_catalogue_says_what_the_code_says_and_is_compiled(with_gettext, monkeypatch):
    monkeypatch.chdir(settings.ROOT)
    assert messages_check.faults() == []


def test_a_message_that_is_missing_or_left_over_or_not_compiled_is_named(with_gettext, monkeypatch, tmp_path):
    monkeypatch.chdir(settings.ROOT)
    ours = messages_check.catalogue(tmp_path)
    ours.parent.mkdir(parents=True)
    ours.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Zzz"\nmsgstr "Zzz"\n')
    with override_settings(LOCALE_PATHS=[tmp_path], ROOT=tmp_path):
        found = messages_check.faults()
    assert "not in the catalogue: 'This page is not here'" in found
    assert "no longer in the code: 'Zzz'" in found
    assert "not compiled: id/LC_MESSAGES/django.po" in found


@pytest.mark.parametrize(
    "text", ["expiry date/time", "expired", "Go live date/time must be before expiry date/time", "Expiry:"]
)
def test_wagtails_words_of_the_end_of_a_page_are_spelt_as_the_dictionary_spells_them(text):
    with translation.override("id"):
        assert "kedaluwarsa" in translation.gettext(text).lower()
