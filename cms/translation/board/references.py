"""What texts refer to (terms, country facts, sources, routes) as lines of the board: objects translated by parler."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.glossary.models import Term
from assessments.xapi.keys import stable_key
from cms.translation.board.states import DRAFT, LIVE, MISSING, Cell
from courses.content.models import CountryFact, Route, Source
from courses.content.translations.counting import words_in


@dataclass(frozen=True)
class Reference:
    """One kind of object: `fields` are its translated texts, `reviewed` the flag of who has read them, if any."""

    kind: str
    title: Promise
    rows: Callable[[], QuerySet]
    fields: tuple[str, ...]
    reviewed: str = ""

    @property
    def key(self) -> UUID:
        """What assignments to translate all objects of the kind hang on."""
        return stable_key("page", f"board-{self.kind}")

    @property
    def model(self) -> type[Model]:
        return self.rows().model

    def may_be_changed_by(self, user) -> bool:
        meta = self.model._meta
        return user.has_perm(f"{meta.app_label}.change_{meta.model_name}")

    def objects(self) -> list[Model]:
        """Return the objects with their translations. Two queries."""
        return list(self.rows().prefetch_related("translations"))

    def cell(self, one: Model, language: str) -> Cell:
        """Return how far one object is in a language. No query if it comes from `objects`."""
        words = {row.language_code: row for row in one.translations.all()}
        source = words.get(settings.LANGUAGE_CODE) or next(iter(words.values()), None)
        own = words.get(language)
        needed = [name for name in self.fields if source is not None and getattr(source, name)]
        given = [name for name in needed if own is not None and getattr(own, name)]
        return Cell(
            language=language,
            state=self._state(own, len(given) == len(needed)),
            done=_count(source, given),
            words=_count(source, needed),
            is_source=language == settings.LANGUAGE_CODE,
        )

    def _state(self, own: Model | None, is_whole: bool) -> str:
        if not is_whole:
            return MISSING
        return DRAFT if self.reviewed and own is not None and not getattr(own, self.reviewed) else LIVE


def _count(row: Model | None, names: Iterable[str]) -> int:
    return sum(words_in(getattr(row, name)) for name in names) if row is not None else 0


REFERENCES: Mapping[str, Reference] = {
    each.kind: each
    for each in (
        Reference("glossary", _("Glossary"), Term.objects.all, ("word", "definition"), "reviewed"),
        Reference(
            "facts",
            _("Country facts"),
            # What is not known has no words in any language.
            lambda: CountryFact.objects.exclude(certainty=CountryFact.Certainty.UNKNOWN),
            ("value",),
        ),
        Reference("sources", _("Sources"), Source.objects.all, ("title",)),
        Reference("routes", _("Learner routes"), Route.objects.all, ("title", "summary")),
    )
}
