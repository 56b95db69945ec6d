import pytest
from django.utils import translation

from assessments.xapi.keys import stable_key
from courses.cohorts.forms import CohortForm
from courses.models import CoursePage, QualificationRule, Route
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

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


def new(administrator, courses, **fields):
    """A form for a new cohort as the administrator fills it in."""
    given = {
        "title": "Spring",
        "starts_on": "2027-03-01",
        "ends_on": "2027-03-19",
        "hours": "16",
        "state": "planned",
        "courses": [str(key) for key in courses],
    }
    return CohortForm(given | fields, for_user=administrator)


def test_a_cohort_of_an_administrator_is_one_of_the_own_academy_whatever_is_sent(administrator, manual_key):
    other = make_academy("Another academy")
    form = new(administrator, [manual_key], academy=other.pk, languages=["ru", "kk"])
    assert form.is_valid(), form.errors
    cohort = form.save()
    assert (cohort.academy, cohort.languages, cohort.state) == (
        administrator.academy,
        ["ru", "kk"],
        "planned",
    )


def test_who_keeps_the_whole_site_chooses_the_academy(administrator, manual_key):
    administrator.is_superuser = True
    other = make_academy("Another academy")
    form = new(administrator, [manual_key], academy=other.pk)
    assert form.is_valid(), form.errors
    assert form.save().academy == other


def test_a_cohort_does_not_end_before_it_starts(administrator, manual_key):
    form = new(administrator, [manual_key], ends_on="2027-02-28")
    assert form.errors == {"ends_on": ["The last day is before the first day."]}


def test_only_planned_and_open_can_be_chosen_and_only_for_a_new_cohort(administrator, manual_key):
    assert list(new(administrator, [manual_key], state="closed").errors) == ["state"]
    cohort = make_cohort(course_keys=[manual_key])
    form = CohortForm(filled(cohort, courses=[manual_key]) | {"state": "closed"}, instance=cohort)
    assert form.is_valid(), form.errors
    assert form.save().state == "open"


def test_lecturers_are_the_teaching_people_one_may_see(administrator, lecturer, trainee, observer):
    stranger = make_person(username="l-9", role="Lecturer", academy=make_academy("Another academy"))
    offered = set(CohortForm(for_user=administrator).fields["lecturers"].queryset)
    assert offered == {administrator, lecturer}
    assert stranger not in offered


def test_a_rule_brings_the_course_its_scenarios_are_played_in(administrator):
    route = Route.objects.get(code="lecturer")
    rule = QualificationRule.objects.get(code="trainer")
    form = new(administrator, [], route=route.pk, rule=rule.pk)
    assert form.is_valid(), form.errors
    taken = set(form.save().cohort_courses.values_list("course_key", flat=True))
    assert taken == {stable_key("course", name) for name in ("manual", "code", "tot", "practice")}


def test_the_track_knows_the_rule_it_suggests():
    route = Route.objects.get(code="lecturer")
    rule = QualificationRule.objects.get(code="trainer")
    assert f'"{route.pk}": {rule.pk}' in CohortForm().fields["route"].widget.attrs["data-suggests"]


def test_what_counted_at_closing_cannot_be_changed_afterwards(administrator, manual_key, code_key):
    cohort = make_cohort(course_keys=[manual_key])
    cohort.closed_at = "2026-03-21T00:00:00Z"
    cohort.save()
    cohort.refresh_from_db()
    rule = QualificationRule.objects.get(code="trainer")
    sent = filled(cohort, courses=[code_key]) | {"title": "Mended", "hours": 99, "rule": rule.pk}
    form = CohortForm(sent, instance=cohort, for_user=administrator)
    assert form.is_valid(), form.errors
    form.save()
    cohort.refresh_from_db()
    assert (cohort.title, cohort.hours, cohort.rule) == ("Mended", 16, None)
    assert list(cohort.cohort_courses.values_list("course_key", flat=True)) == [manual_key]
