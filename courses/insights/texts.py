"""The words of a version for the insights: in the wished language, else in the nearest one that has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.scenarios import words
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import languages_for


@dataclass(frozen=True)
class Texts:
    """All words of one version by language, read by address ("" the scenario, "d1" a scene, "d1/a" a choice)."""

    language: str
    by_language: Mapping[str, dict]

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes in which there are words, in order."""
        return tuple(sorted(self.by_language))

    @property
    def order(self) -> Sequence[str]:
        """The codes in which a text is looked for, the wished one first, any other at the end."""
        wished = [code for code in languages_for(self.language) if code in self.by_language]
        return [*wished, *(code for code in self.languages if code not in wished)]

    def read(self, address: str, field: str) -> str:
        """Return a text, "" where no language has it."""
        scene, _, choice = address.partition("/")
        for code in self.order:
            found = self.by_language[code]
            if scene:
                found = found["scenes"].get(scene, {})
            if choice:
                found = found.get("choices", {}).get(choice, {})
            if text := found.get(field):
                return text
        return ""

    def heading(self, scene: str) -> str:
        return self.read(scene, "heading") or scene

    def articles(self, scene: str, choice: str) -> tuple[str, ...]:
        """Return the legal sources of a choice, one by one; they are written with semicolons between them."""
        parts = (part.strip() for part in self.read(f"{scene}/{choice}", "legal").split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))


def texts_of(version: ScenarioVersion, language: str) -> Texts:
    """Return the texts of a version. Three queries."""
    return Texts(language, words.all_words(version))
