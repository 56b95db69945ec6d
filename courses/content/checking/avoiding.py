"""Words the course does not use (words_to_avoid.yaml), found however they are inflected, but not in quotations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from assessments.glossary.matching import Vocabulary, find_terms

FILE = Path(__file__).resolve().parent.parent / "words_to_avoid.yaml"
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")


@dataclass(frozen=True)
class Avoided:
    """The words of one language: `instead` is {number in the vocabulary: what to say}."""

    vocabulary: Vocabulary
    instead: Mapping[int, str]


@lru_cache(maxsize=1)
def words_to_avoid() -> Mapping[str, Avoided]:
    """Return {language: Avoided} of the data file."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))["words"]
    return {
        language: Avoided(
            Vocabulary.of(language, [(number, entry["avoid"]) for number, entry in enumerate(entries)]),
            {number: entry["use"] for number, entry in enumerate(entries)},
        )
        for language, entries in data.items()
    }


def avoided_in(text: str, language: str) -> list[tuple[str, str]]:
    """Return [(word as it stands, what to say instead)] of a plain text; what is quoted may stand."""
    avoided = words_to_avoid().get(language)
    if avoided is None:
        return []
    # A quotation is as long as before, so that nothing grows together.
    open_text = QUOTED.sub(lambda quoted: "." * len(quoted[0]), text)
    return [
        (open_text[span.start : span.end], avoided.instead[span.number])
        for span in find_terms(open_text, avoided.vocabulary)
    ]
