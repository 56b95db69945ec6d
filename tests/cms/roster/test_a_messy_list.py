"""A list as personnel offices send it, from the file to people in the cohort."""

from collections import Counter

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.roster.applying import apply_list
from cms.roster.checking.findings import ERROR, QUESTION, Finding
from cms.roster.importing import check_portion, send_list
from cms.roster.models import RosterImport
from tests.factories import lists
from tests.factories.cohorts import make_cohort

pytestmark = pytest.mark.django_db


def brought(cohort, by, content: bytes, name: str = "list.xlsx") -> RosterImport:
    """Send a list in and check all of it."""
    roster = send_list(cohort=cohort, file_name=name, content=content, by=by, at=timezone.now())
    while roster.state == RosterImport.State.CHECKING:
        roster = check_portion(roster=roster, at=timezone.now())
    return roster


def test_twelve_mistakes_are_found_and_eighteen_rows_are_in_order(administrator, tmp_path):
    content = lists.messy_list(tmp_path / "list.xlsx").read_bytes()
    roster = brought(make_cohort(), administrator, content)
    grave = [one for one in (Finding(*kept) for kept in roster.findings) if one.level in (ERROR, QUESTION)]
    assert {one.code for one in grave} == {
        "email", "superior_unknown", "missing", "letters", "unknown_sex", "date_future", "unknown_language",
        "name_digits", "date_ambiguous", "number_twice", "name_mixed", "formula",
    }  # fmt: skip
    assert len({one.row for one in grave}) == lists.BAD_ROWS
    assert Counter(plan[1] for plan in roster.plans)["new"] == lists.GOOD_ROWS


def test_good_rows_are_taken_and_the_mended_list_brings_the_others(administrator, tmp_path):
    cohort = make_cohort()
    messy = brought(cohort, administrator, lists.messy_list(tmp_path / "list.xlsx").read_bytes())
    messy = apply_list(roster=messy, by=administrator, at=timezone.now())
    assert (messy.outcome["new"], messy.outcome["left"]) == (18, 12)
    assert cohort.enrolments.count() == 18
    mended = brought(cohort, administrator, lists.mended_list(tmp_path / "list.xlsx").read_bytes())
    mended = apply_list(roster=mended, by=administrator, at=timezone.now())
    assert (mended.outcome["new"], mended.outcome["left"]) == (12, 0)
    assert cohort.enrolments.count() == 30
    assert User.objects.get(username="2022").superior.username == "2021"
    again = brought(cohort, administrator, lists.mended_list(tmp_path / "list.xlsx").read_bytes())
    again = apply_list(roster=again, by=administrator, at=timezone.now())
    assert again.outcome["there"] == 30
    assert User.objects.filter(username__in=lists.NUMBERS).count() == 30
