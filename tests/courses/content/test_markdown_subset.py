import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from courses.content.curriculum.markdown import to_rich_text
from courses.content.curriculum.writing import EDITORS_MARKS
from courses.content.models import LessonPage
from courses.content.screens.prose import RICH_TEXT_FEATURES


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One\ntwo.", "<p>One two.</p>"),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("**Stop**, then *listen*.", "<p><b>Stop</b>, then <i>listen</i>.</p>"),
        ("First:\n\n- a\n- b", "<p>First:</p><ul><li>a</li><li>b</li></ul>"),
        ("1. a\n\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        (
            "[us](https://panah.example/?a=1&b=2)",
            '<p><a href="https://panah.example/?a=1&amp;b=2">us</a></p>',
        ),
        ('"So," she said & left.', '<p>"So," she said &amp; left.</p>'),
        (
            "Ask {{asylum_authority}} or {{border_service}}.",
            "<p>Ask {{asylum_authority}} or {{border_service}}.</p>",
        ),
        ("# no heading", "<p># no heading</p>"),
    ],
)
def test_the_markdown_subset_becomes_what_wagtail_stores(markdown, html):
    assert to_rich_text(markdown) == html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
    ],
)
def test_nothing_active_gets_through(markdown):
    html = to_rich_text(markdown)
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


@pytest.mark.django_db
def test_the_editor_would_store_every_loaded_text_as_it_is():
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    texts = [text for page in LessonPage.objects.all() for text in rich_texts(list(page.body.raw_data))]
    assert texts
    for text in texts:
        saved = converter.to_database_format(converter.from_database_format(text))
        assert EDITORS_MARKS.sub("", saved) == text


def rich_texts(value):
    if isinstance(value, dict):
        return [text for inner in value.values() for text in rich_texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in rich_texts(inner)]
    return [value] if isinstance(value, str) and value.startswith("<") else []
