"""A text that an editor typed is no HTML; rich text is."""

from django.utils.safestring import mark_safe
from wagtail.rich_text import RichText

from cms.templatetags.terms import explained


def test_plain_text_is_escaped():
    assert explained({}, "<script>x</script> & more") == "&lt;script&gt;x&lt;/script&gt; &amp; more"


def test_rich_text_and_what_is_escaped_stay_as_they_are():
    assert "<b>x</b>" in explained({}, RichText("<p><b>x</b></p>"))
    assert explained({}, mark_safe("<b>x</b>")) == "<b>x</b>"  # noqa: S308 - the test's own
