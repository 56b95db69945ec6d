"""What a cell of the matrix and a reason to be stuck are called, in the active language."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.following.matrix import Cell, State
from courses.following.stuck import Hindrance, Reason

STATES = {
    State.NOT_BEGUN: gettext_lazy("not begun"),
    State.BEGUN: gettext_lazy("begun"),
    State.TRIED: gettext_lazy("tried, not passed yet"),
    State.USED_UP: gettext_lazy("all tries used, not passed"),
    State.PASSED: gettext_lazy("passed"),
    State.PASSED_LAST: gettext_lazy("passed at the last try"),
}
ERRED = gettext_lazy("with a critical error in a try")

ADVICE = {
    Reason.NO_TRIES: gettext_lazy("Go through the lesson together, then give new tries."),
    Reason.NEVER_SIGNED_IN: gettext_lazy("Print a new slip and hand it over in person."),
    Reason.MANY_TRIES: gettext_lazy("Ask which question is hard, and look at the lesson together."),
    Reason.QUIET: gettext_lazy("Ask what is in the way: duty, network or the course."),
    Reason.LEFT_OPEN: gettext_lazy("Remind the person to finish what was begun."),
}


def cell_words(cell: Cell) -> str:
    """Return the cell in words; the number of the best result stands before them."""
    words = [str(STATES[cell.state])]
    if cell.state in (State.TRIED, State.USED_UP):
        words.append(ngettext("%(count)d try", "%(count)d tries", cell.tries) % {"count": cell.tries})
    if cell.erred:
        words.append(str(ERRED))
    return ", ".join(words)


def reason_words(hindrance: Hindrance, *, days: int) -> str:
    """Return the reason as a sentence; `days` is how many days it has lasted."""
    return _REASONS[hindrance.reason](hindrance, days)


def _no_tries(hindrance: Hindrance, days: int) -> str:
    return _("All tries at %(unit)s are used; best result %(percent)d %%.") % _unit(hindrance)


def _never(hindrance: Hindrance, days: int) -> str:
    return _("Has never signed in.")


def _many_tries(hindrance: Hindrance, days: int) -> str:
    count = hindrance.result.tries
    told = ngettext(
        "%(count)d try at %(unit)s without passing; best result %(percent)d %%.",
        "%(count)d tries at %(unit)s without passing; best result %(percent)d %%.",
        count,
    )
    return told % {**_unit(hindrance), "count": count}


def _quiet(hindrance: Hindrance, days: int) -> str:
    told = ngettext("No activity for %(count)d day.", "No activity for %(count)d days.", days)
    return told % {"count": days}


def _left_open(hindrance: Hindrance, days: int) -> str:
    told = ngettext(
        "%(count)d lesson begun and not completed, since %(date)s.",
        "%(count)d lessons begun and not completed, the first since %(date)s.",
        hindrance.count,
    )
    return told % {"count": hindrance.count, "date": date_format(hindrance.since, "d.m.Y")}


def _unit(hindrance: Hindrance) -> dict:
    lesson = hindrance.unit.lesson
    return {"unit": f"{lesson.code} {lesson.title}", "percent": int(hindrance.result.best_percent)}


_REASONS = {
    Reason.NO_TRIES: _no_tries,
    Reason.NEVER_SIGNED_IN: _never,
    Reason.MANY_TRIES: _many_tries,
    Reason.QUIET: _quiet,
    Reason.LEFT_OPEN: _left_open,
}
