"""Who stands behind the pseudonyms of statements. The record store does not know; people with rights are told here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth import get_permission_codename, get_user_model
from django.db.models import Q

from assessments.lrs.explorer.naming import as_uuid
from assessments.lrs.explorer.surroundings import Surroundings
from assessments.lrs.explorer.telling.names import Person
from assessments.packages.models import PackageRegistration
from assessments.scenarios.critical_errors import NAMES
from assessments.xapi.tracking import ActivityRef
from courses.cohorts.models import Cohort, Enrolment


@dataclass(frozen=True)
class Cohorts(Surroundings):
    """People are named to those who may see the people of the site, each within what is visible to the `user`.

    An account that was merged into another is named by that one: statements keep the pseudonym they were made under.
    """

    user: object = None

    def may_name(self, user) -> bool:
        people = get_user_model()._meta
        return user.has_perm(f"{people.app_label}.{get_permission_codename('view', people)}")

    def seen_by(self, user) -> "Cohorts":
        return Cohorts(user)

    def people(self, actor_keys: Iterable[UUID]) -> Mapping[UUID, Person]:
        rows = self._people().filter(actor_key__in=list(actor_keys))
        return {row.actor_key: _person(row) for row in rows}

    def find_people(self, text: str, *, limit: int) -> Sequence[Person]:
        """Return the one whose service number it is, else those whose name has the text in it, in any script."""
        found = list(self._people().filter(username__iexact=text)[:1])
        named = get_user_model().objects.named(text, self._people())
        return [_person(row) for row in found or named.order_by("username")[:limit]]

    def registrations(self, keys: Iterable[UUID]) -> Mapping[UUID, str]:
        """Return the titles of cohorts for places in them: those of visible cohorts and of visible people.

        Who goes through a cmi5 course has a registration of its own for it: such a one is called as the course.
        """
        visible = get_user_model().objects.visible_to(self.user).order_by().values("pk")
        keys = list(keys)
        places = Enrolment.objects.filter(
            Q(cohort__in=self._cohorts()) | Q(user__in=visible), registration__in=keys
        )
        courses = PackageRegistration.objects.filter(key__in=keys, user__in=visible)
        return dict(courses.order_by().values_list("key", "version__package__title")) | dict(
            places.order_by().values_list("registration", "cohort__title")
        )

    def places(self, iris: Iterable[str]) -> Mapping[str, str]:
        """Return the titles of cohorts: a statement names its cohort by its key alone."""
        keys = {key for iri in iris if (key := _cohort_key(iri))}
        rows = self._cohorts().filter(key__in=keys).values_list("key", "title") if keys else ()
        return {ActivityRef("cohort", key).iri: title for key, title in rows}

    def _cohorts(self):
        return Cohort.objects.visible_to(self.user).order_by()

    def _people(self):
        people = get_user_model().objects
        visible = people.visible_to(self.user).order_by().values("pk")
        seen = Q(merged_into=None, pk__in=visible) | Q(merged_into__in=visible)
        return people.filter(seen).select_related("merged_into")

    def critical_errors(self) -> Mapping[str, str]:
        return {code: str(name) for code, name in NAMES.items()}


def _cohort_key(iri: str) -> UUID | None:
    key = as_uuid(iri.rpartition("/")[2])
    return key if key and ActivityRef("cohort", key).iri == iri else None


def _person(user) -> Person:
    kept = user.merged_into or user
    number = user.username if kept is user else f"{user.username} → {kept.username}"
    return Person(actor_key=user.actor_key, name=kept.get_full_name(), service_number=number)
