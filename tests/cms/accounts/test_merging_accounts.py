"""Two accounts of one person become one: nothing is lost, nothing counts twice, and a day long it can be undone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.attempts.models import Attempt, CheckAttempt
from certificates.issuing.issuing import issue_for_qualified
from certificates.models import OnwardGroup
from cms.accounts import roles
from cms.accounts.merging.accounts import (
    MERGED,
    UNMERGED,
    Changed,
    MergedAgain,
    NotMergeable,
    TooLate,
    merge,
    preview,
    unmerge,
)
from cms.accounts.models import AccountMerge, User
from cms.accounts.pins import make_pins, try_pin
from courses.cohorts.pseudonyms import Cohorts
from courses.models import AttendanceMark, LessonProgress, PracticeLesson, Session, UnitResult
from courses.progress.recording import complete_lesson, finish_activity
from tests.factories.academies import make_academy
from tests.factories.assessments import make_scenario, make_version
from tests.factories.cohorts import make_cohort
from tests.factories.insights import play_as
from tests.factories.people import PASSWORD, make_person
from tests.factories.progress import NOON, complete_course, place_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def kept():
    return make_person(username="K-1", role=roles.TRAINEE)


@pytest.fixture
def merged():
    return make_person(username="K-2", role=roles.TRAINEE)


@pytest.fixture
def cohort(kept, merged, manual_key):
    return make_cohort(course_keys=[manual_key], people=[kept, merged])


def place_of(cohort, person):
    return cohort.enrolments.get(user=person)


def table(model, *columns):
    return sorted(model.objects.values_list("pk", *columns))


def everything():
    """Return all rows that a merge may touch, to be compared."""
    return [
        table(User, "is_active", "merged_into_id", "superior_id"),
        table(User.groups.through, "user_id", "group_id"),
        table(LessonProgress, "enrolment_id", "completed_at", "edition"),
        table(UnitResult, "enrolment_id", "tries", "extra_tries", "best_percent", "passed_at"),
        table(Attempt, "user_id", "registration", "number"),
        table(CheckAttempt, "user_id", "registration", "number"),
        table(AttendanceMark, "enrolment_id", "minutes"),
        table(PracticeLesson, "enrolment_id", "number"),
        table(OnwardGroup, "trainer_id"),
    ]


def test_places_in_other_cohorts_go_to_the_account_that_stays(kept, merged, manual_key, lecturer):
    cohort = make_cohort(course_keys=[manual_key], people=[merged])
    complete_course(place_of(cohort, merged), manual_key)
    issue_for_qualified(cohort=cohort, by=None, at=NOW)
    cohort.lecturers.add(merged)
    group = OnwardGroup.objects.create(
        trainer=merged, title="T", country="KZ", starts_on="2026-04-01", ends_on="2026-04-02", hours=4,
        language="ru", recorded_at=NOW,
    )  # fmt: skip
    soldier = make_person(username="S-1", superior=merged)
    merge(kept=kept, merged=merged, by=lecturer, at=NOW, reason="imported twice")
    assert place_of(cohort, kept).transcript.certificates.get().holder == kept
    assert [person.username for person in cohort.lecturers.all()] == ["K-1"]
    group.refresh_from_db()
    soldier.refresh_from_db()
    assert (group.trainer, soldier.superior) == (kept, kept)
    entry = ModelLogEntry.objects.get(action=MERGED)
    assert (entry.user, entry.message) == (lecturer, "Merged the account K-2 into this one")


def test_in_one_cohort_lessons_results_and_tries_are_united(cohort, kept, merged, manual_key):
    own, other = place_of(cohort, kept), place_of(cohort, merged)
    complete_lesson(place=place_in(own, manual_key, lesson=0), at=NOON)
    complete_lesson(place=place_in(other, manual_key, lesson=0), at=NOON - timedelta(days=1))
    complete_lesson(place=place_in(other, manual_key, lesson=1), at=NOON)
    check = next(
        (number, lesson)
        for number, lesson in enumerate(place_in(own, manual_key).course.lessons)
        if lesson.kind == "check"
    )
    for place, percents in ((own, (40, 60)), (other, (90,))):
        for percent in percents:
            finish_activity(
                place=place_in(place, manual_key, lesson=check[0]), unit_key=check[1].units[0].key, kind="check",
                percent=Decimal(percent), passed=percent > 80, at=NOON,
            )  # fmt: skip
    merge(kept=kept, merged=merged, by=None, at=NOW)
    completed = LessonProgress.objects.completed().filter(enrolment=own)
    first = completed.get(lesson_key=place_in(own, manual_key).lesson.key)
    assert completed.count() == 3
    assert first.completed_at == NOON - timedelta(days=1)
    result = UnitResult.objects.get(enrolment=own)
    assert (result.tries, result.best_percent, result.passed_at) == (3, Decimal(90), NOON)
    other.refresh_from_db()
    assert (other.user, other.withdrawn_at) == (merged, NOW)


def test_tries_at_a_scenario_are_numbered_on_and_one_running_try_is_enough(cohort, kept, merged):
    scenario = make_scenario()
    make_version(scenario)
    for person in (kept, kept, merged):
        play_as(person, scenario, "a", "a", cohort=cohort)
    play_as(kept, scenario, "a", cohort=cohort)
    play_as(merged, scenario, "a", cohort=cohort)
    merge(kept=kept, merged=merged, by=None, at=NOW)
    tries = Attempt.objects.filter(registration=place_of(cohort, kept).registration)
    assert sorted(tries.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert tries.filter(ended_at=None).count() == 1
    assert set(Attempt.objects.values_list("user__username", flat=True)) == {"K-1"}


def test_at_a_session_marked_for_both_the_longer_attendance_counts(cohort, kept, merged, lecturer):
    sessions = [
        Session.objects.create(
            cohort=cohort, title=str(number), starts_at=NOON, ends_at=NOON + timedelta(hours=2)
        )
        for number in range(3)
    ]
    own, other = place_of(cohort, kept), place_of(cohort, merged)

    def mark(session, place, minutes, days=0):
        AttendanceMark.objects.create(
            session=session, enrolment=place, mark="present" if minutes else "absent", minutes=minutes,
            made_at=NOON + timedelta(days=days), made_by=lecturer, received_at=NOON,
        )  # fmt: skip

    mark(sessions[0], other, 120)
    mark(sessions[1], other, 120)
    mark(sessions[1], own, 0, days=1)
    mark(sessions[2], own, 120)
    mark(sessions[2], other, 0, days=1)
    merge(kept=kept, merged=merged, by=lecturer, at=NOW)
    counted = [
        AttendanceMark.objects.filter(session=session, enrolment=own).order_by("made_at", "pk").last().minutes
        for session in sessions
    ]
    assert counted == [120, 120, 120]


def test_a_practice_lesson_gets_the_next_number(cohort, kept, merged):
    for person in (kept, merged):
        PracticeLesson.objects.create(
            enrolment=place_of(cohort, person), number=1, topic=person.username, held_on="2026-03-10"
        )
    merge(kept=kept, merged=merged, by=None, at=NOW)
    lessons = PracticeLesson.objects.filter(enrolment=place_of(cohort, kept))
    assert dict(lessons.values_list("number", "topic")) == {1: "K-1", 2: "K-2"}


def test_the_other_number_signs_in_to_nothing_and_says_where_to_go(kept, merged, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    merged.set_password(PASSWORD)
    merged.save()
    pin = make_pins(users=[merged], by=None, at=NOW)[merged]
    inside = Client()
    inside.force_login(merged)
    merge(kept=kept, merged=merged, by=None, at=NOW)
    page = "/en/account/login/"
    told = Client().post(page, {"login": "K-2", "password": PASSWORD})
    assert "K-1" in told.content.decode()
    # Who does not know the password is told nothing, and nobody stays inside.
    assert "K-1" not in Client().post(page, {"login": "K-2", "password": "wrong"}).content.decode()
    assert try_pin(number="K-2", pin=pin, at=NOW) is None
    assert inside.get("/en/my/").status_code == 302


def test_statements_of_both_accounts_are_named_by_the_one_that_stays(kept, merged, administrator):
    merge(kept=kept, merged=merged, by=None, at=NOW)
    around = Cohorts(administrator)
    told = around.people([kept.actor_key, merged.actor_key])
    assert told[kept.actor_key].service_number == "K-1"
    assert told[merged.actor_key].service_number == "K-2 → K-1"
    assert told[merged.actor_key].actor_key == merged.actor_key
    assert len(around.find_people(kept.name_native, limit=20)) >= 2


def full_merge(cohort, kept, merged, manual_key, lecturer):
    """Merge two accounts that have something of everything."""
    other = place_of(cohort, merged)
    complete_course(other, manual_key)
    complete_lesson(place=place_in(place_of(cohort, kept), manual_key, lesson=0), at=NOON)
    scenario = make_scenario()
    make_version(scenario)
    play_as(kept, scenario, "a", "a", cohort=cohort)
    play_as(merged, scenario, "b", cohort=cohort)
    make_cohort(title="Another", people=[merged]).lecturers.add(merged)
    session = Session.objects.create(
        cohort=cohort, title="One", starts_at=NOON, ends_at=NOON + timedelta(hours=2)
    )
    for person, minutes in ((kept, 0), (merged, 90)):
        session.marks.create(
            enrolment=place_of(cohort, person), mark="late", minutes=minutes, made_at=NOON,
            made_by=lecturer, received_at=NOON,
        )  # fmt: skip
    PracticeLesson.objects.create(enrolment=other, number=1, topic="T", held_on="2026-03-10")
    make_person(username="S-1", superior=merged)
    before = everything()
    return before, merge(kept=kept, merged=merged, by=lecturer, at=NOW)


def test_undoing_within_a_day_restores_everything(cohort, kept, merged, manual_key, lecturer):
    before, done = full_merge(cohort, kept, merged, manual_key, lecturer)
    assert everything() != before
    unmerge(done=done, by=lecturer, at=NOW + timedelta(hours=23))
    assert everything() == before
    assert place_of(cohort, merged).withdrawn_at is None
    assert ModelLogEntry.objects.filter(action=UNMERGED).count() == 1


def test_a_preview_tells_what_would_move_and_changes_nothing(cohort, kept, merged, manual_key):
    complete_course(place_of(cohort, merged), manual_key)
    before = everything()
    shown = preview(kept=kept, merged=merged, by=None, at=NOW)
    assert {"courses.lessonprogress", "courses.unitresult"} <= {entry["model"] for entry in shown.moved}
    assert everything() == before
    assert not AccountMerge.objects.exists()
    assert not ModelLogEntry.objects.filter(action=MERGED).exists()


def test_after_a_day_or_a_second_time_nothing_is_undone(kept, merged):
    done = merge(kept=kept, merged=merged, by=None, at=NOW)
    with pytest.raises(TooLate):
        unmerge(done=done, by=None, at=NOW + timedelta(hours=24, seconds=1))
    unmerge(done=done, by=None, at=NOW)
    with pytest.raises(TooLate):
        unmerge(done=done, by=None, at=NOW)


def test_what_has_changed_since_is_named_and_nothing_is_half_undone(
    cohort, kept, merged, manual_key, lecturer
):
    _before, done = full_merge(cohort, kept, merged, manual_key, lecturer)
    UnitResult.objects.filter(enrolment=place_of(cohort, kept)).update(enrolment=place_of(cohort, merged))
    after = everything()
    with pytest.raises(Changed) as told:
        unmerge(done=done, by=lecturer, at=NOW)
    assert told.value.models == ("courses.unitresult",)
    assert everything() == after


def test_learning_on_after_the_merge_does_not_hinder_the_undoing(cohort, kept, merged, manual_key, lecturer):
    before, done = full_merge(cohort, kept, merged, manual_key, lecturer)
    LessonProgress.objects.filter(enrolment__user=kept).update(last_opened_at=NOW)
    unmerge(done=done, by=lecturer, at=NOW)
    assert everything() == before


def test_a_chain_of_merges_is_undone_from_its_end(kept, merged):
    third = make_person(username="K-3")
    first = merge(kept=kept, merged=merged, by=None, at=NOW)
    second = merge(kept=third, merged=kept, by=None, at=NOW)
    assert User.objects.get(pk=merged.pk).merged_into == third
    with pytest.raises(MergedAgain):
        unmerge(done=first, by=None, at=NOW)
    unmerge(done=second, by=None, at=NOW)
    unmerge(done=first, by=None, at=NOW)
    assert not User.objects.exclude(merged_into=None).exists()


def test_a_record_that_was_frozen_stays_where_it_was_frozen(cohort, kept, merged, manual_key):
    complete_course(place_of(cohort, merged), manual_key)
    issue_for_qualified(cohort=cohort, by=None, at=NOW)
    with pytest.raises(NotMergeable, match="transcript"):
        merge(kept=kept, merged=merged, by=None, at=NOW)
    assert User.objects.get(pk=merged.pk).is_active
    merge(kept=merged, merged=kept, by=None, at=NOW)
    assert place_of(cohort, kept).withdrawn_at == NOW
    assert merged.certificates.count() == 1


@pytest.mark.parametrize("reason", ["same", "superuser", "merged", "academy"])
def test_what_cannot_be_one_is_refused(kept, merged, reason):
    if reason == "superuser":
        merged.is_superuser = True
    if reason == "academy":
        merged.academy = make_academy("Another academy")
    merged.save()
    if reason == "merged":
        merge(kept=make_person(username="K-3"), merged=merged, by=None, at=NOW)
    with pytest.raises(NotMergeable, match=reason):
        merge(kept=kept, merged=kept if reason == "same" else merged, by=None, at=NOW)
