"""The pages as they are live, by key and language, with the order they stand in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.content.translations.models import TextState
from courses.content.translations.stating import WRITTEN

# One page in the languages it is live in.
Versions = Mapping[str, Page]
SOURCE = settings.LANGUAGE_CODE


@dataclass
class LivePages:
    """`report` is told of pages that stay out. One query for each kind of page that is asked for."""

    report: Callable[[str], None]
    states: Mapping[tuple[UUID, str], str] = field(default_factory=lambda: _states())

    def of(self, model: type[Page]) -> list[Versions]:
        """Return the pages of a kind, each in its languages (the source first), in the order of the source."""
        pages: dict[UUID, dict[str, Page]] = {}
        for page in model.objects.select_related("locale").order_by("path"):
            if page.live:
                pages.setdefault(page.translation_key, {})[page.locale.language_code] = page
            self._tell_of(page)
        found = []
        for versions in pages.values():
            if SOURCE in versions:
                order = [code for code, _name in settings.LANGUAGES if code in versions]
                found.append({code: versions[code] for code in order})
            else:
                self._say(next(iter(versions.values())), _("is not there in the source language, left out"))
        return sorted(found, key=lambda versions: versions[SOURCE].path)

    def below(self, parent: Versions, all_of_kind: list[Versions]) -> list[Versions]:
        """Return those of the pages that stand right below a page, in order."""
        place = parent[SOURCE].path
        return [versions for versions in all_of_kind if versions[SOURCE].path[: -Page.steplen] == place]

    def state_of(self, pages: list[Versions], language: str) -> str:
        """Return how far the words of pages in a language have been checked, "" where that goes without saying."""
        found = {
            self.states.get((own[language].translation_key, language)) for own in pages if language in own
        }
        usual = TextState.State.REVIEWED if language in WRITTEN else TextState.State.DRAFT
        state = TextState.State.REVIEWED if found == {TextState.State.REVIEWED} else TextState.State.DRAFT
        return "" if None in found or state == usual else str(state)

    def _tell_of(self, page: Page):
        if not page.live:
            self._say(page, _("is not live, left out"))
        elif page.has_unpublished_changes:
            self._say(page, _("has a draft, what is live was written"))

    def _say(self, page: Page, line: str):
        told = f"{page._meta.verbose_name} “{page.title}” ({page.locale.language_code})"
        self.report(_("%(text)s: %(line)s") % {"text": told, "line": line})


def _states() -> dict[tuple[UUID, str], str]:
    return {
        (key, code): state for key, code, state in TextState.objects.values_list("key", "language", "state")
    }
