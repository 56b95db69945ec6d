"""Each rule finds what it is about, and nothing in a text that is as it should be."""

import pytest
import yaml

from assessments.glossary.matching import Vocabulary
from courses.content.checking import findings
from courses.content.checking.avoiding import FILE, avoided_in
from courses.content.checking.rules import Known, Page, check
from courses.content.checking.texts import Screen, Sheet, Text

WORDS = {7: {"en": "refugee", "ru": "беженец"}}
KNOWN = Known(
    source="en",
    tokens={"asylum_authority"},
    terms=WORDS,
    vocabularies={
        code: Vocabulary.of(code, [(number, [words[code]]) for number, words in WORDS.items()])
        for code in ("en", "ru")
    },
    pages={5},
    paths={"/en/help/", "/en/manual/m4/"},
)

LISTENS = "The officer listens first."
IRREGULAR = "irregular entry, migrant in an irregular situation"


def sheet(*texts: str, screens=()) -> Sheet:
    made = tuple(Text(f"body.{number}.text", "1 · Text", "text", text) for number, text in enumerate(texts))
    return Sheet(made, tuple(screens), {text.place: text.text for text in made})


def screen(kind: str, **value) -> Screen:
    return Screen("body.x", "1 · Screen", kind, value, "x")


def found(page: Page) -> list[tuple[str, str]]:
    return [(finding.kind, finding.detail) for finding in check(page, KNOWN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask {{asylum_authority}}.", []),
        ("Ask {{nobody}}.", [(findings.UNKNOWN_TOKEN, "{{nobody}}")]),
        ("Ask {{asylum_authority}.", [(findings.UNKNOWN_TOKEN, "{{")]),
        ("An illegal migrant came.", [(findings.AVOID, f"illegal migrant → {IRREGULAR}")]),
        ("The law says “illegal migrant”.", []),
        ('<p>See <a href="https://panah.example/">us</a>.</p>', []),
        ('<p>See <a href="http://panah.example/">us</a>.</p>', [(findings.INSECURE_LINK, "http://panah.example/")]),
        ('<p><a linktype="page" id="5">here</a></p>', []),
        ('<p><a linktype="page" id="6">here</a></p>', [(findings.DEAD_LINK, "6")]),
        ('<p><a href="/en/help/#top">here</a></p>', []),
        ('<p><a href="/en/gone/">here</a></p>', [(findings.DEAD_LINK, "/en/gone/")]),
        ('<p><a href="mailto:a@b.example">write</a></p>', []),
    ],
)  # fmt: skip
def test_a_text_is_looked_at(text, expected):
    assert found(Page("en", sheet(text))) == expected


@pytest.mark.parametrize(
    ("original", "text", "expected"),
    [
        (LISTENS, "Сначала сотрудник слушает.", []),
        (LISTENS, LISTENS, [(findings.UNTRANSLATED, LISTENS)]),
        (LISTENS, "", [(findings.UNTRANSLATED, LISTENS)]),
        ("M4.1", "M4.1", []),
        ("CORE, LOCAL, EXAMPLE", "CORE, LOCAL, EXAMPLE", []),
        ("UNHCR Kazakhstan", "UNHCR Kazakhstan", []),
        ("A refugee asks.", "Беженцы просят.", []),
        ("A refugee asks.", "Человек просит.", [(findings.TERM, "refugee → беженец")]),
        ("The authority is {{asylum_authority}}.", "Орган: {{asylum_authority}}.", []),
    ],
)  # fmt: skip
def test_a_translation_is_compared_with_its_original(original, text, expected):
    assert found(Page("ru", sheet(text), sheet(original))) == expected


def test_a_screen_that_the_translation_lacks_is_not_translated():
    first, second = screen("text", text="a"), Screen("body.y", "2 · Text", "text", {}, "y")
    page = Page("ru", sheet(screens=[first]), sheet(screens=[first, second]))
    assert [(finding.kind, finding.label) for finding in check(page, KNOWN)] == [
        (findings.UNTRANSLATED, "2 · Text")
    ]
    assert found(Page("ru", sheet(), sheet(screens=[first, second]))) == []


def test_a_picture_needs_a_description_and_a_drawing_its_words():
    assert found(Page("en", sheet(screens=[screen("image", alt=" ", drawing="m4-forms.svg")]))) == [
        (findings.MISSING_ALT, "")
    ]
    labels = [{"id": str(n), "value": {"slot": f"l{n}", "text": "x" if n != 2 else ""}} for n in range(1, 5)]
    drawing = screen("diagram", alt="A card", drawing="job-aid.svg", labels=labels)
    assert found(Page("en", sheet(screens=[drawing]))) == [(findings.LABEL, "l2"), (findings.LABEL, "l5")]


def fact(**value) -> dict:
    return {"id": "f", "type": "item", "value": {"text": "So it is.", "sources": [], **value}}


def test_a_fact_needs_a_source_and_a_doubtful_one_is_listed_with_its_date():
    source = [{"id": "s", "type": "item", "value": "P19"}]
    assert found(Page("en", sheet(screens=[screen("facts", facts=[fact()])]))) == [
        (findings.NO_SOURCE, "So it is.")
    ]
    doubtful = fact(sources=source, needs_confirmation=True, checked_on="2025-05-31")
    facts = screen("facts", facts=[fact(sources=source), doubtful])
    assert found(Page("en", sheet(screens=[facts]))) == [(findings.TO_CONFIRM, "So it is. (2025-05-31)")]
    # Once, not in each language.
    assert found(Page("ru", sheet(screens=[facts]), sheet(screens=[facts]))) == []
    assert found(Page("en", sheet(screens=[screen("chart", sources=[])]))) == [(findings.NO_SOURCE, "")]


def test_every_word_to_avoid_is_found_and_no_word_to_use_is_one():
    for language, entries in yaml.safe_load(FILE.read_text(encoding="utf-8"))["words"].items():
        for entry in entries:
            assert avoided_in(entry["use"], language) == [], (language, entry["use"])
            for word in entry["avoid"]:
                assert avoided_in(f"– {word} –", language), (language, word)


def test_a_word_to_avoid_is_found_however_it_is_inflected():
    assert avoided_in("Двое нелегальных мигрантов", "ru")
    assert avoided_in("Закон говорит «нелегальный мигрант»", "ru") == []
