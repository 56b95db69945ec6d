"""An administrator of another academy walks everything that shows people, and sees nothing of ours."""

import uuid
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from certificates.issuing.issuing import issue_for_qualified
from certificates.models import Certificate
from cms.accounts import roles
from cms.accounts.models import User
from tests.factories.academies import make_academy
from tests.factories.assessments import make_scenario, make_version
from tests.factories.cohorts import make_cohort
from tests.factories.insights import play_as
from tests.factories.people import make_person
from tests.factories.progress import complete_course

pytestmark = pytest.mark.django_db
NAME = "Зебуниссо"


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def ours(manual_key):
    """A person of our academy who has a certificate; nobody else has that name."""
    person = make_person(username="z-1", role=roles.TRAINEE, name_native=NAME, name_latin="ZEBUNISSO")
    cohort = make_cohort(title="Our secret cohort", course_keys=[manual_key], people=[person])
    complete_course(cohort.enrolments.get(), manual_key)
    issue_for_qualified(cohort=cohort, by=None, at=timezone.now())
    return person


@pytest.fixture
def other(db):
    return make_person(
        username="other-a", role=roles.ADMINISTRATOR, academy=make_academy("Another academy", "TJ")
    )


@pytest.fixture
def abroad(other):
    return client_of(other)


@pytest.fixture
def home(administrator):
    return client_of(administrator)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("query", ["", f"?q={NAME}", "?q=z-1"])
def test_the_list_of_people_has_the_own_ones_only(ours, home, abroad, query):
    url = reverse("wagtailusers_users:index") + query
    assert NAME in text(home.get(url))
    assert "ZEBUNISSO" not in text(abroad.get(url))
    assert f"edit/{ours.pk}/" not in text(abroad.get(url))


@pytest.mark.parametrize("name", ["edit", "history", "history_results", "usage", "delete"])
def test_a_person_of_another_academy_is_not_found(ours, abroad, name):
    # Without a language in front; what is not found there is looked for under one.
    answer = abroad.get(reverse(f"wagtailusers_users:{name}", args=[ours.pk]), follow=True)
    assert answer.status_code == 404


def test_a_person_of_another_academy_is_not_changed(ours, abroad):
    abroad.post(reverse("wagtailusers_users:edit", args=[ours.pk]), {"username": "stolen"})
    for action in ("assign_role", "set_active_state", "delete"):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        role = Group.objects.get(name=roles.LECTURER).pk
        for wanted in (str(ours.pk), "all"):
            abroad.post(f"{url}?id={wanted}", {"role": role, "mark_as_active": "False"})
    found = User.objects.get(pk=ours.pk)
    assert (found.username, found.is_active) == ("z-1", True)
    assert [group.name for group in found.groups.all()] == [roles.TRAINEE]


def test_who_is_added_belongs_to_the_own_academy_whatever_was_posted(ours, other, abroad, administrator):
    sent = {
        "username": "new-1",
        "name_native": "Нав",
        "name_latin": "NAV",
        "language": "tg",
        "academy": str(administrator.academy_id),
        "password1": "a long river 7",
        "password2": "a long river 7",
        "superior_number": "z-1",
    }
    refused = abroad.post(reverse("wagtailusers_users:add"), sent)
    assert "Nobody of your academy has the service number z-1." in text(refused)
    assert (
        abroad.post(reverse("wagtailusers_users:add"), {**sent, "superior_number": "OTHER-A"}).status_code
        == 302
    )
    made = User.objects.get(username="new-1")
    assert (made.academy, made.superior) == (other.academy, other)


def test_who_belongs_to_no_academy_adds_nobody_and_sees_nobody(ours):
    stray = make_person(username="stray", role=roles.ADMINISTRATOR, academy=None)
    client = client_of(stray)
    assert client.get(reverse("wagtailusers_users:add")).status_code in (302, 403)
    assert NAME not in text(client.get(reverse("wagtailusers_users:index")))


def test_only_a_superuser_chooses_the_academy_of_a_person(home, ours):
    root = make_person(username="root", is_superuser=True, academy=None)
    url = reverse("wagtailusers_users:edit", args=[ours.pk])
    assert 'name="academy"' not in text(home.get(url))
    assert 'name="academy"' in text(client_of(root).get(url))


def test_nobody_is_the_own_superior(home, ours):
    url = reverse("wagtailusers_users:edit", args=[ours.pk])
    assert "Nobody is the own superior." in text(home.post(url, {"superior_number": "z-1"}))


def test_the_register_and_the_certificate_are_those_of_the_own_academy(ours, home, abroad):
    certificate = Certificate.objects.get()
    index = reverse("certificate_register:index")
    for query in ("", f"?q={NAME}", f"?q={certificate.number}"):
        assert certificate.number in text(home.get(index + query))
        # What was looked for stands in the field of the search; a line of the list leads to the certificate.
        assert reverse("certificate_record", args=[certificate.pk]) not in text(abroad.get(index + query))
    for name in ("certificate", "certificate_pdf"):
        url = reverse(name, args=[certificate.code])
        assert (home.get(url).status_code, abroad.get(url).status_code) == (200, 404)
    abroad.post(reverse("certificate_revoke", args=[certificate.pk]), {"reason": "Because"})
    certificate.refresh_from_db()
    assert not certificate.is_revoked


def test_a_certificate_of_an_own_person_made_elsewhere_is_seen(ours, other, abroad):
    ours.academy = other.academy
    ours.save()
    certificate = Certificate.objects.get()
    assert abroad.get(reverse("certificate", args=[certificate.code])).status_code == 200


def test_the_record_names_neither_people_nor_cohorts_of_others(ours, home, abroad):
    registration = ours.enrolments.get().registration
    places = [
        reverse("explorer_statements"),
        reverse("explorer_learner", args=[ours.actor_key]),
        reverse("explorer_registration", args=[registration]),
    ]
    for url in places:
        assert NAME in text(home.get(url))
        shown = text(abroad.get(url))
        assert NAME not in shown
        assert "Our secret cohort" not in shown


@pytest.mark.parametrize("typed", [NAME, "z-1", "Zebunisso"])
def test_the_record_finds_no_people_of_others_by_name(ours, home, abroad, typed):
    url = reverse("explorer_statements") + f"?person={typed}"
    assert home.get(url).context["question"].person.endswith(str(ours.actor_key))
    assert abroad.get(url).context["question"].unknown == ("person",)


def test_paths_taken_are_counted_in_the_own_cohorts_only(ours, home, abroad, observer):
    scenario = make_scenario()
    make_version(scenario)
    cohort = make_cohort(title="Our secret cohort 2", people=[ours])
    play_as(ours, scenario, "a", "a", cohort=cohort)
    url = reverse("scenario_insights", args=[scenario.key])
    assert home.get(url).context["page"].report.total.people == 1
    for query in ("", f"?cohort={cohort.key}"):
        page = abroad.get(url + query)
        assert page.context["page"].report.state == "empty"
        assert "Our secret cohort" not in text(page)
    book = load_workbook(
        BytesIO(abroad.get(reverse("scenario_insights_workbook", args=[scenario.key])).content)
    )
    assert not any("secret" in str(cell.value) for sheet in book for row in sheet for cell in row)
    counted = {
        line.key: line.ended.times
        for line in abroad.get(reverse("scenario_insights_index")).context["scenarios"]
    }
    assert counted[scenario.key] == 0
    # An observer sees everybody, without names, and nothing of a group so small.
    assert client_of(observer).get(url).context["page"].report.state == "small"


def test_the_cohort_its_slips_and_a_pin_are_not_there(ours, abroad):
    cohort = ours.enrolments.get().cohort
    for url in (
        reverse("cohort_people", args=[cohort.pk]),
        reverse("cohort_slips", args=[cohort.pk]),
        reverse("person_pin", args=[ours.pk]),
    ):
        assert abroad.get(url, follow=True).status_code == 404


def test_the_log_of_the_whole_site_is_read_by_superusers_only(ours, home, abroad):
    for name in ("site_history", "site_history_results"):
        url = reverse(f"wagtailadmin_reports:{name}")
        assert abroad.get(url).status_code in (302, 403)
        assert home.get(url).status_code in (302, 403)
        root = User.objects.filter(username="root").first() or make_person(username="root", is_superuser=True)
        assert client_of(root).get(url).status_code == 200
    assert reverse("wagtailadmin_reports:site_history") not in text(home.get("/admin/"))


def test_an_unknown_pseudonym_is_nobody(abroad):
    assert abroad.get(reverse("explorer_learner", args=[uuid.uuid4()])).status_code == 200
