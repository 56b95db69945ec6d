"""From the Markdown subset of the words files to the rich text Wagtail stores."""

import re

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

# Paragraphs, **bold**, *italic*, lists and links; no HTML, no headings.
PARSER = MarkdownIt("zero", {"html": False}).enable(["emphasis", "list", "link", "escape"])

# Wagtail's editor writes <b> and <i>; what it does not write it would change at the first saving.
EDITORS_TAGS = {"strong": "b", "em": "i"}


# What no Markdown can say is written as the editor stores it.
HTML = re.compile(r"<(?:p|ul|ol)>")


class Words(Whitelister):
    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url}),
        "b": allow_without_attributes,
        "br": allow_without_attributes,
        "i": allow_without_attributes,
        "li": allow_without_attributes,
        "ol": allow_without_attributes,
        "p": allow_without_attributes,
        "ul": allow_without_attributes,
    }


def to_rich_text(markdown: str) -> str:
    """Return the HTML Wagtail would store for a text in the Markdown subset, or for one that is HTML already.

    >>> to_rich_text("**Stop.** Listen.")
    '<p><b>Stop.</b> Listen.</p>'
    """
    if HTML.match(markdown):
        return stored_html(markdown)
    soup = BeautifulSoup(PARSER.render(markdown), "html.parser")
    for paragraph in soup.select("li > p"):
        paragraph.unwrap()
    return stored_html(str(soup))


def stored_html(html: str) -> str:
    """Return HTML as it is stored: with the tags of the editor and no others."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(list(EDITORS_TAGS)):
        tag.name = EDITORS_TAGS[tag.name]
    # Once more through the parser: quotation marks are stored as such, as the editor does.
    html = str(BeautifulSoup(Words().clean(str(soup)), "html.parser"))
    # A line break in the file is a space in a paragraph, and nothing between two tags of a list.
    html = re.sub(r"(<(?:li|ul|ol|p)>)\s+", r"\1", html.strip())
    html = re.sub(r"\s+(</?(?:li|ul|ol|p)>)", r"\1", html)
    html = re.sub(r">\n+<", "><", html)
    return re.sub(r"\s*\n\s*", " ", html)
