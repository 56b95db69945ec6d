"""The live pages of the site as plain values: what stands under which address, in which languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from courses.content.stamp import Remembered

# Wagtail keeps a page's place as a path of steps of this many letters (treebeard's materialised path).
STEP = Page.steplen


@dataclass(frozen=True)
class Node:
    """One live page in one language; `path` is its address below the home page ("manual/m4/")."""

    pk: int
    key: UUID
    language: str
    path: str
    title: str
    model: str
    place: str

    @property
    def is_home(self) -> bool:
        return self.path == ""


@dataclass(frozen=True)
class Tree:
    """All live pages below the home page, in the order of the site."""

    nodes: tuple[Node, ...] = ()
    by_path: Mapping[tuple[str, str], Node] = field(default_factory=dict)
    by_key: Mapping[UUID, Mapping[str, Node]] = field(default_factory=dict)
    languages: tuple[str, ...] = ()

    def in_language(self, key: UUID, language: str) -> Node | None:
        """Return the page in the language, or in the first of its fallbacks that has it."""
        versions = self.by_key.get(key, {})
        for code in with_fallbacks(language):
            if code in versions:
                return versions[code]
        return None

    def below(self, node: Node) -> list[Node]:
        """Return the pages right below a page, in order."""
        return [
            other
            for other in self.nodes
            if len(other.place) == len(node.place) + STEP and other.place.startswith(node.place)
        ]


def with_fallbacks(language: str) -> list[str]:
    """Return the languages a text is looked for in, the wanted one first."""
    return [language, *settings.PANAH_CONTENT_FALLBACKS.get(language, [])]


def address(path: str, language: str) -> str:
    """Return the URL of the page at `path` in the interface of a language."""
    with translation.override(language):
        return reverse("wagtail_serve", args=[path])


@Remembered
def tree() -> Tree:
    """Return the live pages of the default site. At most three queries, and those only after a change."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return Tree()
    rows = list(
        Page.objects.live()
        .order_by("path")
        .values_list(
            "pk",
            "translation_key",
            "locale__language_code",
            "url_path",
            "title",
            "content_type__app_label",
            "content_type__model",
            "path",
        )
    )
    homes = {row[3]: row[7] for row in rows if row[1] == site.root_page.translation_key}
    nodes = tuple(_nodes(rows, homes))
    by_key: dict[UUID, dict[str, Node]] = {}
    for node in nodes:
        by_key.setdefault(node.key, {})[node.language] = node
    return Tree(
        nodes=nodes,
        by_path={(node.language, node.path): node for node in nodes},
        by_key=by_key,
        languages=tuple(sorted({node.language for node in nodes})),
    )


def _nodes(rows, homes):
    """Yield the nodes below the homes ({url path: place}); what is under a hidden page is hidden too."""
    reached = set()
    for pk, key, language, url_path, title, app, model, place in rows:
        home = next((start for start, root in homes.items() if place.startswith(root)), None)
        if home is None or not (place in homes.values() or place[:-STEP] in reached):
            continue
        reached.add(place)
        yield Node(
            pk=pk,
            key=key,
            language=language,
            path=url_path[len(home) :],
            title=title,
            model=f"{app}.{model}",
            place=place,
        )
