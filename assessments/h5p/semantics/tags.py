"""Tags of a text looked at before it is cleaned: whether cleaning will be quick, and what will be lost.

A browser's way to read HTML, which cleaning follows, repeats unclosed formatting in every paragraph: a few thousand
made-up tags keep a server busy for minutes. So many tags have to be closed in order; few may be as they like. Nothing
is made safe here: that is done by the cleaning.
"""

import re
from collections.abc import Iterator

# Letters of a text with tags, and tags that need not be closed in order.
LONGEST, MOST_LOOSE = 100_000, 100
DEEPEST = 60
_START = re.compile(r"<[a-zA-Z]")
_ANY = re.compile(r"<(?=[a-zA-Z/!?])")
_ATTRIBUTE = r"""[^\s"'<>/=]++(?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]*+)((?>\s++{_ATTRIBUTE})*+)\s*+/?>")
_NAMES = re.compile(r"<([a-zA-Z][a-zA-Z0-9:\-]{0,40})([^<>]{0,500})")
_PAIRS = re.compile(r"""([^\s"'<>/=]{1,60})(?>\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+""")
_VOID_TAGS = "br hr img wbr col area base embed input link meta source track"
_VOID = frozenset(_VOID_TAGS.split())
# What is inside of these is no markup, so their ends cannot be told by looking for tags.
_RAW_TAGS = (
    "script style textarea title xmp iframe noembed noframes noscript plaintext template svg math select"
)
_RAW = frozenset(_RAW_TAGS.split())


def is_quick(text: str) -> bool:
    """Tell whether the text can be cleaned in a time that grows with its length."""
    if len(text) > LONGEST:
        return False
    return len(_START.findall(text)) <= MOST_LOOSE or _is_in_order(text)


def without_tags(text: str) -> str:
    """Return the words of a text that cannot be cleaned."""
    return " ".join(re.sub(r"<[^<>]*+>?", " ", text).split())[:LONGEST]


def seen(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the tags of a text with their attributes, as far as they are easily seen: to tell what is lost."""
    for tag in _NAMES.finditer(text):
        pairs = _PAIRS.findall(tag[2])
        yield tag[1].lower(), [(name.lower(), value.strip("\"'")) for name, value in pairs]


def _is_in_order(text: str) -> bool:
    """Tell whether each tag is closed where it should be, and none stands too deep."""
    stack: list[str] = []
    place = 0
    while (found := _ANY.search(text, place)) is not None:
        tag = _TAG.match(text, found.start())
        if tag is None or not _goes_on(stack, is_end=tag[1] == "/", name=tag[2].lower()):
            return False
        place = tag.end()
    return not stack


def _goes_on(stack: list[str], *, is_end: bool, name: str) -> bool:
    if name in _RAW:
        return False
    if is_end:
        return bool(stack) and stack.pop() == name
    if name not in _VOID:
        stack.append(name)
    return len(stack) <= DEEPEST
