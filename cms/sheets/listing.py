"""Which information sheets there are, in a reader's language or the first fallback that has them."""

from cms.sheets.models import SheetPage
from courses.content.stamp import Remembered
from courses.content.tree import Node, address, tree

INDEX_MODEL, SHEET_MODEL = "cms.sheetindexpage", "cms.sheetpage"


def index_node(language: str) -> Node | None:
    """Return the list of sheets in the language or its fallback."""
    pages = tree()
    keys = [node.key for node in pages.nodes if node.model == INDEX_MODEL]
    return pages.in_language(keys[0], language) if keys else None


def index_url(language: str) -> str:
    """Return where the list of sheets stands, "" where there is none."""
    node = index_node(language)
    return address(node.path, language) if node else ""


def sheet_nodes(language: str) -> list[Node]:
    """Return every live sheet, in the order of the site."""
    pages = tree()
    keys = dict.fromkeys(node.key for node in pages.nodes if node.model == SHEET_MODEL)
    found = [pages.in_language(key, language) for key in keys]
    return [node for node in found if node]


@Remembered
def sheet_pages(language: str) -> tuple[tuple[Node, SheetPage], ...]:
    """Return the sheets with their pages. One query, and none while nothing changes."""
    nodes = sheet_nodes(language)
    pages = SheetPage.objects.select_related("locale").in_bulk([node.pk for node in nodes])
    return tuple((node, pages[node.pk]) for node in nodes if node.pk in pages)
