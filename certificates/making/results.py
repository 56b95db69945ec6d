"""What a certificate says was achieved (curriculum.md 6.1): no play of a scenario, and no critical error."""

from collections.abc import Mapping
from decimal import Decimal

from courses.content.requirements import PRACTICE
from courses.transcripts.models import Transcript

# A kind of result and its value, as facts keep them.
ATTENDED, TAUGHT, ASSESSED_IN = "attendance", "observed", "assessment_language"


def results_of(enrolment) -> list[dict]:
    """Return the results frozen in a person's transcript: [{"kind", "value", "of" (the topic observed)}].

    No query where the place in the cohort was read with its transcript, cohort, user and practice lessons.

    "attendance" is in percent of all planned time, cut; "observed" an average of 4 with two digits;
    "assessment_language" a code. What was not planned or not asked for is left out.
    """
    facts = enrolment.transcript.facts
    found = []
    if percent := attended_percent(enrolment.transcript):
        found.append({"kind": ATTENDED, "value": str(percent)})
    if average := _practice_average(facts):
        found.append({"kind": TAUGHT, "value": average, "of": _topic(enrolment)})
    if facts.get("units") or average:
        found.append({"kind": ASSESSED_IN, "value": _language(enrolment)})
    return found


def attended_percent(transcript: Transcript) -> int:
    """Return the percent of all planned time that was attended, cut: 79.9 is not 80. 0 where nothing was planned."""
    attendance = transcript.facts.get("attendance", {})
    planned = attendance.get("planned", 0)
    return attendance["minutes"] * 100 // planned if planned else 0


def hours_of(transcript: Transcript) -> tuple[Decimal, Decimal]:
    """Return the hours attended and the hours planned, in tenths, cut."""
    attendance = transcript.facts.get("attendance", {})
    return _in_hours(attendance.get("minutes", 0)), _in_hours(attendance.get("planned", 0))


def _in_hours(minutes: int) -> Decimal:
    return Decimal(minutes * 10 // 60) / 10


def _practice_average(facts: Mapping) -> str:
    lines = (line for line in facts.get("requirements", ()) if line["kind"] == PRACTICE)
    return next((line["figures"].get("average", "") for line in lines), "")


def _topic(enrolment) -> str:
    """Return the topic of the lesson that counts: one is only repeated where the first did not pass."""
    last = max(enrolment.practice_lessons.all(), key=lambda lesson: lesson.number, default=None)
    return last.topic if last else ""


def _language(enrolment) -> str:
    """Return the language of a cohort that has one alone, else the one the person learns in."""
    languages = enrolment.cohort.languages
    return languages[0] if len(languages) == 1 else enrolment.user.language
