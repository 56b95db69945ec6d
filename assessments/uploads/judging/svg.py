"""SVG by an allow-list: what draws stays, what runs, loads or leads elsewhere goes. Pure.

Shown as a picture an SVG runs nothing; but libraries put it into their pages, where it would, and people open it.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from assessments.uploads.judging.entities import written_out

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {_XLINK: "xlink", _XML: "xml"}
_MOST_DEPTH = 100
_DRAWING = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc image style"
    " linearGradient radialGradient stop clipPath mask pattern marker filter switch view a"
    " animate animateTransform animateMotion set mpath"
    " font font-face font-face-src font-face-name glyph missing-glyph hkern vkern"
    " feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap"
    " feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode"
    " feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
)
_ELEMENTS = frozenset(_DRAWING.split())
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.ASCII)
_BAD_STYLE = re.compile(
    r"@import|expression\s*\(|behavior\s*:|-moz-binding|javascript:|\\|url\(\s*['\"]?(?!\s*['\"]?(#|data:image/(png|jpeg|gif|webp);))",
    re.IGNORECASE,
)
_BAD_VALUE = re.compile(r"(java|vb)script:|data:(?!image/(png|jpeg|gif|webp);)", re.IGNORECASE)
# An animation must not put a value where none may stand.
_NEVER_ANIMATED = re.compile(r"(xlink:)?href|on.*|style", re.IGNORECASE)


class NotSvg(Exception):
    """It cannot be read as SVG, or not safely."""


def clean_svg(data: bytes) -> tuple[bytes, list[str]]:
    """Return the picture as it may be stored, and what was taken out of it ("script", "rect onclick"). Raises NotSvg.

    What editors leave in for themselves, and comments, goes without a word.
    """
    try:
        root = fromstring(written_out(data))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as problem:
        raise NotSvg(str(problem)) from problem
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        raise NotSvg(root.tag)
    removed: list[str] = []
    _clean(root, removed)
    return _written(root), list(dict.fromkeys(removed))


def _clean(root: Element, removed: list[str]) -> None:
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _MOST_DEPTH:
            raise NotSvg("too deep")
        removed.extend(_clean_attributes(element))
        for child in list(element):
            if _stays(child):
                waiting.append((child, depth + 1))
                continue
            if _is_told(child):
                removed.append(_name(child.tag))
            _drop(element, child)


def _stays(element: Element) -> bool:
    name = _name(element.tag)
    if _space(element.tag) not in (SVG, "") or name not in _ELEMENTS:
        return False
    if name == "style" and _BAD_STYLE.search("".join(element.itertext())):
        return False
    return not _NEVER_ANIMATED.fullmatch(element.get("attributeName", "").strip())


def _is_told(element: Element) -> bool:
    return (
        _space(element.tag) in (SVG, "", "http://www.w3.org/1999/xhtml") and _name(element.tag) != "metadata"
    )


def _clean_attributes(element: Element) -> Iterator[str]:
    for key, value in list(element.items()):
        if _space(key) not in ("", _XLINK, _XML):
            del element.attrib[key]
        elif not _is_safe(element, key, value):
            del element.attrib[key]
            yield f"{_name(element.tag)} {_name(key)}"


def _is_safe(element: Element, key: str, value: str) -> bool:
    name = _name(key).lower()
    if name.startswith("on") or name in ("base", "ping", "formaction", "action"):
        return False
    plain = re.sub(r"[\x00-\x20]+", "", value)
    if name in ("href", "src"):
        return plain.startswith("#") or (
            _name(element.tag) in ("image", "feImage") and bool(_PICTURE.fullmatch(plain))
        )
    if _BAD_VALUE.search(plain):
        return False
    return not (name == "style" or "url(" in plain.lower()) or not _BAD_STYLE.search(value)


def _drop(parent: Element, child: Element) -> None:
    """Remove a child, but not the text that follows it."""
    if child.tail and child.tail.strip():
        at = list(parent).index(child)
        if at:
            before = parent[at - 1]
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _written(root: Element) -> bytes:
    """Write with the usual prefixes, said on the root itself: `register_namespace` would tell all other writers."""
    for element in root.iter():
        element.tag = _name(element.tag)
        for key in [key for key in element.attrib if key.startswith("{")]:
            element.set(f"{_PREFIXES[_space(key)]}:{_name(key)}", element.attrib.pop(key))
    root.set("xmlns", SVG)
    root.set("xmlns:xlink", _XLINK)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _space(tag: str) -> str:
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
