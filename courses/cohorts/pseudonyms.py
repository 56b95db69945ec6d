"""Who stands behind the pseudonyms of statements. The record store does not know; people with rights are told here."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.contrib.auth import get_permission_codename, get_user_model

from assessments.lrs.explorer.naming import as_uuid
from assessments.lrs.explorer.surroundings import Surroundings
from assessments.lrs.explorer.telling.names import Person
from assessments.scenarios.critical_errors import NAMES
from assessments.xapi.tracking import ActivityRef
from courses.cohorts.models import Cohort, Enrolment


class Cohorts(Surroundings):
    """People are named to those who may see the people of the site."""

    def may_name(self, user) -> bool:
        people = get_user_model()._meta
        return user.has_perm(f"{people.app_label}.{get_permission_codename('view', people)}")

    def people(self, actor_keys: Iterable[UUID]) -> Mapping[UUID, Person]:
        rows = get_user_model().objects.filter(actor_key__in=list(actor_keys))
        return {row.actor_key: _person(row) for row in rows}

    def find_people(self, text: str, *, limit: int) -> Sequence[Person]:
        """Return the one whose service number it is, else those whose name has the text in it, in any script."""
        people = get_user_model().objects
        found = list(people.filter(username__iexact=text)[:1])
        return [_person(row) for row in found or people.named(text).order_by("username")[:limit]]

    def registrations(self, keys: Iterable[UUID]) -> Mapping[UUID, str]:
        rows = Enrolment.objects.filter(registration__in=list(keys))
        return dict(rows.values_list("registration", "cohort__title"))

    def places(self, iris: Iterable[str]) -> Mapping[str, str]:
        """Return the titles of cohorts: a statement names its cohort by its key alone."""
        keys = {key for iri in iris if (key := _cohort_key(iri))}
        rows = Cohort.objects.filter(key__in=keys).values_list("key", "title") if keys else ()
        return {ActivityRef("cohort", key).iri: title for key, title in rows}

    def critical_errors(self) -> Mapping[str, str]:
        return {code: str(name) for code, name in NAMES.items()}


def _cohort_key(iri: str) -> UUID | None:
    key = as_uuid(iri.rpartition("/")[2])
    return key if key and ActivityRef("cohort", key).iri == iri else None


def _person(user) -> Person:
    return Person(actor_key=user.actor_key, name=user.get_full_name(), service_number=user.username)
