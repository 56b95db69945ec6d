"""Texts of content: with `tags` cleaned by an allow-list, without them escaped; cut and matched as the field says.

Cleaning a cleaned text changes nothing.
"""

import html
import re
from collections.abc import Iterator, Mapping

import nh3

from assessments.h5p.semantics.patterns import matches
from assessments.h5p.semantics.styles import STYLEABLE, allowed_styles, kept_style, tags_named
from assessments.h5p.semantics.tags import is_quick, seen, without_tags
from assessments.h5p.semantics.walk import NOTHING, Walk, shown

SCHEMES = {"http", "https", "ftp", "mailto"}
# Whatever a library asks for, nothing that loads, runs, asks for input or moves what stands around it.
_SAFE_TAGS = (
    "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details "
    "dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp "
    "rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul "
    "var wbr"
)
_SAFE = frozenset(_SAFE_TAGS.split())
_ALWAYS = frozenset({"div", "span", "p", "br"})
_TABLE_TAGS = "tr td th colgroup col thead tbody tfoot figure figcaption caption"
_TABLE = frozenset(_TABLE_TAGS.split())
# One tag brings another: editors write <strong> where <b> was asked for.
_BRINGS = {
    "b": {"strong"},
    "i": {"em"},
    "ul": {"li"},
    "ol": {"li"},
    "del": {"s"},
    "strike": {"s"},
    "table": _TABLE,
}
_EVERYWHERE = {"class", "dir", "id", "lang", "title", "role"}
_ATTRIBUTES = {
    "a": {"href", "target", "name"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "table": {"border", "cellpadding", "cellspacing", "align", "summary", "width", "height"},
    "td": {"colspan", "rowspan", "headers", "align", "valign", "width", "height"},
    "th": {"colspan", "rowspan", "scope", "headers", "align", "valign", "width", "height"},
    "col": {"span", "width"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "details": {"open"},
}
_LINKS = {"href", "src", "cite"}
# Their content goes with them.
_WITH_CONTENT = {"script", "style", "iframe", "object", "template", "noscript", "title", "textarea", "select"}
_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*)[\x00-\x20]*:")


def kept_text(value: object, field: Mapping, walk: Walk, place: str):
    """Return the text as it may stay, or NOTHING."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return NOTHING if value is None else walk.drop(place, "wrong-type", wanted="text", found=shown(value))
    text = _short_enough(value, field, walk, place)
    text = _with_tags(text, field, walk, place) if isinstance(field.get("tags"), list) else escaped(text)
    return _as_the_pattern_says(text, field, walk, place)


def escaped(text: str) -> str:
    """Return a plain text as HTML, leaving entities that are there as they are."""
    text = _AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#039;")


def tags_of(field: Mapping) -> frozenset[str]:
    """Return the tags a text of this field may have."""
    named = tags_named(field)
    brought = {tag for name in named for tag in _BRINGS.get(name, ())}
    return (_ALWAYS | named | brought) & _SAFE


def _short_enough(text: str, field: Mapping, walk: Walk, place: str) -> str:
    most = field.get("maxLength")
    plain = html.unescape(text)
    if not isinstance(most, int) or most <= 0 or len(plain) <= most:
        return text
    walk.tell(place, "too-long", most=most, length=len(plain))
    return (text if isinstance(field.get("tags"), list) else plain)[:most]


def _as_the_pattern_says(text: str, field: Mapping, walk: Walk, place: str) -> str:
    regexp = field.get("regexp")
    if not isinstance(regexp, Mapping) or (text == "" and field.get("optional")):
        return text
    if matches(regexp.get("pattern"), regexp.get("modifiers", ""), html.unescape(text)):
        return text
    walk.tell(place, "regexp", text=shown(text), pattern=shown(regexp.get("pattern")))
    return ""


def _with_tags(text: str, field: Mapping, walk: Walk, place: str) -> str:
    if "<" not in text and "&" not in text and ">" not in text:
        return text
    if not is_quick(text):
        walk.tell(place, "tangled")
        return escaped(without_tags(text))
    tags, styles = tags_of(field), allowed_styles(field)
    for what, name in _lost(text, tags, styles):
        walk.tell(place, what, name=name)
    return nh3.clean(
        text,
        tags=set(tags),
        clean_content_tags=_WITH_CONTENT - tags,
        attributes={tag: _attributes_of(tag) for tag in tags},
        attribute_filter=lambda tag, name, value: _kept_attribute(tag, name, value, styles),
        generic_attribute_prefixes={"data-", "aria-"},
        link_rel=None,
        url_schemes=SCHEMES,
    )


def _attributes_of(tag: str) -> set[str]:
    return _EVERYWHERE | _ATTRIBUTES.get(tag, set()) | ({"style"} if tag in STYLEABLE else set())


def _kept_attribute(tag: str, name: str, value: str, styles) -> str | None:
    if name == "style":
        return kept_style(value, styles)[0] or None
    if name in _LINKS:
        return value if is_safe_link(value) else None
    return value


def is_safe_link(link: str) -> bool:
    """Tell whether a link is relative or of a scheme that may be."""
    scheme = _SCHEME.match(re.sub(r"[\t\r\n]", "", link))
    return scheme is None or scheme[1].lower() in SCHEMES


def _lost(text: str, tags: frozenset[str], styles: Mapping[str, re.Pattern]) -> dict[tuple[str, str], None]:
    """Return what cleaning takes out of a text, once each, for people to read; the cleaning does not go by it."""
    lost: dict[tuple[str, str], None] = {}
    for tag, attributes in seen(text):
        if tag not in tags:
            lost["tag", f"<{tag[:40]}>"] = None
        else:
            lost.update(dict.fromkeys(_lost_attributes(tag, attributes, styles)))
    return lost


def _lost_attributes(tag: str, attributes: list[tuple[str, str]], styles) -> Iterator[tuple[str, str]]:
    for name, value in attributes:
        if name == "style" and tag in STYLEABLE:
            yield from (("style", each) for each in kept_style(html.unescape(value), styles)[1])
        elif not name.startswith(("data-", "aria-")) and name not in _attributes_of(tag):
            yield "attribute", f"<{tag} {name[:40]}>"
        elif name in _LINKS and not is_safe_link(html.unescape(value)):
            yield "link", shown(html.unescape(value))
