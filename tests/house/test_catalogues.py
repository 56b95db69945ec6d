"""Catalogues: English and Russian are complete, the others say honestly how far they are."""

import re
from pathlib import Path

import polib
import pytest

LOCALE = Path(__file__).resolve().parents[2] / "locale"
LANGUAGES = ["en", "ru", "kk", "ky", "tg", "tk", "uz", "fa_AF"]


def catalogue(language):
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_catalogue_that_tells_its_state(language):
    state = catalogue(language).metadata.get("X-Panah-State")
    assert state in {"source", "draft", "reviewed"}


def test_russian_is_complete():
    russian = catalogue("ru")
    assert [entry.msgid for entry in russian.untranslated_entries()] == []
    assert [entry.msgid for entry in russian.fuzzy_entries() if not entry.obsolete] == []


def test_every_language_knows_the_same_strings():
    # English is its own msgids; a string that makemessages found is in every catalogue.
    english = {(entry.msgctxt, entry.msgid) for entry in catalogue("en") if not entry.obsolete}
    for language in LANGUAGES:
        assert {
            (entry.msgctxt, entry.msgid) for entry in catalogue(language) if not entry.obsolete
        } == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_placeholders_of_its_source(language):
    holder = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    for entry in catalogue(language).translated_entries():
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert set(holder.findall(text)) <= set(holder.findall(entry.msgid + entry.msgid_plural)), (
                    entry.msgid
                )
