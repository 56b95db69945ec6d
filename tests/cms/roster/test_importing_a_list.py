"""A list from the moment it is sent in until it ends: portions, giving up, importing once and wholly."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.roster.applying import ListHasChanged, ListIsNotChecked, apply_list
from cms.roster.auditing import IMPORTED
from cms.roster.importing import (
    PORTION,
    ListHasEnded,
    answer,
    cancel_list,
    check_portion,
    send_list,
    set_columns,
)
from cms.roster.models import RosterImport
from courses.cohorts.auditing import ENROLLED
from courses.cohorts.enrolling import CohortIsClosed
from tests.factories import lists
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def queries_of(act) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured]


def test_rows_are_checked_in_portions_and_nothing_is_written(administrator):
    before = User.objects.count()
    roster = send_list(
        cohort=make_cohort(),
        file_name="C:\\lists\\spring.xlsx",
        content=lists.xlsx(lists.numbered(PORTION + 1)),
        by=administrator,
        at=timezone.now(),
    )
    assert roster.file_name == "spring.xlsx"
    roster = check_portion(roster=roster, at=timezone.now())
    assert (roster.checked_rows, roster.state) == (PORTION, RosterImport.State.CHECKING)
    with pytest.raises(ListIsNotChecked):
        apply_list(roster=roster, by=administrator, at=timezone.now())
    roster = check_portion(roster=roster, at=timezone.now())
    assert (roster.checked_rows, roster.state) == (PORTION + 1, RosterImport.State.CHECKED)
    assert check_portion(roster=roster, at=timezone.now()).checked_rows == PORTION + 1
    assert User.objects.count() == before


def test_new_people_are_trainees_who_cannot_sign_in_yet(administrator, bring):
    cohort = make_cohort(languages=["kk", "ru"], country="KZ")
    apply_list(roster=bring(cohort, ["8", "Ғабитова Мөлдір"]), by=administrator, at=timezone.now())
    person = User.objects.get(username="8")
    assert (person.language, person.country, person.academy) == ("kk", "KZ", cohort.academy)
    assert (person.name_latin, person.names_confirmed_at) == ("Gabitova Moldir", None)
    assert not person.has_usable_password()
    assert [group.name for group in person.groups.all()] == ["Trainee"]
    assert User.objects.named("GABITOVA").get() == person
    assert cohort.enrolments.get().enrolled_by == administrator


def test_the_history_of_the_cohort_tells_of_the_list_and_of_each_person(administrator, bring):
    cohort = make_cohort()
    apply_list(
        roster=bring(cohort, ["8", "Ли Виктор"], ["9", "Цой Марина"]), by=administrator, at=timezone.now()
    )
    entries = ModelLogEntry.objects.for_instance(cohort)
    assert {entry.data["person"] for entry in entries.filter(action=ENROLLED)} == {"8", "9"}
    entry = entries.get(action=IMPORTED)
    assert entry.user == administrator
    assert "list.csv: 2 new" in entry.formatter.format_message(entry)


def test_an_imported_list_keeps_numbers_and_no_person(administrator, bring):
    roster = bring(make_cohort(), ["8", "Ли Виктор"], ["9", "Цой Марина", "01.01.2050"])
    roster = apply_list(roster=roster, by=administrator, at=timezone.now())
    roster.refresh_from_db()
    assert (roster.rows, roster.plans, roster.choices) == ([], [], {})
    assert (roster.outcome["new"], roster.outcome["left_rows"]) == (1, [3])
    assert "entries" not in roster.source
    kept = str([roster.findings, roster.source, roster.outcome])
    assert "Виктор" not in kept
    assert "2050" not in kept


def test_importing_twice_imports_once(administrator, bring):
    cohort = make_cohort()
    roster = bring(cohort, ["8", "Ли Виктор"])
    first = apply_list(roster=roster, by=administrator, at=timezone.now())
    again = apply_list(roster=roster, by=administrator, at=timezone.now())
    assert again.outcome == first.outcome
    assert cohort.enrolments.count() == 1


def test_a_list_given_up_is_erased_and_can_do_nothing_more(administrator, bring):
    cohort = make_cohort()
    roster = cancel_list(roster=bring(cohort, ["8", "Ли Виктор"]), at=timezone.now())
    assert (roster.state, roster.rows, cohort.enrolments.count()) == (RosterImport.State.CANCELLED, [], 0)
    for act in (
        lambda: apply_list(roster=roster, by=administrator, at=timezone.now()),
        lambda: check_portion(roster=roster, at=timezone.now()),
        lambda: set_columns(roster=roster, columns={"number": 0}),
        lambda: answer(roster=roster, answers=[], at=timezone.now()),
    ):
        with pytest.raises(ListHasEnded):
            act()
    assert not User.objects.filter(username="8").exists()


def test_an_imported_list_cannot_be_given_up(administrator, bring):
    roster = apply_list(roster=bring(make_cohort(), ["8", "Ли"]), by=administrator, at=timezone.now())
    with pytest.raises(ListHasEnded):
        cancel_list(roster=roster, at=timezone.now())


def test_lists_left_lying_are_erased_at_the_next_one(administrator, bring):
    old = bring(make_cohort(), ["8", "Ли Виктор"])
    young = bring(make_cohort(), ["9", "Цой Марина"])
    RosterImport.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=8))
    bring(make_cohort(), ["10", "Пак Денис"])
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.state, old.rows) == (RosterImport.State.CANCELLED, [])
    assert young.rows


def test_a_number_taken_since_the_preview_is_told_by_row_and_nothing_is_written(administrator, bring, told):
    cohort = make_cohort()
    roster = bring(cohort, ["8", "Ли Виктор"], ["9", "Цой Марина"])
    make_person(username="9", name_native="Пак Денис", name_latin="PAK Denis")
    with pytest.raises(ListHasChanged) as changed:
        apply_list(roster=roster, by=administrator, at=timezone.now())
    assert changed.value.rows == [3]
    assert cohort.enrolments.count() == 0
    assert not User.objects.filter(username="8").exists()
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.CHECKING
    roster = check_portion(roster=roster, at=timezone.now())
    assert told(roster)[3][0] == "ask"


def test_a_closed_cohort_takes_nobody(administrator, bring):
    cohort = make_cohort()
    roster = bring(cohort, ["8", "Ли Виктор"])
    cohort.state = cohort.State.CLOSED
    cohort.save()
    with pytest.raises(CohortIsClosed):
        apply_list(roster=roster, by=administrator, at=timezone.now())
    assert not User.objects.filter(username="8").exists()


def test_other_columns_are_read_when_the_administrator_says_so(administrator, bring, told):
    roster = bring(make_cohort(), ["Ли Виктор", "8"], head=["Column one", "Column two"])
    assert (roster.columns, roster.plans) == ({}, [])
    roster = set_columns(roster=roster, columns={"name": 0, "number": 1})
    assert told(check_portion(roster=roster, at=timezone.now())) == {2: ("new", [])}


def test_five_thousand_people_are_imported(administrator, bring):
    cohort = make_cohort()
    roster = bring(cohort, content=lists.xlsx(lists.numbered(5_000)))
    roster = apply_list(roster=roster, by=administrator, at=timezone.now())
    assert roster.outcome["new"] == 5_000
    assert cohort.enrolments.count() == 5_000


def test_queries_of_importing_do_not_grow_with_the_people(administrator, bring):
    """Batches of rows aside: SQLite takes about thirty people in one INSERT, so both lists stay below that."""
    counts = []
    for first, count in ((1, 3), (101, 25)):
        roster = bring(make_cohort(), content=lists.xlsx(lists.numbered(count, first=first)))
        checked = queries_of(lambda roster=roster: set_columns(roster=roster, columns=roster.columns))
        checked += queries_of(lambda roster=roster: check_portion(roster=roster, at=timezone.now()))
        applied = queries_of(
            lambda roster=roster: apply_list(roster=roster, by=administrator, at=timezone.now())
        )
        counts.append((len(checked), len(applied)))
    assert counts[0] == counts[1]


def test_queries_of_renewing_do_not_grow_with_the_people(administrator, bring):
    counts = []
    for first, count in ((1, 3), (101, 25)):
        rows = lists.numbered(count, first=first)
        for number, name, _sex in rows[1:]:
            make_person(username=number, name_native=name, name_latin=name)
        roster = bring(make_cohort(), content=lists.xlsx(rows))
        counts.append(
            len(
                queries_of(
                    lambda roster=roster: apply_list(roster=roster, by=administrator, at=timezone.now())
                )
            )
        )
        roster.refresh_from_db()
        assert roster.outcome["renew"] == count
    assert counts[0] == counts[1]
