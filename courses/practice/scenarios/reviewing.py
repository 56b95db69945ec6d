"""The acts around the own scenario of a trainer to be: naming it, the review of a peer, the review of a lawyer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from courses.cohorts.auditing import write_down
from courses.cohorts.models import Enrolment
from courses.practice.auditing import LEGALLY_REVIEWED, PEER_REVIEWED
from courses.practice.drafts import drafts_by
from courses.practice.lessons.planning import require_open
from courses.practice.models import OwnScenario
from courses.practice.staff import acts_on


class NotHerDraft(Exception):
    """The draft was written by others."""


class ReviewPassed(Exception):
    """A review is passed: what was reviewed does not become another scenario."""


class OwnWork(Exception):
    """Nobody reviews the own scenario."""


class MayNotReview(Exception):
    """The reviewer is neither in the cohort nor acts on it, or holds no office for it."""


@transaction.atomic
def name_scenario(*, enrolment: Enrolment, title: str, draft_key: UUID | None, at: datetime) -> OwnScenario:
    """Say which scenario is the person's own: a draft of the studio that she wrote in, or a title (on paper).

    Raises NotHerDraft, ReviewPassed, CohortIsClosed, PlaceWithdrawn.
    """
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "user")
    enrolment = locked.get(pk=enrolment.pk)
    require_open(enrolment)
    if draft_key and draft_key not in {draft.scenario.key for draft in drafts_by(enrolment.user)}:
        raise NotHerDraft
    scenario = OwnScenario.objects.filter(enrolment=enrolment).first() or OwnScenario(enrolment=enrolment)
    if (scenario.title, scenario.draft_key) == (title.strip(), draft_key):
        return scenario
    if scenario.peer_reviewed_at or scenario.legally_reviewed_at:
        raise ReviewPassed
    scenario.title, scenario.draft_key, scenario.named_at = title.strip(), draft_key, at
    scenario.save()
    return scenario


@transaction.atomic
def pass_peer_review(*, scenario: OwnScenario, by, at: datetime) -> OwnScenario:
    """Say that the scenario has passed the review of a peer: somebody else of the cohort, or its staff.

    Passing twice is passing once. Raises OwnWork, MayNotReview, CohortIsClosed, PlaceWithdrawn.
    """
    scenario = _locked(scenario, by)
    if not may_review_as_peer(by, scenario.enrolment.cohort):
        raise MayNotReview
    if scenario.peer_reviewed_at is None:
        scenario.peer_reviewed_at, scenario.peer_reviewed_by = at, by
        scenario.save(update_fields=["peer_reviewed_at", "peer_reviewed_by"])
        _write_down(PEER_REVIEWED, scenario, by)
    return scenario


@transaction.atomic
def pass_legal_review(*, scenario: OwnScenario, by, at: datetime) -> OwnScenario:
    """Say that a legal officer found the scenario right.

    Passing twice is passing once. Raises OwnWork, MayNotReview, CohortIsClosed, PlaceWithdrawn.
    """
    scenario = _locked(scenario, by)
    if not by.has_perm("assessments.sign_off_legal"):
        raise MayNotReview
    if scenario.legally_reviewed_at is None:
        scenario.legally_reviewed_at, scenario.legally_reviewed_by = at, by
        scenario.save(update_fields=["legally_reviewed_at", "legally_reviewed_by"])
        _write_down(LEGALLY_REVIEWED, scenario, by)
    return scenario


def may_review_as_peer(user, cohort) -> bool:
    """Return whether the person is in the cohort or acts on it."""
    return Enrolment.objects.active().of(user).filter(cohort=cohort).exists() or acts_on(user, cohort)


def _locked(scenario: OwnScenario, by) -> OwnScenario:
    locked = OwnScenario.objects.select_for_update(of=("self",))
    scenario = locked.select_related("enrolment__cohort", "enrolment__user").get(pk=scenario.pk)
    require_open(scenario.enrolment)
    if by.pk == scenario.enrolment.user_id:
        raise OwnWork
    return scenario


def _write_down(action: str, scenario: OwnScenario, by) -> None:
    enrolment = scenario.enrolment
    write_down(action=action, cohort=enrolment.cohort, person=enrolment.user, by=by)
