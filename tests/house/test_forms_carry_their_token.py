"""A part of a page that is included `only` with what it is given needs the token of its forms as well."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "cms" / "templates"
INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')
TEXTS = {
    str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")
}


def needs_token(name: str, seen: frozenset[str] = frozenset()) -> bool:
    text = TEXTS.get(name, "")
    if name in seen:
        return False
    return "{% csrf_token %}" in text or any(
        needs_token(inner, seen | {name}) for inner, _given in INCLUDE.findall(text)
    )


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_part_with_a_form_is_given_the_token(name):
    forgotten = [
        inner
        for inner, given in INCLUDE.findall(TEXTS[name])
        if given.split()[-1:] == ["only"] and "csrf_token=" not in given and needs_token(inner)
    ]
    assert forgotten == []
