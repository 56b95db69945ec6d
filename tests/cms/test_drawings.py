"""Every drawing that a template asks for is in the style sheet."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from cms.templatetags import certificate_tags, learning_tags, notices

DRAWN = set(
    re.findall(r"^\.i-([a-z]+) \{", (settings.BASE_DIR / "static/css/icon.css").read_text(), re.MULTILINE)
)
TEMPLATES = sorted((settings.BASE_DIR / "cms/templates").rglob("*.html"))


def names_in(template: Path) -> set[str]:
    """Return the names given in the template, also those a filter chooses from: yesno:"check,cancel,question"."""
    text = template.read_text()
    if "{% load icons" not in text:
        return set()
    named = re.findall(r'{% icon "([^"]+)" %}|with icon="([^"]+)"', text)
    chosen = re.findall(r'{% icon [^%]*yesno:"([^"]+)"', text)
    return {name for pair in named for name in pair if name} | {
        n for names in chosen for n in names.split(",")
    }


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_what_a_template_draws_is_there(template):
    assert names_in(template) <= DRAWN


def test_what_tags_choose_is_there():
    words = (learning_tags.STATES, learning_tags.KINDS, learning_tags.SEVERITIES)
    chosen = {word.sign for group in words for word in group.values()}
    chosen |= set(certificate_tags.SIGNS.values())
    chosen |= {notices.notice_sign(kind) for kind in ("info", "success", "error")}
    assert chosen <= DRAWN
