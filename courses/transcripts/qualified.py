"""Who of a cohort qualifies: judged by its rule while it runs, read from the transcripts once it is closed."""

from collections.abc import Mapping, Sequence

from courses.cohorts.models import Cohort, Enrolment
from courses.content.requirements import MODULES
from courses.progress.completion import Standing
from courses.qualifying.evidence import evidence_of
from courses.qualifying.frozen import thawed
from courses.qualifying.rules import MET, NOT_MET, Line, Verdict, evaluate
from courses.transcripts.models import Transcript

# A cohort without a rule: whoever has completed every lesson qualifies.
WITHOUT_RULE: Mapping = {"requirements": [{"kind": MODULES}]}


def content_of(cohort: Cohort) -> Mapping:
    """Return what the cohort's rule asks for, as it was at closing if it is closed. `rule` is best selected with it."""
    if cohort.frozen_rule is not None:
        return cohort.frozen_rule["content"]
    return cohort.rule.content if cohort.rule_id else WITHOUT_RULE


def verdicts_of(
    cohort: Cohort,
    enrolments: Sequence[Enrolment],
    *,
    courses: list,
    content: Mapping | None = None,
    read: Mapping[int, Standing] | None = None,
) -> dict[int, Verdict]:
    """Return {enrolment id: Verdict}. A constant number of queries (`evidence_of`), none once the cohort is closed.

    `courses` are those the cohort takes. `content` is a rule to try in place of the cohort's own; a cohort that is
    closed answers with what was frozen, whatever is tried: select `transcript` then. `read` as for `evidence_of`.
    """
    if cohort.closed_at is not None:
        return {
            one.pk: verdict_in(one.transcript) if hasattr(one, "transcript") else Verdict(())
            for one in enrolments
        }
    content = content_of(cohort) if content is None else content
    evidence = evidence_of(cohort, enrolments, courses=courses, content=content, read=read)
    return {pk: evaluate(content, facts) for pk, facts in evidence.items()}


def verdict_in(transcript: Transcript) -> Verdict:
    """Return the verdict a transcript keeps; one from before rules were data knows its lessons."""
    if "requirements" in transcript.facts:
        return thawed(transcript.facts["requirements"])
    state = MET if transcript.passed else NOT_MET
    return Verdict((Line(MODULES, state, transcript.facts["lessons"]),))
