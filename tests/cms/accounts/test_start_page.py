"""The start page of the admin shows each role the doors it may open, each once."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.start import StartPanel

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
COHORTS, PAGES, FACTS = (
    "cohorts:index",
    "wagtailadmin_explore_root",
    "wagtailsnippets_courses_countryfact:list",
)
STUDIO, PATHS, BOARD = "studio_index", "scenario_insights_index", "translation_board"
REGISTER, PEOPLE, TOTALS, SITE = "certificate_register:index", "wagtailusers_users:index", "totals", "start"


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        (
            "administrator",
            [COHORTS, REGISTER, "designs", PEOPLE, STUDIO, PAGES, BOARD, FACTS, PATHS, TOTALS, SITE],
        ),
        ("lecturer", [COHORTS, STUDIO, PAGES, BOARD, PATHS, SITE]),
        ("translator", [STUDIO, PAGES, BOARD, FACTS, SITE]),
        ("observer", [PATHS, TOTALS, SITE]),
        ("legal officer", [STUDIO, SITE]),
    ],
)
def test_a_role_sees_its_doors_and_each_opens(rf, cast, role, addresses):
    request = rf.get("/admin/")
    request.user = cast[role]
    doors = [door["url"] for door in StartPanel().get_context_data({"request": request})["doors"]]
    assert doors == [reverse(name) for name in addresses]
    client = Client()
    client.force_login(cast[role], backend=BACKEND)
    assert all(client.get(url).status_code in (200, 302) for url in doors)
