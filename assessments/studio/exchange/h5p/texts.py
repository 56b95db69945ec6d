"""HTML of H5P <-> the plain text of a scenario: paragraphs are parted by an empty line. Pure."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from assessments.scenarios.sources.yaml_lines import UNPRINTABLE

_BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "table",
    "ul",
    "ol",
    "hr",
    "figure",
}
_LINES = {"br", "li", "tr", "dt", "dd"}
_STYLED = {
    "strong",
    "b",
    "em",
    "i",
    "u",
    "del",
    "s",
    "sub",
    "sup",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "code",
    "pre",
}
_STYLED |= {"table", "ul", "ol", "blockquote", "hr", "font"}
_MEDIA = {"video", "audio", "iframe", "object", "embed"}
_SILENT = {"script", "style", "head", "title"}
_TAG = re.compile(r"<(?=[A-Za-z/!])")


@dataclass
class PlainText:
    """A text without tags. `emphasis` is "strong" or "em" for each paragraph that is wholly so, else ""."""

    paragraphs: list[str] = field(default_factory=list)
    emphasis: list[str] = field(default_factory=list)
    has_styles: bool = False
    has_links: bool = False
    has_angle: bool = False
    pictures: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)

    def __str__(self):
        return "\n\n".join(self.paragraphs)

    def __bool__(self):
        return bool(self.paragraphs)


def plain_text(source: object) -> PlainText:
    """Return an HTML text as plain text; anything that is no text is an empty one."""
    reader = _Reader()
    if isinstance(source, str):
        reader.feed(source)
        reader.close()
    return reader.finished()


def html_text(text: str) -> str:
    """Return a plain text as paragraphs of HTML."""
    return "".join(f"<p>{_lines(paragraph)}</p>" for paragraph in paragraphs_of(text))


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a plain text, without spaces at the ends of their lines."""
    lines = [line.strip() for line in text.splitlines()]
    return [one for one in re.split(r"\n{2,}", "\n".join(lines).strip()) if one]


def escaped(text: str) -> str:
    """Return a plain text as H5P keeps one that has no tags. Quotes stay: players show them by two ways."""
    return html.escape(" ".join(text.split()), quote=False)


def emphasised(tag: str, text: str) -> str:
    """Return each paragraph of a text in <strong> or <em>."""
    return "".join(f"<p><{tag}>{_lines(paragraph)}</{tag}></p>" for paragraph in paragraphs_of(text))


def _lines(paragraph: str) -> str:
    return "<br>".join(html.escape(line, quote=False) for line in paragraph.split("\n"))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = PlainText()
        self.parts: list[str] = []
        # How many letters of the paragraph stand in each emphasis.
        self.letters = {"": 0, "strong": 0, "em": 0}
        self.open: list[str] = []
        self.address = ""
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in _SILENT:
            self.silent += 1
        if tag in _BLOCKS:
            self._paragraph()
        elif tag in _LINES:
            self._line(tag)
        self._note(tag, given)
        if tag in ("strong", "b", "em", "i"):
            self.open.append("strong" if tag in ("strong", "b") else "em")
        if tag == "a":
            self.address = given.get("href") or ""

    def handle_endtag(self, tag):
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        name = {"b": "strong", "i": "em"}.get(tag, tag)
        if name in self.open:
            self.open.remove(name)
        if tag == "a" and self.address:
            if self.address not in "".join(self.parts):
                self.parts.append(f" ({self.address})")
            self.address = ""
        if tag in _BLOCKS:
            self._paragraph()
        elif tag in ("td", "th"):
            self.parts.append("  ")

    def handle_data(self, data):
        if self.silent:
            return
        text = re.sub(r"\s+", " ", data.replace("\xa0", " "))
        self.parts.append(text)
        count = len(text.strip())
        self.letters[""] += count
        for name in set(self.open):
            self.letters[name] += count

    def finished(self) -> PlainText:
        self._paragraph()
        return self.found

    def _note(self, tag: str, given: dict) -> None:
        styled = tag in _STYLED or (tag == "span" and "style" in given)
        self.found.has_styles = self.found.has_styles or styled
        self.found.has_links = self.found.has_links or (tag == "a" and bool(given.get("href")))
        if tag == "img":
            self.found.pictures.append(given.get("alt") or given.get("src") or "img")
        if tag in _MEDIA:
            self.found.media.append(given.get("src") or tag)

    def _line(self, tag: str) -> None:
        self.parts.append("\n- " if tag == "li" else "\n")

    def _paragraph(self) -> None:
        lines = [re.sub(r" {3,}", "  ", line).strip() for line in "".join(self.parts).split("\n")]
        text = re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()
        whole = self.letters[""]
        emphasis = next((name for name in ("strong", "em") if whole and self.letters[name] == whole), "")
        self.parts, self.letters = [], {"": 0, "strong": 0, "em": 0}
        if not text:
            return
        clean = _TAG.sub("‹", UNPRINTABLE.sub("", text))
        self.found.has_angle = self.found.has_angle or "‹" in clean and "‹" not in text
        self.found.paragraphs.append(clean)
        self.found.emphasis.append(emphasis)
