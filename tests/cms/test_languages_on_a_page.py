"""Words in another language than the page say so, with their direction."""

import pytest
from django.template import Context, Template
from django.utils import translation


def rendered(source: str, **context) -> str:
    return Template("{% load languages %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("ru", 'lang="ru" dir="ltr"'), ("fa-af", 'lang="fa-AF" dir="rtl"'), ("", "")],
)
def test_a_text_names_its_language_and_direction(language, attributes):
    assert rendered("{{ language|spoken }}", language=language) == attributes


def test_words_of_the_interface_name_the_language_of_the_reader():
    with translation.override("fa-af"):
        assert rendered("{% interface %}") == 'lang="fa-AF" dir="rtl"'
