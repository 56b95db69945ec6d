"""Words of the translation page: the names of states, and what its JavaScript says."""

from django.utils.translation import gettext as _

from assessments.studio.translating.states import DRAFT, MISSING, REVIEWED, SOURCE, STALE


def state_names() -> dict[str, str]:
    return {
        MISSING: _("Missing"),
        STALE: _("Out of date"),
        DRAFT: _("Draft"),
        REVIEWED: _("Reviewed"),
        SOURCE: _("Source"),
    }


def page_strings() -> dict:
    """Return the strings of static/js/studio/translate.js by name."""
    return {
        "states": state_names(),
        "saved": _("Saved"),
        "waiting": _("Not saved yet"),
        "saving": _("Saving…"),
        "offline": _("Not saved: no network. Your work is kept in this browser."),
        "failed": _("Not saved: the server does not answer. Your work is kept in this browser."),
        "signed_out": _(
            "Not saved: you are signed out. Sign in again in another tab; your work is kept here."
        ),
        "refused": _("Some texts were refused; see what is said below them."),
        "conflict": _("Somebody else changed the same text. Choose below which one stays."),
        "not_kept": _("Not saved, and this browser cannot keep your work: do not close the page."),
        "source_changed": _("The source was changed meanwhile. Load the page again to see it."),
        "reload": _("Load again"),
        "progress": _("%(done)s of %(all)s reviewed"),
        "review_failed": _("That did not work. Try again when the texts are saved."),
        "left": _("Texts that are missing, out of date or changed meanwhile were left as they are."),
        "leftovers": _("There is work here that was not saved."),
        "take_back": _("Take it back"),
        "throw_away": _("Throw it away"),
        "theirs": _("In the meantime this was saved:"),
        "keep_mine": _("Keep mine"),
        "take_theirs": _("Take theirs"),
    }
