import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from courses.attendance.importing import NotImported, import_marks
from courses.attendance.overview import overview_of, threshold_of
from courses.attendance.sheets import Fault, NotReadable, mark_words, read_sheet, rows_of, write_sheet
from courses.cohorts.enrolling import withdraw
from courses.models import AttendanceMark, QualificationRule
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.sessions import make_mark, make_session

pytestmark = pytest.mark.django_db


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def cohort(trainee, other_trainee, lecturer):
    cohort = make_cohort(people=[trainee, other_trainee])
    cohort.lecturers.add(lecturer)
    return cohort


def rows(*changed, session, day="04.03.2026", username="k-1001", mark="P", minutes="", note=""):
    """Return the text of a file with a head and this row."""
    head = "Session no.;Date;Session;Service number;Name;Latin;Mark;Minutes;Note"
    return f"{head}\n{session.pk};{day};X;{username};;;{mark};{minutes};{note}\n".encode()


def test_the_file_says_all_and_read_back_it_says_nothing_new(cohort, trainee, other_trainee, lecturer):
    first, second = make_session(cohort), make_session(cohort, day=5)
    make_mark(first, trainee, "late", minutes=50, by=lecturer, note="=SUM(A1)")
    make_mark(second, other_trainee, "excused", by=lecturer, minutes=0)
    for language, sign in (("ru", ";"), ("en", ","), ("fa-af", ";")):
        data = write_sheet(cohort, language)

        assert data.startswith(b"\xef\xbb\xbf")
        assert data.decode("utf-8-sig").splitlines()[0].count(sign) == 8
        assert ";=SUM" not in data.decode()
        lines = read_sheet(data, cohort)
        assert [(line.fault, line.is_new, line.mark) for line in lines] == [
            (None, False, "late"),
            (None, False, "excused"),
        ]


def test_a_file_filled_in_is_kept_once(cohort, administrator):
    session = make_session(cohort)
    data = rows(session=session, mark="L", minutes="45", note="Bus")

    kept = import_marks(cohort=cohort, lines=read_sheet(data, cohort), by=administrator, at=timezone.now())
    again = import_marks(cohort=cohort, lines=read_sheet(data, cohort), by=administrator, at=timezone.now())

    assert (kept, again) == (1, 0)
    mark = AttendanceMark.objects.get()
    assert (mark.mark, mark.minutes, mark.note) == ("late", 45, "Bus")


@pytest.mark.parametrize(
    ("fields", "fault", "column"),
    [
        ({"username": "k-9999"}, Fault.NUMBER, 4),
        ({"day": "05.03.2026"}, Fault.MOVED, 2),
        ({"day": "Thursday"}, Fault.MOVED, 2),
        ({"mark": "asleep"}, Fault.MARK, 7),
        ({"mark": "L", "minutes": "121"}, Fault.MINUTES, 8),
        ({"mark": "L", "minutes": ""}, Fault.MINUTES, 8),
        ({"mark": "L", "minutes": "an hour"}, Fault.MINUTES, 8),
    ],
)
def test_a_mistake_is_named_by_row_and_column(cohort, fields, fault, column):
    line = read_sheet(rows(session=make_session(cohort), **fields), cohort)[0]

    assert (line.row, line.fault, line.column) == (2, fault, column)


def test_sessions_not_found_cancelled_or_named_twice(cohort, administrator):
    session, gone = make_session(cohort), make_session(cohort, day=5)
    gone.cancelled_at = timezone.now()
    gone.save()
    text = (
        f"{session.pk};2026-03-04;X;k-1001;;;P;;\n{session.pk};04/03/2026;X;K-1001;;;A;;\n"
        f"999999;04.03.2026;X;k-1001;;;P;;\n{gone.pk};05.03.2026;X;k-1001;;;P;;\n{session.pk};04.03.2026\n"
    )

    lines = read_sheet(text.encode(), cohort)

    assert [line.fault for line in lines] == [
        None,
        Fault.TWICE,
        Fault.SESSION,
        Fault.CANCELLED,
        Fault.COLUMNS,
    ]


def test_words_of_every_language_are_marks():
    words = mark_words()

    assert words["p"] == words["present"] == "present"
    for language in ("en", "ru", "kk", "ky", "tg", "tk", "uz", "fa-af"):
        with translation.override(language):
            for value, label in AttendanceMark.Mark.choices:
                assert words[" ".join(str(label).casefold().replace("ё", "е").split())] == value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_any_usual_encoding_and_separator_is_read(encoding, sign):
    text = sign.join(["1", "Опрос"]) + "\r\n"

    assert rows_of(text.encode(encoding)) == [["1", "Опрос"]]


@pytest.mark.parametrize("data", [b"", b"one column", b"x" * (3 * 1024 * 1024), b"PK\x03\x04\x00\x00"])
def test_what_is_no_such_file_is_refused(data):
    with pytest.raises(NotReadable):
        rows_of(data)


def test_one_row_that_is_refused_keeps_everything_out(cohort, administrator, trainee):
    session, other = make_session(cohort), make_session(cohort, day=5)
    lines = read_sheet(rows(session=session), cohort) + read_sheet(
        rows(session=other, day="05.03.2026"), cohort
    )
    other.cancelled_at = timezone.now()
    other.save()

    with pytest.raises(NotImported):
        import_marks(cohort=cohort, lines=lines, by=administrator, at=timezone.now())

    assert not AttendanceMark.objects.exists()


def test_a_file_is_shown_before_it_is_kept(cohort, administrator):
    session = make_session(cohort)
    client = client_of(administrator)
    url = reverse("cohort_attendance_upload", args=[cohort.pk])

    shown = client.post(url, {"file": SimpleUploadedFile("m.csv", rows(session=session))})
    assert not AttendanceMark.objects.exists()
    client.post(url, {"keep": "1", "data": shown.context["data"]})

    assert AttendanceMark.objects.get().mark == "present"


def test_a_file_with_a_mistake_is_not_kept_even_if_asked_to(cohort, administrator):
    data = rows(session=make_session(cohort), mark="asleep")
    client = client_of(administrator)
    url = reverse("cohort_attendance_upload", args=[cohort.pk])

    shown = client.post(url, {"file": SimpleUploadedFile("m.csv", data)})
    client.post(url, {"keep": "1", "data": shown.context["data"]})

    assert "This is no mark." in shown.content.decode()
    assert "asleep" in shown.content.decode()
    assert not AttendanceMark.objects.exists()


def test_the_table_says_who_is_at_risk_and_who_cannot_reach_the_threshold(
    cohort, trainee, other_trainee, lecturer
):
    for day in (3, 4, 5, 6, 9):
        session = make_session(cohort, day=day)
        if day == 3:
            make_mark(session, trainee, "absent", by=lecturer)
        if day <= 4:
            make_mark(session, other_trainee, "absent", by=lecturer)

    rows = {row.enrolment.user: row for row in overview_of(cohort).rows}

    assert (rows[trainee].is_at_risk, rows[trainee].can_reach) == (True, True)
    assert (rows[other_trainee].is_at_risk, rows[other_trainee].can_reach) == (True, False)


def test_before_anything_was_missed_nobody_is_at_risk(cohort):
    make_session(cohort)

    assert not any(row.is_at_risk for row in overview_of(cohort).rows)


def test_the_threshold_is_that_of_the_cohorts_rule(cohort):
    content = {"requirements": [{"kind": "modules"}, {"kind": "attendance", "percent": 90}]}
    assert threshold_of(cohort) == 80
    cohort.rule = QualificationRule.objects.create(code="strict", content=content)
    assert threshold_of(cohort) == 90
    cohort.frozen_rule = {"content": {"requirements": [{"kind": "attendance", "percent": 70}]}}
    assert threshold_of(cohort) == 70


def test_the_table_takes_three_queries_whatever_its_size(lecturer, django_assert_num_queries):
    people = [make_person(username=f"k-{number}") for number in range(8)]
    cohort = make_cohort(people=people)
    for day in (3, 4, 5):
        session = make_session(cohort, day=day)
        for person in people:
            make_mark(session, person, by=lecturer)
    withdraw(enrolment=cohort.enrolments.first(), by=None)

    with django_assert_num_queries(3):
        overview = overview_of(cohort)

    assert len(overview.rows) == 7
    assert {row.standing.percent for row in overview.rows} == {100}


def test_the_page_of_attendance_names_everybody(cohort, administrator, trainee, lecturer):
    make_mark(make_session(cohort, is_observed=True), trainee, "absent", by=lecturer)

    page = client_of(administrator).get(reverse("cohort_attendance", args=[cohort.pk])).content.decode()

    assert trainee.name_native in page
    assert "cannot be reached any more" in page
    assert "observed session missed" in page
