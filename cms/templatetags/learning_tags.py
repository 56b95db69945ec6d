"""Small questions that templates of learning ask of the values in courses.learning.states."""

from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.learning import states
from courses.learning.packages.states import FAILED

register = template.Library()


@dataclass(frozen=True)
class Word:
    """What a state or severity is called, and the sign drawn beside it."""

    name: Promise
    sign: str


STATES = {
    states.TODO: Word(_("Not begun"), "todo"),
    states.DOING: Word(_("Begun"), "doing"),
    states.DONE: Word(_("Done"), "done"),
    FAILED: Word(_("Not passed yet"), "doing"),
}
KINDS = {
    "lesson": Word(_("Lesson"), "book"),
    "check": Word(_("Knowledge check"), "checklist"),
    "scenario": Word(_("Scenario"), "fork"),
    "h5p": Word(_("Interactive exercise"), "checklist"),
    "package": Word(_("Course package"), "book"),
}
SEVERITIES = {
    "best": Word(_("Recommended step"), "best"),
    "acceptable": Word(_("Acceptable step"), "acceptable"),
    "poor": Word(_("Weak step"), "poor"),
    "harmful": Word(_("Harmful step"), "harmful"),
    "critical": Word(_("Critical error"), "critical"),
    "skipped": Word(_("Skipped scene"), "skipped"),
}


@register.filter
def state_word(state: str) -> Word:
    return STATES[state]


@register.filter
def kind_word(kind: str) -> Word:
    return KINDS[kind]


@register.filter
def severity_word(severity: str) -> Word:
    return SEVERITIES[severity]


@register.filter
def marks(position: int, count: int) -> list[str]:
    """Return a CSS class for each of `count` steps seen from the 1-based `position`: past, here or ahead."""
    return [
        "is-past" if n < position else "is-here" if n == position else "is-ahead" for n in range(1, count + 1)
    ]


@register.filter
def to_continue(courses) -> states.CourseState | None:
    """Return the course to offer first: of those begun the one last opened, else the first; None if all is done."""
    open_courses = [course for course in courses if course.is_enrolled and course.resume]
    begun = [course for course in open_courses if course.opened_at]
    return max(begun, key=lambda course: course.opened_at) if begun else next(iter(open_courses), None)


@register.filter
def positions(options) -> range:
    """Return the places an item of an ordering question can take: 1 to the number of items."""
    return range(1, len(options) + 1)


_CONTROLS = {"ordering": "components/answers/ordering.html"}
_INPUTS = {"multiple": "checkbox"}
_HINTS = {
    "single": _("Choose one answer."),
    "true_false": _("Choose one answer."),
    "multiple": _("Choose every right answer."),
    "ordering": _("Put the steps in order: 1 is the first."),
}


@register.filter
def control(kind: str) -> str:
    """Return the template that takes the answer to a question of that kind."""
    return _CONTROLS.get(kind, "components/answers/choice.html")


@register.filter
def input_type(kind: str) -> str:
    return _INPUTS.get(kind, "radio")


@register.filter
def question_hint(kind: str) -> Promise:
    return _HINTS[kind]


# From here on minutes alone say nothing: nine hundred and eighty of them are sixteen hours.
LONG = 120


@register.filter
def duration(minutes: int) -> str:
    """Return how long something takes: "75 min", "16 h 20 min", "15 h"."""
    hours, rest = divmod(minutes, 60)
    if minutes < LONG:
        return gettext("%(minutes)s min") % {"minutes": minutes}
    if not rest:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
