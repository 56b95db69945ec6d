import pytest

from assessments.glossary.loading import read_terms
from assessments.glossary.matching import Span, Vocabulary, find_terms
from assessments.glossary.terms import vocabulary

ENTRIES = read_terms()
FOUND = [
    ("en", "Two refugees wait.", [("refugees", 1)]),
    ("en", "REFUGEES", [("REFUGEES", 1)]),
    ("en", "an asylum seeker, an asylum-seeker", [("asylum seeker", 2), ("asylum-seeker", 2)]),
    ("en", "The unaccompanied children came", [("unaccompanied children", 37)]),
    ("en", "the child's mother", [("child's", 36)]),
    ("ru", "Двоих беженцев везут", [("беженцев", 1)]),
    ("ru", "с лицами, ищущими убежища", [("лицами, ищущими убежища", 2)]),
    ("ru", "несопровождаемого ребёнка и детей", [("несопровождаемого ребёнка", 37), ("детей", 36)]),
    ("ru", "органам опеки и попечительства", [("органам опеки и попечительства", 41)]),
    ("ru", "о принципе «не навреди»", [("принципе «не навреди", 68)]),
    ("kk", "босқындардың мәртебесін", [("босқындардың мәртебесін", 28)]),
    ("kk", "балаларға", [("балаларға", 36)]),
    ("ky", "качкындарга жана балдарга", [("качкындарга", 1), ("балдарга", 36)]),
    ("tg", "шахсони паноҳҷӯянда", [("шахсони паноҳҷӯянда", 2)]),
    ("tg", "гурезаҳоро", [("гурезаҳоро", 1)]),
    ("tk", "bosgunlaryň we çagalaryň", [("bosgunlaryň", 1), ("çagalaryň", 36)]),
    ("uz", "boshpana so'rovchilarga", [("boshpana so'rovchilarga", 2)]),
    ("uz", "boshpana soʻrovchi", [("boshpana soʻrovchi", 2)]),
    ("uz", "qochogʻi", [("qochogʻi", 1)]),
    ("fa-af", "پناهندگان و اطفال", [("پناهندگان", 1), ("اطفال", 36)]),
    ("fa-af", "شرکت انتقال دهنده", [("شرکت انتقال دهنده", 19)]),
    ("fa-af", "شرکت انتقال‌دهنده", [("شرکت انتقال‌دهنده", 19)]),
]
NOT_FOUND = [
    ("en", "childlike, an asylumx"),
    ("en", "a fugee and a prerefugee"),
    ("ru", "детали и деталей, подбежавший"),
    ("kk", "балансты, адами"),
    ("fa-af", "پنا"),
]


def terms_in(language, text):
    spans = find_terms(text, vocabulary(ENTRIES, language))
    return [(text[span.start : span.end], span.number) for span in spans]


@pytest.mark.parametrize(("language", "text", "found"), FOUND)
def test_a_term_is_found_however_it_is_inflected(language, text, found):
    assert terms_in(language, text) == found


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_a_word_that_only_looks_alike_is_no_term(language, text):
    assert terms_in(language, text) == []


def test_the_longest_term_wins_and_none_overlap():
    assert terms_in("en", "Refoulement, indirect refoulement and non-refoulement") == [
        ("Refoulement", 8),
        ("indirect refoulement", 9),
        ("non-refoulement", 7),
    ]
    assert terms_in("en", "best interests of the child") == [("best interests of the child", 39)]


def test_a_term_does_not_reach_over_the_end_of_a_sentence():
    assert terms_in("en", "He spoke of asylum. Seeker was his name.") == [("asylum", 3)]
    assert terms_in("en", "asylum\n\nseeker") == [("asylum", 3)]


def test_spans_are_places_in_the_text_as_it_is_written():
    assert find_terms("  «Беженцы»", vocabulary(ENTRIES, "ru")) == [Span(3, 10, 1)]


def test_of_two_terms_written_alike_the_first_of_the_glossary_counts():
    both = Vocabulary.of("en", [(4, ["gate"]), (9, ["gate", ""])])
    assert find_terms("Gates", both) == [Span(0, 5, 4)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.number))
def test_every_word_of_the_glossary_is_found_as_it_is_written(entry):
    for language, word in entry.words.items():
        for written in (word.text, *word.also):
            spans = find_terms(written, vocabulary(ENTRIES, language))
            covered = sum(span.end - span.start for span in spans)
            assert spans, written
            assert covered >= len(written) - 2, (written, spans)


def test_a_text_without_letters_and_an_unknown_language_have_no_terms():
    assert find_terms("12:40 — 33.", vocabulary(ENTRIES, "en")) == []
    assert find_terms("refugee", vocabulary(ENTRIES, "xx")) == []
