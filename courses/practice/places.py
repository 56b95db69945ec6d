"""The place of a learner that a page is about: her own, in a cohort that asks for what the page is for."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from courses.cohorts.models import Cohort, Enrolment
from courses.practice.asking import asked_of


def places_of(user):
    """Return the person's active places, with what their pages need to know of the cohort."""
    return Enrolment.objects.active().of(user).select_related("cohort__rule", "cohort__academy", "user")


def place_of(user, registration, kind: str) -> Enrolment:
    """Return the person's own place of that registration. Raises Http404 also where nothing of the kind is asked."""
    enrolment = get_object_or_404(places_of(user), registration=registration)
    if kind not in asked_of(enrolment.cohort):
        raise Http404
    return enrolment


def is_open(enrolment: Enrolment) -> bool:
    """Return whether anything can still be handed in."""
    return enrolment.cohort.state != Cohort.State.CLOSED
