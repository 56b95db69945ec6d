"""Whoever lets something point at an account or at a place in a cohort decides what becomes of it in a merge."""

from django.apps import apps
from django.contrib.auth import get_user_model

from cms.accounts.merging import treatments
from courses.models import Enrolment


def relations_to(model) -> set[str]:
    """Return the columns of all tables that point at the model: "app.model.field", each where it is defined."""
    found = set()
    for one in apps.get_models(include_auto_created=True):
        for field in one._meta.get_fields(include_hidden=True):
            if field.concrete and field.related_model is model and not field.many_to_many:
                found.add(f"{field.model._meta.label_lower}.{field.name}")
    return found


def ways_of(*groups) -> list[str]:
    return [relation for group in groups for relation in group]


def test_everything_that_points_at_an_account_is_treated_once():
    named = ways_of(treatments.MOVES, treatments.MOVES_UNLESS_THERE, treatments.APART, treatments.STAYS)
    # Whoever added a relation: name it in cms/accounts/merging/treatments.py.
    assert sorted(named) == sorted(relations_to(get_user_model()))


def test_everything_that_points_at_a_place_in_a_cohort_is_treated_once():
    named = ways_of(treatments.PLACE_MOVES_UNLESS_THERE, treatments.PLACE_APART, treatments.PLACE_STAYS)
    assert sorted(named) == sorted(relations_to(Enrolment))


def test_every_registration_of_a_try_follows_its_place():
    """A registration is a place in a cohort without a foreign key: tries follow, tokens and documents do not."""
    holding = {
        one._meta.label_lower
        for one in apps.get_models()
        if any(
            field.name in ("registration", "enrolment_registration") and not field.is_relation
            for field in one._meta.fields
        )
    }
    assert holding == {
        "courses.enrolment",
        "assessments.attempt",
        "assessments.checkattempt",
        "assessments.h5pplay",
        "assessments.packageregistration",
        "assessments.launchtoken",
        "assessments.document",
    }
