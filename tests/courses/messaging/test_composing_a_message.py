from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cms.accounts import roles
from courses.cohorts.enrolling import enrol
from courses.messaging.writing.composing import Unreadable, compose_own, compose_ready, reading_language
from courses.messaging.writing.forms import people_to_tell
from courses.messaging.writing.ready import READY
from courses.models import Cohort, Enrolment, PracticeLesson, Session, SessionPlan, Transcript, UnitResult
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.messages import WORDS
from tests.factories.people import make_person
from tests.factories.progress import complete_course, place_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainee, other_trainee, manual_key):
    """A Russian and a Dari reader take the Manual."""
    return make_cohort(course_keys=[manual_key], people=[trainee, other_trainee])


def composed(cohort, template, **more):
    return compose_ready(template=template, cohort=cohort, enrolments=people_to_tell(cohort), **more)


def sample(draft, language):
    return next(one for one in draft.samples if one.language == language)


@pytest.mark.parametrize(
    ("own", "written", "read"),
    [
        ("ky", {"ky", "ru", "en"}, "ky"),
        ("ky", {"ru", "en"}, "ru"),
        ("fa-af", {"en"}, "en"),
        ("ru", {"en", "kk"}, "en"),
        ("ru", {"kk"}, None),
    ],
)
def test_a_person_reads_the_own_language_else_its_first_fallback(own, written, read):
    assert reading_language(own, written) == read


def test_own_words_tell_how_many_read_them_by_fallback(cohort):
    draft = compose_own(texts=WORDS, enrolments=people_to_tell(cohort))
    assert [(one.language, one.people, one.by_fallback) for one in draft.samples] == [("ru", 2, 1)]
    assert draft.texts == {"ru": WORDS["ru"]}


def test_own_words_that_somebody_cannot_read_are_refused(cohort):
    make_kazakh = {"kk": {"subject": "Сәлем", "body": "Сәлем"}}
    with pytest.raises(Unreadable) as refused:
        compose_own(texts=make_kazakh, enrolments=people_to_tell(cohort))
    assert refused.value.languages == ["fa-af", "ru"]


def test_a_reminder_names_the_next_lesson_to_each_in_the_own_language(cohort, trainee, manual_key):
    place = place_in(Enrolment.objects.select_related("user", "cohort").get(user=trainee), manual_key)
    draft = composed(cohort, "go_on")
    facts = {copy.person: copy.facts for copy in draft.copies}
    assert facts[trainee]["lesson"] == f"{place.lesson.code} {place.lesson.title}"
    assert facts[trainee]["address"].endswith(place.lesson.url)
    assert sample(draft, "ru").body.count("\n") == 2
    assert {copy.language for copy in draft.copies} == {"ru", "fa-af"}


def test_who_has_completed_everything_is_not_reminded(cohort, trainee, other_trainee, manual_key):
    complete_course(Enrolment.objects.select_related("user", "cohort").get(user=trainee), manual_key)
    draft = composed(cohort, "go_on")
    assert [copy.person for copy in draft.copies] == [other_trainee]
    assert draft.left_out == (trainee,)


def test_only_who_has_used_all_tries_is_asked_to_come(cohort, trainee, manual_key):
    enrolment = Enrolment.objects.select_related("cohort").get(user=trainee)
    lesson = next(
        lesson for lesson in place_in(enrolment, manual_key).course.lessons if lesson.kind == "check"
    )
    result = UnitResult.objects.create(
        enrolment=enrolment, unit_key=lesson.units[0].key, kind="check", tries=lesson.units[0].tries
    )
    draft = composed(cohort, "tries_used")
    assert [copy.person for copy in draft.copies] == [trainee]
    assert draft.copies[0].facts["lesson"] == f"{lesson.code} {lesson.title}"
    result.extra_tries = 1
    result.save()
    assert composed(cohort, "tries_used").copies == ()


def test_a_session_is_told_with_its_date_its_time_and_its_place(cohort):
    starts = datetime(2026, 3, 11, 4, 30, tzinfo=UTC)
    session = Session.objects.create(
        cohort=cohort, title="Interviewing", starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    with translation.override("en"):
        told = sample(composed(cohort, "session_coming", session=session), "ru")
    local = timezone.localtime(starts)
    assert "Interviewing" in told.body
    assert f"{local:%H:%M}" in told.body
    assert "Almaty" in told.body  # the session has no place: that of the cohort
    assert "11.03.2026" in told.subject


def test_a_session_without_any_place_has_no_line_for_it(trainee):
    cohort = make_cohort(people=[trainee], place="")
    starts = timezone.now() + timedelta(days=1)
    session = Session.objects.create(
        cohort=cohort, title="Interviewing", starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    draft = composed(cohort, "session_moved", session=session)
    assert sample(draft, "ru").body.count("\n") == 1


def test_a_practice_lesson_is_told_to_who_has_one_ahead(cohort, trainee, other_trainee):
    mine, theirs = (Enrolment.objects.get(cohort=cohort, user=one) for one in (trainee, other_trainee))
    ahead = timezone.localdate() + timedelta(days=3)
    PracticeLesson.objects.create(enrolment=mine, topic="Non-refoulement", held_on=ahead)
    PracticeLesson.objects.create(enrolment=theirs, topic="Past", held_on=date(2026, 1, 1))
    draft = composed(cohort, "practice_planned")
    assert [(copy.person, copy.facts["topic"]) for copy in draft.copies] == [(trainee, "Non-refoulement")]


def test_a_returned_plan_and_a_certificate_are_told_to_whom_they_concern(cohort, trainee, other_trainee):
    mine, theirs = (Enrolment.objects.get(cohort=cohort, user=one) for one in (trainee, other_trainee))
    now = timezone.now()
    SessionPlan.objects.create(enrolment=mine, language="ru", saved_at=now, returned_at=now)
    SessionPlan.objects.create(
        enrolment=theirs, language="ru", saved_at=now, returned_at=now, accepted_at=now
    )
    # Somebody may have passed without having a certificate yet.
    Transcript.objects.create(enrolment=mine, passed=True, facts={}, frozen_at=now)
    make_certificate(enrolment=theirs)
    assert [copy.person for copy in composed(cohort, "plan_returned").copies] == [trainee]
    assert [copy.person for copy in composed(cohort, "certificate_ready").copies] == [other_trainee]


def test_no_template_leaves_a_gap_unfilled(cohort, trainee):
    """What a template asks for is gathered; a gap without its fact would drop the line that says it."""
    starts = timezone.now() + timedelta(days=1)
    session = Session.objects.create(
        cohort=cohort, title="Interviewing", starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    place = Enrolment.objects.get(cohort=cohort, user=trainee)
    PracticeLesson.objects.create(
        enrolment=place, topic="Non-refoulement", held_on=timezone.localdate() + timedelta(days=3)
    )
    now = timezone.now()
    SessionPlan.objects.create(enrolment=place, language="ru", saved_at=now, returned_at=now)
    make_certificate(enrolment=place)
    for ready in READY:
        if ready.code == "tries_used":
            continue
        draft = composed(cohort, ready.code, session=session if ready.needs_session else None)
        told = sample(draft, "ru")
        assert told.subject, ready.code
        assert len(told.body.split("\n")) == len(ready.lines), ready.code


@pytest.mark.parametrize("template", ["go_on", "tries_used", "practice_planned", "plan_returned"])
def test_as_many_queries_for_ten_people_as_for_twenty(cohort, template):
    """Of eight languages, that is: whether the courses changed is asked once for each."""

    def counted(first):
        for number in range(first, first + 8):
            language = settings.LANGUAGES[number % 8][0]
            person = make_person(username=f"q-{number}", role=roles.TRAINEE, language=language)
            enrol(cohort=cohort, user=person)
        composed(Cohort.objects.get(pk=cohort.pk), template)  # what is remembered is remembered now
        fresh, people = Cohort.objects.get(pk=cohort.pk), people_to_tell(cohort)
        with CaptureQueriesContext(connection) as captured:
            compose_ready(template=template, cohort=fresh, enrolments=people)
        return len(captured)

    assert counted(0) == counted(8)
