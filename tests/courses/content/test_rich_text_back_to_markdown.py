from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.content.curriculum.exporting.prose import from_rich_text, normal
from courses.content.curriculum.markdown import HTML, to_rich_text

# Letters of three scripts, everything Markdown could take for a mark, what stands around tokens and entities.
TEXTS = st.text(alphabet="abЖя ش12*_[]()\\-+#.`!<>&\"'«»{}\u200c", min_size=1, max_size=20)
WORDS = st.lists(st.sampled_from(["stop", "слушай", "ایست", "M4.1", "«да»"]), min_size=1, max_size=4).map(
    " ".join
)
ADDRESSES = st.sampled_from(["https://panah.example/a?b=1&c=2", "/en/about/", "mailto:a@b.example"])


def inline(texts):
    def wrap(inner):
        marked = st.tuples(st.sampled_from(["b", "i"]), inner).map(
            lambda pair: "<{0}>{1}</{0}>".format(*pair)
        )
        linked = st.tuples(ADDRESSES, inner).map(lambda pair: f'<a href="{escape(pair[0])}">{pair[1]}</a>')
        return st.one_of(marked, linked, st.lists(inner, min_size=1, max_size=3).map("".join))

    return st.recursive(texts.map(lambda text: escape(text, quote=False)), wrap, max_leaves=5)


def rich(texts):
    words = inline(texts)
    paragraph = words.map(lambda text: f"<p>{text}</p>")
    items = st.lists(words.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=3).map("".join)
    lists = st.tuples(st.sampled_from(["ul", "ol"]), items).map(lambda pair: "<{0}>{1}</{0}>".format(*pair))
    return st.lists(st.one_of(paragraph, lists), min_size=1, max_size=4).map("".join)


@settings(max_examples=400, deadline=None)
@given(rich(TEXTS))
def test_whatever_the_editor_stores_comes_back_from_the_data_as_it_was(html):
    stored = normal(html)
    assert to_rich_text(from_rich_text(html)) == stored
    assert normal(stored) == stored


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(WORDS.map("<p>{}</p>".format), WORDS.map("<ul><li>{}</li><li>b</li></ul>".format)),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_written_in_plain_words_is_written_in_markdown(parts):
    html = "".join(parts)
    if "</ul><ul>" not in html:
        assert not HTML.match(from_rich_text(html))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p><b>Stop</b>, then <i>listen</i>.</p>", "**Stop**, then *listen*."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>First:</p><ul><li>a</li><li>b</li></ul>", "First:\n\n- a\n- b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
        ("<p>2 * 3, a_b, {{asylum_authority}}</p>", "2 \\* 3, a_b, {{asylum_authority}}"),
        ("<p>- no list</p><p>1. none</p>", "\\- no list\n\n1\\. none"),
        ('<p data-block-key="x1">See <a href="/en/help/">help</a>.</p><p></p>', "See [help](/en/help/)."),
        ("<p>in<b>.</b>side</p>", "<p>in<b>.</b>side</p>"),
        ("<p>one<br/>two</p>", "<p>one<br/>two</p>"),
        ("", ""),
    ],
)
def test_rich_text_becomes_the_markdown_an_author_would_write(html, markdown):
    assert from_rich_text(html) == markdown


def test_a_link_to_a_page_of_the_site_becomes_its_address():
    html = '<p><a id="7" linktype="page">Help</a> and <a id="8" linktype="page">gone</a></p>'
    assert from_rich_text(html, {7: "/en/help/", 8: ""}.get) == "[Help](/en/help/) and gone"
