"""The tree and the table of onward training: for administrators, of their own academy."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from courses.models import Enrolment, Route
from tests.factories.academies import make_academy
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.onward import make_group
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE, FILE = reverse("onward_tree"), reverse("onward_file")


def trained(lecturer, *people, certified=True, **fields):
    """Return a cohort of trainers to be that the lecturer taught, with certificates for its people."""
    cohort = make_cohort(people=people, route=Route.objects.get(code="lecturer"), **fields)
    cohort.lecturers.add(lecturer)
    if certified:
        for place in Enrolment.objects.filter(cohort=cohort):
            make_certificate(enrolment=place)
    return cohort


@pytest.fixture
def chief(client, administrator):
    client.force_login(administrator, backend=BACKEND)
    return administrator


@pytest.fixture
def cascade(lecturer, trainee):
    trained(lecturer, trainee)
    make_group(trainer=trainee)
    return trainee


def outline(items):
    return [(item.name, outline(item.children)) for item in items]


def test_the_tree_goes_from_the_lecturer_to_the_groups_of_her_trainees(client, chief, cascade, lecturer):
    response = client.get(PAGE)
    assert outline(response.context["items"]) == [
        (
            lecturer.name_native,
            [("Spring cohort", [(cascade.name_native, [("1 onward group", [])])])],
        )
    ]
    told = response.content.decode()
    assert told.count("<rect ") == 4
    assert "style=" not in told.partition('<svg class="panah-drawing"')[2].partition("</svg>")[0]


def test_a_revoked_certificate_makes_no_trainer(client, chief, lecturer, trainee):
    cohort = trained(lecturer, trainee, certified=False)
    make_certificate(enrolment=Enrolment.objects.get(cohort=cohort), revoked_at="2026-05-01T00:00Z")
    assert outline(client.get(PAGE).context["items"]) == [(lecturer.name_native, [("Spring cohort", [])])]


def test_a_withdrawn_group_stands_nowhere(client, chief, trainee):
    make_group(trainer=trainee, withdrawn_at="2026-06-20T00:00Z")
    assert client.get(PAGE).context["items"] == ()


def test_another_academy_is_not_seen(client, chief, cascade, administrator):
    administrator.academy = make_academy("Academy of the south", country="TJ")
    administrator.save()
    response = client.get(PAGE)
    assert response.context["items"] == ()
    assert response.context["rows"] == []
    assert cascade.username not in response.content.decode()
    rows = list(load_workbook(BytesIO(client.get(FILE).content)).active.values)
    assert len(rows) == 1


@pytest.mark.parametrize("who", ["observer", "lecturer", "trainee"])
def test_nobody_but_administrators_sees_names_here(client, cascade, who, request):
    client.force_login(request.getfixturevalue(who), backend=BACKEND)
    for url in (PAGE, FILE):
        assert client.get(url).status_code in (302, 403)


def test_the_table_is_sorted_by_the_number_asked_for(client, chief, lecturer, trainee, other_trainee):
    trained(lecturer, trainee, other_trainee)
    make_group(trainer=trainee, women=0, men=30, hours=4)
    make_group(trainer=other_trainee, women=9, men=0, hours=16)
    first = {
        by: client.get(f"{PAGE}?by={by}").context["rows"][0][0].pk for by in ("people", "women", "trainers")
    }
    assert first == {"people": trainee.pk, "women": other_trainee.pk, "trainers": lecturer.pk}
    assert client.get(f"{PAGE}?by=nonsense").context["rows"][0][0].pk == trainee.pk


def test_the_workbook_says_the_same_and_runs_no_formula(client, chief, cascade, administrator):
    cascade.name_native = "=1+1"
    cascade.save()
    sheet = load_workbook(BytesIO(client.get(FILE).content)).active
    rows = list(sheet.values)
    assert rows[0][:2] == ("Trainer", "Service number")
    assert rows[1] == ("=1+1", cascade.username, 0, 0, 1, 11, 4, 6, 1, 8)
    assert sheet["A2"].data_type == "s"
    entry = ModelLogEntry.objects.get(action="panah.onward_exported")
    assert (entry.user, entry.data) == (administrator, {"rows": 2})


def test_as_many_queries_for_two_people_as_for_twenty(client, chief, cascade, lecturer):
    def counted():
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    few = counted()
    people = [make_person(username=f"t-{number}") for number in range(18)]
    trained(lecturer, *people, title="Second")
    for person in people:
        make_group(trainer=person)
        trained(person, title=f"Of {person.username}")
    assert few == counted() <= 15
