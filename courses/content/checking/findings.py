"""What a check can find on a page, and what is then to be done."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MISSING_ALT = "alt"
UNTRANSLATED = "untranslated"
UNKNOWN_TOKEN = "token"  # noqa: S105 - a country token
TERM = "term"
AVOID = "avoid"
LABEL = "label"
DEAD_LINK = "dead_link"
INSECURE_LINK = "insecure_link"
NO_SOURCE = "no_source"
TO_CONFIRM = "confirm"

# Kind -> (what it is, what to do).
KINDS = {
    MISSING_ALT: (_("Picture without description"), _("Describe the picture for those who do not see it.")),
    UNTRANSLATED: (_("Not translated"), _("Translate the text, or write it in the language of the page.")),
    UNKNOWN_TOKEN: (_("Unknown country token"), _("Use one of the tokens of the country editions.")),
    TERM: (_("Term not as in the glossary"), _("Use the approved word, or change the glossary.")),
    AVOID: (_("Word to avoid"), _("Say it as the course says it. A law may be quoted in quotation marks.")),
    LABEL: (_("Drawing lacks words"), _("Write the words for every place of the drawing.")),
    DEAD_LINK: (_("Link to a page that is not there"), _("Choose the page again, or take the link out.")),
    INSECURE_LINK: (_("Link without https"), _("Write the address with https.")),
    NO_SOURCE: (_("Fact without a source"), _("Name the source by its code.")),
    TO_CONFIRM: (
        _("Fact to be confirmed"),
        _("A national reviewer confirms it: take the mark away and set the date of the check."),
    ),
}


@dataclass(frozen=True)
class Finding:
    """One thing found: `label` says where, `detail` what (a word, a link, a text), `place` is for the editor."""

    kind: str
    place: str
    label: str
    detail: str = ""

    @property
    def name(self):
        return KINDS[self.kind][0]

    @property
    def advice(self):
        return KINDS[self.kind][1]
