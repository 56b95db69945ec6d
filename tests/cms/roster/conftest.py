"""How a list is brought in tests: sent in, checked, looked at."""

import pytest
from django.utils import timezone

from cms.roster.checking.findings import Finding
from cms.roster.importing import check_portion, send_list
from cms.roster.lists import is_mapped
from cms.roster.models import RosterImport
from tests.factories.lists import separated

HEAD = ["Service number", "Name", "Date of birth", "Superior", "Sex"]


@pytest.fixture
def bring(administrator):
    """Return a function that sends a list in (content, or rows below HEAD) and checks all of it."""

    def sent(cohort, *rows, content=None, head=HEAD):
        content = content or separated([head, *map(list, rows)])
        roster = send_list(
            cohort=cohort, file_name="list.csv", content=content, by=administrator, at=timezone.now()
        )
        while is_mapped(roster) and roster.state == RosterImport.State.CHECKING:
            roster = check_portion(roster=roster, at=timezone.now())
        return roster

    return sent


@pytest.fixture
def told():
    """Return a function from a list to {row: (verdict, codes of what was found that is no note on spelling)}."""

    def of(roster):
        findings = [Finding(*one) for one in roster.findings]
        return {
            plan[0]: (
                plan[1],
                [one.code for one in findings if one.row == plan[0] and one.code != "latin_proposed"],
            )
            for plan in roster.plans
        }

    return of
