"""Where a chapter of the Manual or an article of the Code is cited: for the day it is revised."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Max
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from assessments.scenarios.models import ScenarioVersion, Scene
from courses.content.checking.texts import read_page

SCREEN, QUESTION, ANSWER, SCENE, CHOICE = "screen", "question", "answer", "scene", "choice"
KINDS = {
    SCREEN: _("Screen"),
    QUESTION: _("Question"),
    ANSWER: _("Answer"),
    SCENE: _("Scene of a scenario"),
    CHOICE: _("Choice in a scenario"),
}
# In running text: a lesson (M4.1), a module of any track (T2), an article (CP5).
NAMED = re.compile(r"(?<![\w.])(?:[MCTD]\d{1,2}(?:\.\d{1,2})?|CP\d{1,2})(?![\w])")
# A treaty is cited by its article: "1951 Convention, Art. 33".
ARTICLE = re.compile(r"\bArts?\b\.?\s*\d|\bArticles?\s+\d")
CODE_PARTS = re.compile(r"([A-Z]+)(\d+)(?:\.(\d+))?$")
# In the order of the curriculum.
TRACKS = ("M", "C", "T", "D", "CP")


@dataclass(frozen=True)
class Citation:
    """One place that cites a code. `owner` is the page or scenario: ("page", its primary key) or ("scenario", its
    key); `place` is where in it, for the editor; `text` is the beginning of what is said there."""

    code: str
    kind: str
    owner: tuple[str, object]
    title: str
    place: str
    text: str

    @property
    def kind_name(self):
        return KINDS[self.kind]


def order(code: str) -> tuple:
    """Return what codes are sorted by: M4, M4.1, M4.10, C1, CP2, articles of treaties at the end.

    >>> sorted(["CP2", "M10", "M4.10", "M4.2"], key=order)
    ['M4.2', 'M4.10', 'M10', 'CP2']
    """
    match = CODE_PARTS.match(code)
    if match is None or match[1] not in TRACKS:
        return (len(TRACKS), code, 0)
    return (TRACKS.index(match[1]), int(match[2]), int(match[3] or 0))


def citations_on(page, title: str) -> Iterator[Citation]:
    """Yield every citation on a page of screens. No query."""
    for screen in read_page(page).screens:
        for place, kind, value in _citing(screen.value, screen.place, SCREEN):
            for item in value["cites"]:
                yield Citation(item["value"], kind, ("page", page.pk), title, place, _beginning(value))


def _citing(value, place: str, kind: str) -> Iterator[tuple[str, str, Mapping]]:
    """Yield (place, kind, value) of everything in a block that cites."""
    if isinstance(value, Mapping):
        if value.get("cites"):
            yield place, kind, value
        for name, inner in value.items():
            kind_of_inner = {"questions": QUESTION, "options": ANSWER}.get(name, kind)
            yield from _citing(inner, f"{place}.{name}", kind_of_inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            if isinstance(item, Mapping) and "id" in item:
                yield from _citing(item["value"], f"{place}.{item['id']}", kind)


def _beginning(value: Mapping) -> str:
    """Return the first words of a block, to know it by."""
    for name in ("heading", "caption", "text", "task", "situation", "body", "alt"):
        if text := strip_tags(str(value.get(name) or "").replace("</p>", " ")).strip():
            return text if len(text) <= 140 else f"{text[:139].rstrip()}…"
    return ""


def citations_in_scenarios() -> list[Citation]:
    """Return what the newest version of each scenario names in principles, legal sources and notes. Five queries."""
    versions = ScenarioVersion.objects.annotate(newest=Max("scenario__versions__number")).filter(
        number=F("newest")
    )
    scenes = (
        Scene.objects.filter(version__in=versions.values("pk"))
        .select_related("version__scenario")
        .prefetch_related("translations", "choices__translations", "version__translations")
    )
    return [citation for scene in scenes for citation in _in_scene(scene)]


def _in_scene(scene: Scene) -> Iterator[Citation]:
    scenario = scene.version.scenario
    title = _words(scene.version, "title") or str(scenario.key)
    owner = ("scenario", scenario.key)
    for code in _named(scene):
        yield Citation(code, SCENE, owner, title, scene.key, _words(scene, "heading"))
    for choice in scene.choices.all():
        for code in _named(choice):
            yield Citation(code, CHOICE, owner, title, scene.key, _words(choice, "text"))


def _named(row) -> list[str]:
    """Return the chapters and articles named in a row, each once."""
    legal = _words(row, "legal")
    codes = NAMED.findall(f"{_words(row, 'principle')}\n{legal}\n{_words(row, 'notes')}")
    articles = (part.strip() for part in legal.split(";"))
    return list(dict.fromkeys([*codes, *(part for part in articles if ARTICLE.search(part))]))


def _words(row, name: str) -> str:
    found = {words.language_code: getattr(words, name, "") for words in row.translations.all()}
    return found.get(settings.LANGUAGE_CODE) or next(iter(found.values()), "")
