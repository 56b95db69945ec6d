import pytest
from django.utils import translation

from assessments.xapi.keys import stable_key
from courses.cohorts.forms import CohortForm
from courses.models import CoursePage, Route
from tests.factories.cohorts import make_cohort

pytestmark = pytest.mark.django_db


def filled(cohort, *, courses):
    names = ["title", "academy", "country", "place", "starts_on", "ends_on", "hours", "state"]
    return {name: getattr(cohort, name) for name in names} | {"courses": [str(key) for key in courses]}


def test_courses_are_offered_in_the_language_of_the_administrator():
    with translation.override("ru"):
        labels = [label for _key, label in CohortForm().fields["courses"].choices]
    russian = CoursePage.objects.filter(locale__language_code="ru").order_by("path")
    assert labels == [f"{page.code} · {page.title}" for page in russian]


def test_a_course_that_is_not_live_for_the_moment_stays_with_the_cohort(manual_key, code_key):
    cohort = make_cohort(course_keys=[manual_key, code_key])
    for page in CoursePage.objects.filter(translation_key=code_key):
        page.unpublish()
    form = CohortForm(filled(cohort, courses=[manual_key]), instance=cohort)
    assert str(code_key) not in dict(form.fields["courses"].choices)
    assert form.is_valid(), form.errors
    form.save()
    kept = cohort.cohort_courses.values_list("course_key", flat=True)
    assert set(kept) == {manual_key, code_key}


def test_a_course_that_is_not_ticked_leaves_the_cohort(manual_key, code_key):
    cohort = make_cohort(course_keys=[manual_key, code_key])
    form = CohortForm(filled(cohort, courses=[manual_key]), instance=cohort)
    assert form.is_valid(), form.errors
    form.save()
    assert list(cohort.cohort_courses.values_list("course_key", flat=True)) == [manual_key]


def test_a_route_brings_the_courses_its_modules_are_in(code_key):
    cohort = make_cohort(course_keys=[code_key])
    route = Route.objects.get(code="first-line")
    form = CohortForm(filled(cohort, courses=[]) | {"route": route.pk}, instance=cohort)
    assert form.is_valid(), form.errors
    form.save()
    taken = set(cohort.cohort_courses.values_list("course_key", flat=True))
    assert taken == {stable_key("course", name) for name in ("manual", "code", "digest")}


def test_a_cohort_takes_a_route_or_courses(manual_key):
    cohort = make_cohort(course_keys=[manual_key])
    cohort.cohort_courses.all().delete()
    form = CohortForm(filled(cohort, courses=[]), instance=cohort)
    assert not form.is_valid()
    assert list(form.errors) == ["courses"]
