"""A lesson changed in earnest: who has completed it is asked to read it again, and loses nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Statement
from courses.content.editions import edition_of, spread_edition
from courses.content.models import LessonPage
from courses.learning.mine import courses_of
from courses.progress.models import LessonProgress
from courses.progress.recording import complete_lesson
from tests.factories.cohorts import make_cohort
from tests.factories.curriculum import change, copy_curriculum, edit, lesson, load_small
from tests.factories.people import make_person
from tests.factories.progress import NOON, place_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(trainee, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee])
    return cohort.enrolments.select_related("user", "cohort").get()


@pytest.fixture
def place(enrolment, manual_key):
    place = place_in(enrolment, manual_key)
    complete_lesson(place=place, at=NOON)
    return place


def page_of(place, language="en") -> LessonPage:
    return LessonPage.objects.get(translation_key=place.lesson.key, locale__language_code=language)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def course_of(place):
    return next(course for course in courses_of(place.enrolment.user, "ru") if course.key == place.course.key)


def form_data(page, **fields):
    """Return what the editor's form sends for a page with nothing in its stream."""
    return {
        "title": page.title,
        "slug": page.slug,
        "code": page.code,
        "minutes": page.minutes,
        "summary": page.summary,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }


def send(editor, page, **fields):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = signed_in(editor).post(url, form_data(page, **fields))
    assert response.status_code == 302, response.context["form"].errors
    return LessonPage.objects.get(pk=page.pk)


def test_a_major_change_raises_the_edition_in_all_languages_when_it_is_published(administrator, place):
    page = send(administrator, page_of(place), is_major="on")
    assert page.edition == 1
    assert page.get_latest_revision_as_object().edition == 2
    page = send(administrator, page, **{"is_major": "on", "action-publish": "1"})
    assert page.edition == 2
    assert page_of(place, "ru").edition == 2


def test_a_minor_change_changes_nothing_for_anybody(administrator, place):
    page = send(administrator, page_of(place), **{"title": "Better title", "action-publish": "1"})
    assert (page.title, page.edition) == ("Better title", 1)
    assert course_of(place).changed == ()


def test_a_draft_can_be_made_minor_again(administrator, place):
    page = send(administrator, page_of(place), is_major="on")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = signed_in(administrator).get(url)
    assert response.context["form"]["is_major"].value() is True
    assert "This is a major change: ask everybody who has completed the lesson to read it again" in (
        response.content.decode()
    )
    page = send(administrator, page, **{"action-publish": "1"})
    assert page.edition == 1


def test_an_older_draft_of_another_language_does_not_take_the_edition_back(place):
    russian = page_of(place, "ru")
    russian.title = "Черновик"
    draft = russian.save_revision()
    edit(page_of(place), edition=2)
    draft.publish()
    assert {page_of(place, code).edition for code in ("en", "ru")} == {2}


def test_who_has_completed_an_earlier_edition_sees_it_everywhere_and_keeps_everything(place):
    before = course_of(place).percent
    edit(page_of(place), edition=2)
    course = course_of(place)
    assert [line.key for line in course.changed] == [place.lesson.key]
    assert course.changed[0].state == "done"
    assert course.percent == before > 0
    client = signed_in(place.enrolment.user)
    for url in ("/ru/my/", course.url, course.modules[0].url):
        page = client.get(url).content.decode()
        assert page.count('class="changed-lessons"') == 1, url
        assert f'<li><a href="{place.lesson.url}"><span class="code">' in page, url
    assert place.lesson.title in client.get(reverse("dashboard")).content.decode()


def test_reading_to_the_end_again_is_written_into_the_row_and_stated_once_only(place):
    edit(page_of(place), edition=2)
    told = Statement.objects.count()
    client = signed_in(place.enrolment.user)
    page = client.get(place.lesson.url)
    assert page.context["lesson"].is_changed
    assert page.context["lesson"].can_complete
    client.post(reverse("learning:complete", args=[place.lesson.key]))
    row = LessonProgress.objects.get(enrolment=place.enrolment, lesson_key=place.lesson.key)
    assert (row.edition, row.completed_at) == (2, NOON)
    assert Statement.objects.count() == told
    page = client.get(place.lesson.url)
    assert not page.context["lesson"].is_changed
    assert not page.context["lesson"].can_complete
    assert course_of(place).changed == ()


def test_who_completes_the_newer_edition_first_is_not_asked(place, manual_key):
    edit(page_of(place), edition=3)
    other = make_person(username="k-77", role="Trainee")
    enrolment = (
        make_cohort(course_keys=[manual_key], people=[other])
        .enrolments.select_related("user", "cohort")
        .get()
    )
    complete_lesson(place=place_in(enrolment, manual_key), at=NOON)
    assert LessonProgress.objects.get(enrolment=enrolment).edition == 3
    assert not any(course.changed for course in courses_of(other, "ru"))


def test_reading_again_stays_within_the_budget_of_a_write(place):
    edit(page_of(place), edition=2)
    client = signed_in(place.enrolment.user)
    client.get(place.lesson.url)
    with CaptureQueriesContext(connection) as captured:
        client.post(reverse("learning:complete", args=[place.lesson.key]))
    acts = [
        query for query in captured.captured_queries if not query["sql"].startswith(("SAVE", "REL", "BEG"))
    ]
    assert len(acts) <= 8


def test_the_loader_takes_a_raised_edition_for_nobodys_words(tmp_path):
    folder = copy_curriculum(tmp_path)
    load_small(folder)
    edit(lesson("m0-2", "en"), edition=2)
    assert load_small(folder)[1] == []
    change(folder / "m0" / "ru.yaml", "lessons", "m0-2", "title", to="Новое")
    tally, lines = load_small(folder)
    assert (tally.renewed, lines) == (1, [])
    assert (lesson("m0-2", "ru").title, lesson("m0-2", "ru").edition) == ("Новое", 2)


def test_an_edition_in_the_data_reaches_every_language(tmp_path):
    folder = copy_curriculum(tmp_path)
    load_small(folder)
    change(folder / "m0" / "structure.yaml", "lessons", 1, "edition", to=4)
    _tally, lines = load_small(folder)
    assert lines == []
    assert {lesson("m0-2", code).edition for code in ("en", "ru")} == {4}
    assert edition_of(lesson("m0-2")) == 4
    assert spread_edition(page=lesson("m0-2")) == 4
