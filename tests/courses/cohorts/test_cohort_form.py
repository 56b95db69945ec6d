import pytest
from django.utils import translation

from courses.cohorts.forms import CohortForm
from courses.models import CoursePage
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
