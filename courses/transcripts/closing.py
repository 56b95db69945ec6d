"""Freezing what people have achieved, so that later changes of course, rule or progress cannot change it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.attendance.counted import Attendance
from courses.attendance.standing import attendance_of
from courses.cohorts.auditing import CLOSED, note
from courses.cohorts.models import Cohort, Enrolment
from courses.progress.models import UnitResult
from courses.progress.standings import courses_of
from courses.qualifying.evidence import evidence_of
from courses.qualifying.frozen import frozen_lines
from courses.qualifying.rules import Evidence, Verdict, evaluate
from courses.transcripts.models import Transcript
from courses.transcripts.qualified import content_of


class AlreadyClosed(Exception):
    """The cohort was closed before: what was frozen then stays."""


class NotOpenYet(Exception):
    """A cohort that is planned has nothing to close."""


@dataclass(frozen=True)
class Closed:
    """What one closing did: how many people qualify, and how many do not."""

    qualified: int
    others: int


@transaction.atomic
def close(*, cohort: Cohort, by, at: datetime) -> Closed:
    """Close the cohort: freeze its rule, and a transcript of everybody who has a place in it. All of it or nothing.

    The cohort's row and its places are locked, so that two closings at once close once, and whatever is learnt in the
    same moment counts wholly or not at all. A transcript that was frozen earlier, with a certificate, stays.
    Raises AlreadyClosed, NotOpenYet.
    """
    locked = Cohort.objects.select_for_update(of=("self",)).select_related("rule").get(pk=cohort.pk)
    if locked.closed_at is not None:
        raise AlreadyClosed
    if locked.state == Cohort.State.PLANNED:
        raise NotOpenYet
    places = Enrolment.objects.filter(cohort=locked, withdrawn_at=None).select_related("transcript")
    enrolments = list(places.select_for_update(of=("self",), no_key=True).order_by("pk"))
    content = content_of(locked)
    courses = courses_of(locked, "en")
    waiting = [one for one in enrolments if not hasattr(one, "transcript")]
    kept = [one.transcript for one in enrolments if hasattr(one, "transcript")]
    evidence = evidence_of(locked, waiting, courses=courses, content=content)
    made = freeze(cohort=locked, enrolments=waiting, evidence=evidence, courses=courses, by=by, at=at)
    qualified = sum(transcript.passed for transcript in [*made, *kept])
    _stamp(locked, by=by, at=at)
    done = Closed(qualified=qualified, others=len(made) + len(kept) - qualified)
    note(action=CLOSED, cohort=locked, by=by, data={"qualified": done.qualified, "others": done.others})
    return done


def _stamp(cohort: Cohort, *, by, at: datetime) -> None:
    rule = cohort.rule
    titles = dict(rule.translations.values_list("language_code", "title")) if rule else {}
    cohort.frozen_rule = {
        "code": rule.code if rule else "",
        "titles": titles,
        "content": dict(content_of(cohort)),
    }
    cohort.state, cohort.closed_at, cohort.closed_by = Cohort.State.CLOSED, at, by
    cohort.save(update_fields=["frozen_rule", "state", "closed_at", "closed_by"])


def freeze(
    *,
    cohort: Cohort,
    enrolments: Sequence[Enrolment],
    evidence: Mapping[int, Evidence],
    courses: list,
    by,
    at: datetime,
) -> list[Transcript]:
    """Insert the transcripts of enrolments and return them; the caller holds the transaction. Five queries.

    `facts` has the shape {"courses": [{"key", "code", "title"}], "lessons": {"done": int, "total": int},
    "units": [{"key", "kind", "best_percent", "tries", "passed_on"}], "requirements": see `qualifying.frozen`,
    "attendance": {"minutes": int, "planned": int, "excused": int}}. No answers and no critical errors are kept
    (curriculum.md 6.1).
    """
    content = content_of(cohort)
    units, attendance = _units(enrolments), attendance_of(cohort)
    taken = [{"key": str(course.key), "code": course.code, "title": course.title} for course in courses]
    verdicts = {one.pk: evaluate(content, evidence[one.pk]) for one in enrolments}
    return Transcript.objects.bulk_create(
        [
            Transcript(
                enrolment=one,
                passed=verdicts[one.pk].qualifies,
                facts=_facts(evidence[one.pk], verdicts[one.pk], attendance[one.pk])
                | {"courses": taken, "units": units[one.pk]},
                frozen_at=at,
                frozen_by=by,
            )
            for one in enrolments
        ]
    )


def _facts(evidence: Evidence, verdict: Verdict, attendance: Attendance) -> dict:
    done = evidence.lessons_done
    return {
        "lessons": {"done": done, "total": done + len(evidence.lessons_missing)},
        "requirements": frozen_lines(verdict),
        "attendance": {
            "minutes": attendance.minutes,
            "planned": attendance.planned,
            "excused": attendance.excused,
        },
    }


def _units(enrolments: Iterable[Enrolment]) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = defaultdict(list)
    for unit in UnitResult.objects.filter(enrolment__in=list(enrolments)).order_by("pk"):
        found[unit.enrolment_id].append(
            {
                "key": str(unit.unit_key),
                "kind": unit.kind,
                "best_percent": str(unit.best_percent),
                "tries": unit.tries,
                "passed_on": timezone.localdate(unit.passed_at).isoformat() if unit.passed_at else None,
            }
        )
    return found
