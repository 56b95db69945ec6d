"""The glossary as it is looked at: every term with its words, and what to look for in a text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assessments.glossary.matching import Vocabulary
from assessments.glossary.models import Term


@dataclass(frozen=True)
class Word:
    """A term in one language; `also` are other ways of writing it, `definition` is "" where nobody wrote one."""

    text: str
    also: tuple[str, ...] = ()
    is_reviewed: bool = False
    definition: str = ""


@dataclass(frozen=True)
class Entry:
    """One term: `words` is {language: Word}."""

    number: int
    words: dict[str, Word] = field(default_factory=dict)


def read_glossary(**filters) -> dict[int, Entry]:
    """Return {number: Entry} with all languages, of all terms or of those the filters name. Two queries."""
    return {
        term.number: Entry(
            term.number,
            {
                row.language_code: Word(row.word, tuple(row.also), row.reviewed, row.definition)
                for row in term.translations.all()
            },
        )
        for term in Term.objects.filter(**filters).prefetch_related("translations")
    }


def vocabulary(entries: Iterable[Entry], language: str) -> Vocabulary:
    """Return what to look for in texts of a language."""
    return Vocabulary.of(
        language,
        [
            (entry.number, (word.text, *word.also))
            for entry in entries
            if (word := entry.words.get(language)) is not None
        ],
    )
