import pytest

from assessments.glossary.loading import TermsInvalid, load_terms, read_terms, with_definitions
from assessments.glossary.models import Term
from assessments.glossary.terms import read_glossary


@pytest.fixture
def terms_file(tmp_path):
    def write(text):
        path = tmp_path / "terms.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_the_glossary_has_seventy_terms_in_both_working_languages():
    entries = read_terms()
    assert [entry.number for entry in entries] == list(range(1, 71))
    assert all({"en", "ru"} <= entry.words.keys() for entry in entries)


def test_only_the_working_languages_are_loaded_as_reviewed():
    reviewed = {code for entry in read_terms() for code, word in entry.words.items() if word.is_reviewed}
    waiting = {code for entry in read_terms() for code, word in entry.words.items() if not word.is_reviewed}
    assert reviewed == {"en", "ru"}
    assert waiting == {"kk", "ky", "tg", "tk", "uz", "fa-af"}


FAULTS = [
    ("terms:\n  1: {en: a, ru: б}\n  1: {en: c, ru: д}\n", "terms.yaml:3:", "stands twice"),
    ("terms:\n  one: {en: a, ru: б}\n", "terms.yaml:2:", "not the number"),
    ("terms:\n  1:\n    en: a\n    ru: б\n    xx: c\n", "terms.yaml:5:", "unknown language"),
    ("terms:\n  1: {en: a}\n", "terms.yaml:2:", "“ru” is missing"),
    ("terms:\n  1:\n    en: a\n    ru: {wort: б}\n", "terms.yaml:4:", "“wort” is not known here"),
    ("terms:\n  1:\n    en: a\n    ru: {also: [б]}\n", "terms.yaml:4:", "“word” is missing"),
    ("terms:\n  1:\n    en: ''\n    ru: б\n", "terms.yaml:3:", "not empty"),
    ("terms:\n  1:\n    en: [a]\n    ru: б\n", "terms.yaml:3:", "not empty"),
    ("terms:\n  1:\n    en: {word: a, also: b}\n    ru: б\n", "terms.yaml:3:", "must be a list"),
    (f"terms:\n  1:\n    en: {'a' * 201}\n    ru: б\n", "terms.yaml:3:", "longer than 200"),
    ("terms:\n  - 1\n", "terms.yaml:2:", "must be a mapping"),
    ("", "terms.yaml:1:", "must be a mapping"),
    ("terms:\n  1: {en: a\n  ru\n", "terms.yaml:", "expected"),
    ("terms: {1: {en: a, ru: б}}".encode("utf-16"), "terms.yaml:1:", "UTF-8"),
]


@pytest.mark.parametrize(("text", "where", "what"), FAULTS)
def test_a_fault_of_the_file_is_named_with_its_line(terms_file, text, where, what):
    with pytest.raises(TermsInvalid) as error:
        read_terms(terms_file(text))
    assert any(fault.startswith(where) and what in fault for fault in error.value.faults), error.value.faults


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    lines = []
    assert load_terms(report=lines.append) == 0
    before = read_glossary()
    assert load_terms(report=lines.append) == 0
    assert read_glossary() == before
    assert len(before) == 70
    assert lines == []


@pytest.mark.django_db
def test_the_word_of_a_translator_stays_and_is_reported():
    row = Term.objects.get(number=1).translations.get(language_code="kk")
    row.word, row.reviewed = "босқын адам", True
    row.save()
    lines = []
    assert load_terms(report=lines.append) == 0
    row.refresh_from_db()
    assert (row.word, row.reviewed) == ("босқын адам", True)
    assert lines == ["term 1, kk: changed in the CMS, left as it is"]


@pytest.mark.django_db
def test_what_is_missing_is_added():
    Term.objects.get(number=2).delete()
    Term.objects.get(number=1).translations.filter(language_code="tg").delete()
    assert load_terms(report=lambda line: None) == 9
    assert read_glossary()[1].words["tg"].text == "гуреза"
    assert read_glossary()[2].words["en"].text == "asylum-seeker"


@pytest.mark.django_db
def test_nothing_is_loaded_from_a_file_with_a_fault(terms_file):
    path = terms_file("terms:\n  900: {en: a, ru: б}\n  901: {en: a}\n")
    with pytest.raises(TermsInvalid):
        load_terms(report=lambda line: None, path=path)
    assert not Term.objects.filter(number=900).exists()


DEFINITION_FAULTS = [
    ("definitions: {}\n", "definitions.yaml:1:", "“format” must be 1"),
    ("format: 1\ndefinitions:\n  refuge: {en: A}\n", "definitions.yaml:3:", "no term is called “refuge”"),
    ("format: 1\ndefinitions:\n  refugee:\n    xx: A\n", "definitions.yaml:4:", "unknown language"),
    ("format: 1\ndefinitions:\n  refugee:\n    en: ''\n", "definitions.yaml:4:", "not empty"),
    (f"format: 1\ndefinitions:\n  refugee:\n    en: {'a' * 601}\n", "definitions.yaml:4:", "longer than 600"),
    (
        "format: 1\ndefinitions:\n  refugee: {en: A}\n  refugee: {en: B}\n",
        "definitions.yaml:4:",
        "stands twice",
    ),
    ("format: 1\ndefinitions: [a]\n", "definitions.yaml:2:", "must be a mapping"),
    ("format: 1\ndefinitions: {\n", "definitions.yaml:", "expected"),
]


@pytest.mark.parametrize(("text", "where", "what"), DEFINITION_FAULTS)
def test_a_fault_of_the_definitions_is_named_with_its_line(tmp_path, text, where, what):
    path = tmp_path / "definitions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TermsInvalid) as error:
        with_definitions(read_terms(), path)
    assert any(fault.startswith(where) and what in fault for fault in error.value.faults), error.value.faults


def test_every_term_is_defined_in_both_working_languages():
    without = [
        (entry.number, code)
        for entry in with_definitions(read_terms())
        for code in ("en", "ru")
        if not entry.words[code].definition
    ]
    assert without == []


@pytest.mark.django_db
def test_a_definition_of_an_editor_stays_and_is_reported_and_a_missing_one_is_written():
    edited, emptied = (Term.objects.get(number=number) for number in (1, 2))
    written = emptied.translations.get(language_code="ru").definition
    assert written
    edited.translations.filter(language_code="ru").update(definition="Мои слова.")
    emptied.translations.filter(language_code="ru").update(definition="")
    lines = []
    assert load_terms(report=lines.append) == 1
    assert lines == ["term 1, ru: definition changed in the CMS, left as it is"]
    assert edited.translations.get(language_code="ru").definition == "Мои слова."
    assert emptied.translations.get(language_code="ru").definition == written
    before, after = emptied.changed_at, Term.objects.get(number=2).changed_at
    assert after > before
