"""Rules, plays and signatures, as a rule of qualification asks for them."""

from datetime import UTC, datetime, timedelta

from assessments.models import Attempt, Scenario
from assessments.xapi.keys import stable_key
from courses.models import AttendanceMark, QualificationRule, Session
from tests.factories.progress import NOON

TEN = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
MODULES, CHECKS = {"kind": "modules"}, {"kind": "checks", "percent": 80}
ATTENDANCE, CONDUCT = {"kind": "attendance", "percent": 80}, {"kind": "conduct"}


def make_rule(*requirements, code="short", title="Short rule") -> QualificationRule:
    """Return a rule that asks for these requirements."""
    rule = QualificationRule.objects.create(code=code, content={"requirements": list(requirements)})
    rule.translations.create(language_code="en", title=title)
    return rule


def make_play(enrolment, name, *, share=1, errors=(), ended=True) -> Attempt:
    """Return a play of the scenario of that name with this share of the points."""
    scenario = Scenario.objects.get(key=stable_key("scenario", name))
    version = scenario.versions.first()
    earlier = Attempt.objects.filter(registration=enrolment.registration, scenario_key=scenario.key)
    return Attempt.objects.create(
        version=version,
        scenario_key=scenario.key,
        user=enrolment.user,
        registration=enrolment.registration,
        number=earlier.count() + 1,
        scene_key=version.structure["start"],
        points=int(share * version.structure["max_points"]),
        critical_errors=list(errors),
        started_at=NOON,
        ended_at=NOON if ended else None,
        passed=not errors if ended else None,
    )


def make_session(cohort, number=1, **fields) -> Session:
    """Return a session of two hours on that day."""
    starts = TEN + timedelta(days=number)
    defaults = {"title": f"Day {number}", "starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    return Session.objects.create(cohort=cohort, **{**defaults, **fields})


def make_mark(session, enrolment, by, mark="present") -> AttendanceMark:
    """Return the mark of a person at a session."""
    return AttendanceMark.objects.create(
        session=session, enrolment=enrolment, mark=mark, minutes=0, made_at=TEN, made_by=by, received_at=TEN
    )
