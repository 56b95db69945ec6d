"""From the rich text Wagtail stores back to the Markdown subset of the words files: the inverse of to_rich_text."""

import re
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, NavigableString, Tag

from courses.content.curriculum.markdown import stored_html, to_rich_text
from courses.content.curriculum.writing import EDITORS_MARKS

MARKS = {"b": "**", "i": "*"}
# What would begin a list at the start of a paragraph.
BULLET = re.compile(r"^([-+])(?=\s|$)")
NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")
# A letter on both sides makes an underscore a part of a word (or of a country token).
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
BLOCKS = ("p", "ul", "ol")


class Prose(str):
    """A text in the Markdown subset, apart from a plain one: two that become the same rich text say the same."""

    __slots__ = ()


def from_rich_text(html: str, address: Callable[[int], str] = lambda pk: "") -> Prose:
    """Return the Markdown that to_rich_text makes into this HTML; `address` gives the URL of a page of the site.

    Where no Markdown does (a bold full stop in the middle of a word) the HTML itself is returned: to_rich_text
    takes that, too. Empty paragraphs and the marks of the editor are left out.

    >>> from_rich_text("<p><b>Stop.</b> Listen.</p><ul><li>a</li></ul>")
    '**Stop.** Listen.\\n\\n- a'
    """
    wanted = normal(html, address)
    for escaped in (_lightly, _fully):
        markdown = "\n\n".join(_blocks(BeautifulSoup(wanted, "html.parser"), escaped))
        if to_rich_text(markdown) == wanted:
            return Prose(markdown)
    return Prose(wanted)


def normal(html: str, address: Callable[[int], str] = lambda pk: "") -> str:
    """Return the HTML as it can be loaded: without what the editor adds, links to pages as their addresses."""
    soup = BeautifulSoup(EDITORS_MARKS.sub("", html), "html.parser")
    for link in soup.find_all("a", linktype="page"):
        url = address(int(link.get("id") or 0))
        link.attrs = {"href": url} if url else {}
        if not url:
            link.unwrap()
    html = stored_html(str(soup))
    soup = BeautifulSoup(html, "html.parser")
    for paragraph in soup.find_all("p"):
        if not paragraph.get_text().strip() and not paragraph.find("a"):
            paragraph.decompose()
    return stored_html(str(soup))


def _blocks(parent: Tag, escaped) -> Iterator[str]:
    for child in parent.children:
        is_list = isinstance(child, Tag) and child.name in ("ul", "ol")
        yield _list(child, escaped) if is_list else _shielded(_inline(child, escaped))


def _shielded(words: str) -> str:
    """Keep a text that begins like a list from becoming one."""
    return NUMBER.sub(r"\1\\\2", BULLET.sub(r"\\\1", words))


def _list(parent: Tag, escaped) -> str:
    lines = []
    for number, item in enumerate(parent.find_all("li", recursive=False), start=1):
        mark = "- " if parent.name == "ul" else f"{number}. "
        words = "".join(
            _inline(child, escaped)
            for child in item.children
            if not (isinstance(child, Tag) and child.name in BLOCKS)
        )
        lines.append(mark + _shielded(words))
        for inner in item.find_all(("ul", "ol"), recursive=False):
            lines += [" " * len(mark) + line for line in _list(inner, escaped).splitlines()]
    return "\n".join(lines)


def _inline(node, escaped) -> str:
    if isinstance(node, NavigableString):
        return escaped(str(node))
    words = "".join(_inline(child, escaped) for child in node.children)
    if node.name == "a":
        return f"[{words}]({node.get('href', '')})"
    mark = MARKS.get(node.name, "")
    return f"{mark}{words}{mark}"


def _lightly(text: str) -> str:
    """Escape what is nearly always a mark: asterisks, brackets before a link, underscores at the edge of a word."""
    text = re.sub(r"[\\*]", r"\\\g<0>", text)
    return UNDERSCORE.sub(r"\\_", re.sub(r"\](?=\()", r"\\]", text))


def _fully(text: str) -> str:
    """Escape every mark there is, but in the name of a country token."""
    return UNDERSCORE.sub(r"\\_", re.sub(r"[\\*\[\]]", r"\\\g<0>", text))
