"""Whose account a row stands for: by number, by name in any script, asked where it is not certain."""

from datetime import date

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.roster.applying import apply_list
from cms.roster.checking.findings import Finding
from cms.roster.importing import answer
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(db):
    return make_cohort()


@pytest.fixture
def kim(db):
    return make_person(username="7", name_native="Ким Алла", name_latin="KIM Alla", born_on=date(1990, 5, 6))


def applied(roster, by):
    return apply_list(roster=roster, by=by, at=timezone.now())


def test_somebody_nobody_knows_is_new(cohort, bring, told):
    assert told(bring(cohort, ["8", "Ли Виктор"])) == {2: ("new", [])}


def test_the_same_number_in_the_own_academy_is_the_same_person(cohort, kim, bring, told, administrator):
    roster = bring(cohort, ["7", "КИМ АЛЛА", "", "", "ж"])
    assert told(roster) == {2: ("renew", [])}
    applied(roster, administrator)
    kim.refresh_from_db()
    assert (kim.sex, kim.name_native, kim.born_on) == ("f", "Ким Алла", date(1990, 5, 6))
    assert kim.names_are_confirmed
    assert cohort.enrolments.get().user == kim


def test_a_number_in_another_letter_case_is_the_same_number(cohort, bring, told):
    make_person(username="КЗ-7", name_native="Ким Алла", name_latin="KIM Alla")
    assert told(bring(cohort, ["кз-7", "Ким Алла"])) == {2: ("renew", [])}


def test_a_name_that_the_list_changes_has_to_be_confirmed_again(cohort, kim, bring, told, administrator):
    roster = bring(cohort, ["7", "Ким Алла Сергеевна"])
    assert told(roster) == {2: ("renew", ["name_changes"])}
    applied(roster, administrator)
    kim.refresh_from_db()
    assert (kim.name_native, kim.name_latin) == ("Ким Алла Сергеевна", "KIM Alla")
    assert not kim.names_are_confirmed
    assert User.objects.named("Сергеевна").get() == kim


def test_a_number_under_another_name_is_asked_about(cohort, kim, bring, told, administrator):
    roster = bring(cohort, ["7", "Оспанова Дана"])
    assert told(roster)[2][0] == "ask"
    assert "renamed" in told(roster)[2][1]
    assert applied(roster, administrator).outcome["left"] == 1
    roster = bring(cohort, ["7", "Оспанова Дана"])
    roster = answer(roster=roster, answers=[(2, "renamed", "same")], at=timezone.now())
    assert told(roster)[2][0] == "renew"
    applied(roster, administrator)
    kim.refresh_from_db()
    assert (kim.name_native, kim.name_latin) == ("Оспанова Дана", "Ospanova Dana")


def test_a_guest_of_another_academy_joins_and_nothing_else_changes(cohort, bring, told, administrator):
    elsewhere = make_academy("Other academy", "TJ")
    guest = make_person(
        username="9", name_native="Юсуфов Ҳасан", name_latin="YUSUFOV Hasan", academy=elsewhere
    )
    roster = bring(cohort, ["9", "Yusufov Hasan", "01.01.1990", "", "м"])
    assert told(roster) == {2: ("guest", ["guest"])}
    assert applied(roster, administrator).outcome["guest"] == 1
    guest.refresh_from_db()
    assert (guest.academy, guest.name_native, guest.sex) == (elsewhere, "Юсуфов Ҳасан", "")
    assert cohort.enrolments.get().user == guest


@pytest.mark.parametrize("other", [{}, {"is_active": False}, {"is_superuser": True}])
def test_a_number_of_another_academy_under_another_name_reveals_nothing(cohort, bring, told, other):
    academy = make_academy("Other academy", "TJ")
    make_person(
        username="9", name_native="Юсуфов Ҳасан", name_latin="YUSUFOV Hasan", academy=academy, **other
    )
    name = "Yusufov Hasan" if other else "Ким Алла"
    roster = bring(cohort, ["9", name])
    assert told(roster) == {2: ("left", ["elsewhere"])}
    finding = next(one for one in map(tuple, roster.findings) if one[2] == "elsewhere")
    assert finding[3:] == ("9", None)


def test_people_of_other_academies_are_not_offered_by_name(cohort, bring, told):
    make_person(username="9", name_native="Ким Алла", academy=make_academy("Other academy", "TJ"))
    assert told(bring(cohort, ["10", "Ким Алла"])) == {2: ("new", [])}


@pytest.mark.parametrize("name", ["Ким Алла", "Алла КИМ", "KIM ALLA", "Ким Алла Сергеевна"])
def test_another_number_with_the_name_of_somebody_known_is_asked_about(cohort, kim, bring, told, name):
    assert told(bring(cohort, ["8", name])) == {2: ("ask", ["known_person"])}


def test_the_same_person_keeps_the_account_and_another_gets_one(cohort, kim, bring, told, administrator):
    roster = bring(cohort, ["8", "Ким Алла", "", "", "ж"])
    roster = answer(roster=roster, answers=[(2, "person", f"same:{kim.pk}")], at=timezone.now())
    assert told(roster)[2][0] == "renew"
    applied(roster, administrator)
    assert cohort.enrolments.get().user == kim
    assert not User.objects.filter(username="8").exists()
    roster = answer(
        roster=bring(cohort, ["8", "Ким Алла"]), answers=[(2, "person", "new")], at=timezone.now()
    )
    assert applied(roster, administrator).outcome["new"] == 1
    assert cohort.enrolments.count() == 2


def test_an_account_that_was_not_offered_cannot_be_chosen(cohort, kim, lecturer, bring, told):
    roster = bring(cohort, ["8", "Ким Алла"])
    roster = answer(roster=roster, answers=[(2, "person", f"same:{lecturer.pk}")], at=timezone.now())
    assert told(roster)[2][0] == "ask"


def test_two_rows_cannot_become_one_account(cohort, kim, bring, told):
    roster = bring(cohort, ["8", "Ким Алла"], ["9", "Ким Алла Сергеевна"])
    same = f"same:{kim.pk}"
    roster = answer(roster=roster, answers=[(2, "person", same), (3, "person", same)], at=timezone.now())
    assert [verdict for verdict, _codes in told(roster).values()] == ["renew", "left"]
    assert "person_twice" in told(roster)[3][1]
    roster = answer(roster=roster, answers=[(3, "person", "new")], at=timezone.now())
    assert [verdict for verdict, _codes in told(roster).values()] == ["renew", "new"]


def test_different_dates_of_birth_tell_namesakes_apart(cohort, kim, bring, told):
    assert told(bring(cohort, ["8", "Ким Алла", "07.08.1991"])) == {2: ("new", [])}


def test_namesakes_within_the_list_are_asked_about_once(cohort, bring, told, administrator):
    rows = (["8", "Ли Виктор"], ["9", "LI Viktor"], ["10", "Ли Виктор", "01.02.1990"])
    roster = bring(cohort, *rows)
    assert [codes for _verdict, codes in told(roster).values()] == [[], ["namesake"], ["namesake"]]
    answers = [(3, "namesake", "new"), (4, "namesake", "skip")]
    roster = answer(roster=roster, answers=answers, at=timezone.now())
    assert [verdict for verdict, _codes in told(roster).values()] == ["new", "new", "left"]
    applied(roster, administrator)
    # Who was told apart once is known by the number.
    assert [verdict for verdict, _codes in told(bring(cohort, *rows[:2])).values()] == ["there", "there"]


def test_one_person_twice_is_taken_once_and_two_people_under_one_number_not_at_all(cohort, bring, told):
    twice = bring(cohort, ["8", "Ли Виктор"], ["8", "ЛИ Виктор"])
    assert [verdict for verdict, _codes in told(twice).values()] == ["new", "left"]
    clash = bring(cohort, ["8", "Ли Виктор"], ["8", "Ким Алла"])
    assert [verdict for verdict, _codes in told(clash).values()] == ["left", "left"]


def test_numbers_that_only_their_alphabets_tell_apart_are_refused(cohort, bring, told):
    make_person(username="K-5", name_native="Цой Марина", name_latin="TSOY Marina")
    roster = bring(cohort, ["А-8", "Ли Виктор"], ["A-8", "Ким Алла"], ["К-5", "Цой Марина"])
    assert [codes for _verdict, codes in told(roster).values()] == [[], ["number_alike"], ["number_alike"]]


def test_accounts_that_a_list_must_not_touch(cohort, bring, told):
    make_person(username="1", name_native="Первый Админ", is_superuser=True)
    make_person(username="2", name_native="Второй Ушёл", is_active=False)
    roster = bring(cohort, ["1", "Первый Админ"], ["2", "Второй Ушёл"])
    assert told(roster) == {2: ("left", ["guarded"]), 3: ("left", ["switched_off"])}


def test_a_number_whose_account_was_made_one_with_another_leads_to_that_one(cohort, kim, bring, told):
    make_person(username="70", name_native="Ким А.", merged_into=kim, is_active=False)
    assert told(bring(cohort, ["70", "Ким Алла"])) == {2: ("renew", ["merged"])}


def test_superiors_come_from_the_list_and_from_the_academy(cohort, kim, bring, told, administrator):
    roster = bring(
        cohort, ["8", "Ли Виктор", "", "9"], ["9", "Цой Марина", "", "7"], ["10", "Пак Денис", "", "99"]
    )
    assert told(roster)[4] == ("left", ["superior_unknown"])
    applied(roster, administrator)
    assert User.objects.get(username="8").superior.username == "9"
    assert User.objects.get(username="9").superior == kim


def test_a_superior_whose_row_is_left_out_is_said_and_set_by_the_mended_list(cohort, bring, administrator):
    rows = [["8", "Ли Виктор", "", "9"], ["9", "Цой Марина", "01.01.2050", ""]]
    roster = applied(bring(cohort, *rows), administrator)
    assert roster.outcome["without_superior"] == [2]
    rows[1][2] = "01.01.1990"
    applied(bring(cohort, *rows), administrator)
    assert User.objects.get(username="8").superior.username == "9"


def test_findings_name_nobody_when_they_are_kept():
    finding = Finding(2, "name", "known_person", "Ким Алла", {"people": "Ким Алла (7)"})
    assert finding.without_names() == Finding(2, "name", "known_person")
