"""Ready templates of messages: the words of a lecturer's day, in every language of the site."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Ready:
    """One template: the subject and each line may have gaps, %(name)s; see gathering for what fills them.

    `reason` says who gets no such message; "" where everybody may get it.
    """

    code: str
    label: Promise
    subject: str
    lines: tuple[str, ...]
    needs_session: bool = False
    reason: Promise | str = ""

    def text(self, language: str) -> dict[str, str]:
        """Return {"subject", "body"} in the language, gaps and all."""
        with translation.override(language):
            return {
                "subject": translation.gettext(self.subject),
                "body": "\n".join(translation.gettext(line) for line in self.lines),
            }


_OPEN = gettext_noop("Open it here: %(address)s")
_PLACE = gettext_noop("Place: %(place)s")

READY = (
    Ready(
        "welcome",
        _("Welcome"),
        gettext_noop("Welcome to the course"),
        (
            gettext_noop("Welcome to the group “%(cohort)s”. It learns from %(first_day)s to %(last_day)s."),
            _PLACE,
            gettext_noop("Your lessons begin here: %(address)s"),
        ),
    ),
    Ready(
        "go_on",
        _("Reminder to go on"),
        gettext_noop("Go on with your course"),
        (
            gettext_noop("Your next lesson waits for you: %(lesson)s."),
            gettext_noop("Lessons done so far: %(done)s of %(total)s."),
            _OPEN,
        ),
        reason=_("They have completed every lesson."),
    ),
    Ready(
        "tries_used",
        _("All tries used: come and see me"),
        gettext_noop("Come and see your lecturer"),
        (
            gettext_noop("You have used all your tries at this knowledge check: %(lesson)s."),
            gettext_noop(
                "This happens to many. Come and see me: we go through it together, then you can try again."
            ),
        ),
        reason=_("They have tries left, or have passed."),
    ),
    Ready(
        "session_coming",
        _("Reminder of a session"),
        gettext_noop("Session on %(date)s"),
        (
            gettext_noop("The session “%(session)s” is on %(date)s at %(time)s."),
            _PLACE,
            gettext_noop("Please come in time."),
        ),
        needs_session=True,
    ),
    Ready(
        "session_moved",
        _("A session was moved"),
        gettext_noop("Moved: the session is on %(date)s"),
        (
            gettext_noop("The session “%(session)s” was moved. It is now on %(date)s at %(time)s."),
            _PLACE,
            gettext_noop("The earlier time does not hold any more."),
        ),
        needs_session=True,
    ),
    Ready(
        "practice_planned",
        _("Practice lesson planned"),
        gettext_noop("Your practice lesson is on %(date)s"),
        (
            gettext_noop("Your practice lesson “%(topic)s” is planned for %(date)s."),
            gettext_noop("Planned time in minutes: %(minutes)s."),
            gettext_noop("Two assessors watch it. Bring your session plan."),
        ),
        reason=_("No practice lesson is planned for them."),
    ),
    Ready(
        "plan_returned",
        _("Session plan returned"),
        gettext_noop("Your session plan came back to you"),
        (
            gettext_noop("Somebody has read your session plan and asks you to change it."),
            gettext_noop("Read the comment beside it, change the plan, and hand it in again."),
            _OPEN,
        ),
        reason=_("Their session plan was not returned."),
    ),
    Ready(
        "certificate_ready",
        _("Certificate ready"),
        gettext_noop("Your certificate is ready"),
        (
            gettext_noop("Your certificate of the group “%(cohort)s” is ready."),
            _OPEN,
        ),
        reason=_("They have no certificate of this cohort."),
    ),
)
BY_CODE = {one.code: one for one in READY}
