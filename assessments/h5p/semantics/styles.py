"""Which declarations of style a text may carry: those the semantics allow by `font`, and those of tables."""

import re
from collections.abc import Mapping

# Elements a style may stand at.
_STYLEABLE = "span p div h1 h2 h3 h4 h5 h6 table col figure td th li ul ol tr thead tbody tfoot colgroup"
STYLEABLE = frozenset(_STYLEABLE.split())
_SIZE = r"[0-9.]{1,8}(?:em|px|%)"
_LENGTH = r"[0-9.]{1,8}(?:em|px|%|)"
_COLOUR = r"(?:#[a-f0-9]{3}(?:[a-f0-9]{3})?|rgba?\([0-9, .%]{1,40}\)|hsla?\([0-9,.% ]{1,40}\))"
_LINE = r"(?:none|solid|dotted|dashed|double|groove|ridge|inset|outset)"
# By the key of `font` in the semantics.
_FONT = {
    "size": ("font-size", _SIZE),
    "family": ("font-family", r"[-a-z0-9,'& ]{1,120}"),
    "color": ("color", _COLOUR),
    "background": ("background-color", _COLOUR),
    "spacing": ("letter-spacing", _SIZE),
    "height": ("line-height", _LENGTH),
}
_ALWAYS = {"text-align": r"(?:center|left|right|start|end|justify)"}
_TABLE = {
    "border": rf"{_LENGTH} *{_LINE} *{_COLOUR}",
    "border-style": _LINE,
    "border-width": _LENGTH,
    "border-color": _COLOUR,
    "border-collapse": "collapse",
    "vertical-align": "(?:middle|top|bottom)",
    "padding": _LENGTH,
    "width": _LENGTH,
    "height": _LENGTH,
    "float": "(?:right|left|none)",
    "background-color": _COLOUR,
}


def allowed_styles(field: Mapping) -> dict[str, re.Pattern]:
    """Return what a property of style may be, by its name, for a field of type text."""
    wanted = dict(_ALWAYS)
    if "table" in tags_named(field):
        wanted.update(_TABLE)
    font = field.get("font")
    for key, (name, pattern) in _FONT.items():
        if isinstance(font, Mapping) and font.get(key):
            wanted[name] = pattern
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in wanted.items()}


def kept_style(value: str, allowed: Mapping[str, re.Pattern]) -> tuple[str, list[str]]:
    """Return the declarations that may stay, and the names of those that may not."""
    kept, lost = [], []
    for declaration in filter(None, (part.strip() for part in value.split(";"))):
        name, _, what = (part.strip() for part in declaration.partition(":"))
        pattern = allowed.get(name.lower())
        if pattern and pattern.fullmatch(what):
            kept.append(declaration)
        else:
            lost.append(name.lower()[:40])
    return "; ".join(kept) + ";" if lost and kept else value if kept else "", lost


def tags_named(field: Mapping) -> frozenset[str]:
    """Return the tags a field names."""
    tags = field.get("tags")
    return (
        frozenset(tag.lower() for tag in tags if isinstance(tag, str))
        if isinstance(tags, list)
        else frozenset()
    )
