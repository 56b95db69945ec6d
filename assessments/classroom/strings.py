"""The words that static/js/classroom.js says, in the active language."""

from django.utils.translation import gettext as _


def page_strings() -> dict[str, str]:
    """Return {name: text} for json_script."""
    return {
        "fewer": _("One vote fewer for %s"),
        "more": _("One vote more for %s"),
        "kept": _("Votes are kept"),
        "not_kept": _("No connection: the votes are kept when it is back"),
    }
