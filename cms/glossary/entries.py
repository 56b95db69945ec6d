"""The glossary as a reader of one language sees it, as plain values."""

from dataclasses import dataclass

from assessments.glossary.collation import first_letter, in_order
from assessments.glossary.loading import WORKING_LANGUAGES
from assessments.glossary.terms import Entry, Word, read_glossary
from courses.content.stamp import Remembered
from courses.content.tree import with_fallbacks


@dataclass(frozen=True)
class Line:
    """One term: its `word` in `language`, which is not the reader's where nobody has translated it yet.

    `definition` is in `definition_language`, "" where there is none. `other` is the word in the other working
    language. `is_draft`: no native speaker has looked at the word.
    """

    number: int
    word: str
    language: str
    also: tuple[str, ...] = ()
    definition: str = ""
    definition_language: str = ""
    other: str = ""
    other_language: str = ""
    is_draft: bool = False

    @property
    def anchor(self) -> str:
        return anchor(self.number)


@dataclass(frozen=True)
class Section:
    """The terms below one letter; `letter` is "" for words that no letter of the language begins."""

    letter: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Glossary:
    """Every term for a reader; `untranslated` have no word in the language yet and are named in another one."""

    language: str
    sections: tuple[Section, ...] = ()
    untranslated: tuple[Line, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(section.letter for section in self.sections if section.letter)

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for section in self.sections for line in section.lines) + self.untranslated

    @property
    def has_drafts(self) -> bool:
        return any(line.is_draft for line in self.lines)


def anchor(number: int) -> str:
    return f"t{number}"


@Remembered
def glossary(language: str) -> Glossary:
    """Return the glossary in the order of the language. Two queries, and none while no term changes."""
    lines = [line for entry in read_glossary().values() if (line := _line(entry, language))]
    translated = in_order([line for line in lines if line.language == language], language, _word)
    untranslated = in_order([line for line in lines if line.language != language], language, _word)
    return Glossary(language=language, sections=_sections(translated), untranslated=tuple(untranslated))


def _word(line: Line) -> str:
    return line.word


def _line(entry: Entry, language: str) -> Line | None:
    shown = next((code for code in with_fallbacks(language) if code in entry.words), "")
    if not shown:
        return None
    word = entry.words[shown]
    defined, definition = _definition(entry, language)
    other_language, other = _other(entry, shown)
    return Line(
        number=entry.number,
        word=word.text,
        language=shown,
        also=word.also,
        definition=definition,
        definition_language=defined,
        other=other.text,
        other_language=other_language,
        is_draft=not word.is_reviewed,
    )


def _definition(entry: Entry, language: str) -> tuple[str, str]:
    for code in with_fallbacks(language):
        if code in entry.words and entry.words[code].definition:
            return code, entry.words[code].definition
    return "", ""


def _other(entry: Entry, shown: str) -> tuple[str, Word]:
    """Return the word to check against: in the working language that is read first and is not shown already."""
    for code in (*with_fallbacks(shown), *WORKING_LANGUAGES):
        if code != shown and code in WORKING_LANGUAGES and code in entry.words:
            return code, entry.words[code]
    return "", Word("")


def _sections(lines: list[Line]) -> tuple[Section, ...]:
    """Group lines that are in order below their letters."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(first_letter(line.word, line.language), []).append(line)
    return tuple(Section(letter=letter, lines=tuple(own)) for letter, own in found.items())
