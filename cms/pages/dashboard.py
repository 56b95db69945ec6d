"""A learner's home as plain values: courses and certificates meet here, in the highest package."""

from dataclasses import dataclass

from certificates.keeping.lines import CertificateLine
from courses.attendance.mine import Ahead
from courses.learning.states import CourseState, Link
from courses.learning.testing.offering import TestOffer
from courses.messaging.inbox import Unread


@dataclass(frozen=True)
class DashboardState:
    """A learner's home: courses with progress, what to do next, certificates.

    `checklists` lead to what each cohort with a rule asks for; `to_mark` practice lessons wait for the person's marks;
    `admin_url` is "" for who has no part in running the
    site.
    """

    name: str
    names_are_confirmed: bool
    confirm_url: str
    courses: tuple[CourseState, ...]
    certificates: tuple[CertificateLine, ...] = ()
    admin_url: str = ""
    unread: Unread | None = None
    is_trainer: bool = False
    tests: tuple[TestOffer, ...] = ()
    checklists: tuple[Link, ...] = ()
    sessions: Ahead | None = None
    to_mark: int = 0
