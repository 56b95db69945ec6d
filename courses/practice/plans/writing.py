"""The acts around a session plan: its writer saves and hands it in, a lecturer accepts or returns it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from courses.cohorts.auditing import write_down
from courses.cohorts.models import Enrolment
from courses.practice.auditing import PLAN_ACCEPTED, PLAN_RETURNED
from courses.practice.lessons.planning import require_open
from courses.practice.models import SessionPlan
from courses.practice.plans import fields as plan_fields


class PlanConflict(Exception):
    """The plan was saved elsewhere since the form was opened; `plan` is it as it stands now."""

    def __init__(self, plan: SessionPlan):
        super().__init__(str(plan.pk))
        self.plan = plan


class PlanIncomplete(Exception):
    """Fields are empty; `codes` says which."""

    def __init__(self, codes: tuple[str, ...]):
        super().__init__(", ".join(codes))
        self.codes = codes


class PlanIsWithLecturer(Exception):
    """The plan is handed in, or accepted: its writer does not change it now."""


class PlanNotHandedIn(Exception):
    """There is nothing to look at: the plan is with its writer, or was handed in anew since the page was opened."""


class NoComment(Exception):
    """A plan is returned with a word on what to change."""


@transaction.atomic
def save_plan(
    *,
    enrolment: Enrolment,
    fields: Mapping[str, str],
    language: str,
    opened: datetime | None,
    at: datetime,
    handing_in: bool = False,
) -> SessionPlan:
    """Keep the plan, and hand it in if that is asked. `opened` is `saved_at` of the plan that the form began with.

    Sending the same text twice is saving it once. Raises PlanConflict, PlanIncomplete (nothing is kept then),
    PlanIsWithLecturer, CohortIsClosed, PlaceWithdrawn.
    """
    # The place is locked and not the plan, which may not be there yet.
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "user")
    enrolment = locked.get(pk=enrolment.pk)
    require_open(enrolment)
    texts = plan_fields.cleaned(fields)
    plan = SessionPlan.objects.filter(enrolment=enrolment).first()
    if plan is not None and plan.fields == texts and is_with_lecturer(plan):
        return plan
    _require_writable(plan, texts, opened)
    if handing_in and (empty := plan_fields.missing(texts)):
        raise PlanIncomplete(empty)
    plan = plan or SessionPlan(enrolment=enrolment)
    plan.fields, plan.language, plan.saved_at = texts, language, at
    if handing_in:
        plan.handed_in_at, plan.returned_at, plan.looked_at_by = at, None, None
    plan.save()
    return plan


@transaction.atomic
def accept_plan(
    *, plan: SessionPlan, handed_in_at: datetime | None, comment: str, by, at: datetime
) -> SessionPlan:
    """Accept the plan that was handed in at that moment. Raises PlanNotHandedIn, CohortIsClosed, PlaceWithdrawn."""
    plan = _looked_at(plan, handed_in_at)
    plan.accepted_at, plan.looked_at_by, plan.comment = at, by, comment.strip()
    plan.save(update_fields=["accepted_at", "looked_at_by", "comment"])
    _write_down(PLAN_ACCEPTED, plan, by)
    return plan


@transaction.atomic
def return_plan(
    *, plan: SessionPlan, handed_in_at: datetime | None, comment: str, by, at: datetime
) -> SessionPlan:
    """Give the plan back to its writer with a comment.

    Raises NoComment, PlanNotHandedIn, CohortIsClosed, PlaceWithdrawn.
    """
    if not comment.strip():
        raise NoComment
    plan = _looked_at(plan, handed_in_at)
    plan.returned_at, plan.looked_at_by, plan.comment = at, by, comment.strip()
    plan.save(update_fields=["returned_at", "looked_at_by", "comment"])
    _write_down(PLAN_RETURNED, plan, by)
    return plan


def is_with_lecturer(plan: SessionPlan) -> bool:
    """Return whether the plan waits for a lecturer, or is accepted."""
    return plan.accepted_at is not None or (plan.handed_in_at is not None and plan.returned_at is None)


def _require_writable(plan: SessionPlan | None, texts: dict, opened: datetime | None) -> None:
    if plan is None:
        return
    if is_with_lecturer(plan):
        raise PlanIsWithLecturer
    if plan.saved_at != opened and plan.fields != texts:
        raise PlanConflict(plan)


def _looked_at(plan: SessionPlan, handed_in_at: datetime | None) -> SessionPlan:
    locked = SessionPlan.objects.select_for_update(of=("self",))
    plan = locked.select_related("enrolment__cohort", "enrolment__user").get(pk=plan.pk)
    require_open(plan.enrolment)
    is_waiting = is_with_lecturer(plan) and plan.accepted_at is None
    if not is_waiting or plan.handed_in_at != handed_in_at:
        raise PlanNotHandedIn
    return plan


def _write_down(action: str, plan: SessionPlan, by) -> None:
    write_down(action=action, cohort=plan.enrolment.cohort, person=plan.enrolment.user, by=by)
