"""The short names that drawing programs declare at the top of an SVG ("&ns_svg;"), written out. Pure.

Adobe Illustrator writes every namespace so. A parser that is safe refuses declarations altogether, as they can be
made to grow without end or to read files; here only plain values are written out, and only up to a size.
"""

import re

# Values in which nothing is named again, so that nothing can grow.
_DECLARED = re.compile(
    rb"""<!ENTITY\s+([A-Za-z_][\w.-]{0,63})\s+(?:"([^"<&%]{0,500})"|'([^'<&%]{0,500})')\s*>"""
)
# The declarations of a DOCTYPE, up to its end; in it only entities, comments and space.
_DOCTYPE = re.compile(
    rb"""<!DOCTYPE\s+svg(?:\s+(?:PUBLIC|SYSTEM)(?:\s+(?:"[^"<>]*"|'[^'<>]*'))*)?\s*\[((?:\s|<!--(?:(?!--).)*-->|<!ENTITY\s[^<>]*>)*)\]\s*>""",
    re.DOTALL,
)
_NAMED = re.compile(rb"&([A-Za-z_][\w.-]{0,63});")
_MOST = 64
_MOST_GROWTH = 1024 * 1024


def written_out(data: bytes) -> bytes:
    """Return the drawing without its declarations, every name in it replaced; as it is where that is not safe."""
    doctype = _DOCTYPE.search(data[:65536])
    if doctype is None:
        return data
    values = {name: first or second for name, first, second in _DECLARED.findall(doctype[1])}
    told = len(re.findall(rb"<!ENTITY", doctype[1]))
    if len(values) != told or told > _MOST:
        return data
    body = data[: doctype.start()] + data[doctype.end() :]
    grown = sum(len(values.get(name, b"")) for name in _NAMED.findall(body))
    if grown > _MOST_GROWTH:
        return data
    return _NAMED.sub(lambda named: values.get(named[1], named[0]), body)
