from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.keeping.reissuing import reissue
from certificates.keeping.revoking import revoke
from certificates.models import Certificate
from tests.factories.academies import make_academy
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.issued import ISSUED_AT, issue_to
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
FACTS = {"courses": [], "title": {"en": "Trainer"}, "name_native": "Старое Имя", "name_latin": "OLD Name"}


def make(person, **fields) -> Certificate:
    return make_certificate(enrolment=make_cohort(people=[person]).enrolments.get(), facts=FACTS, **fields)


@pytest.fixture
def client(client, administrator):
    client.force_login(administrator)
    return client


def listed(client, query="") -> str:
    return client.get(reverse("certificate_register:index") + query).content.decode()


def test_a_line_shows_the_frozen_name_the_title_the_cohort_and_the_state(client, trainee):
    make(trainee, number="PAN-1")
    page = listed(client)
    assert "Старое Имя" in page
    assert trainee.name_native not in page
    assert "Trainer" in page
    assert "Spring cohort" in page
    assert '<span class="panah-state is-confirmed">valid</span>' in page


@pytest.mark.parametrize(
    ("state", "numbers"),
    [
        ("valid", ["PAN-1", "PAN-2", "PAN-6"]),
        ("expiring", ["PAN-2"]),
        ("expired", ["PAN-3"]),
        ("replaced", ["PAN-4"]),
        ("revoked", ["PAN-5"]),
    ],
)
def test_it_is_narrowed_down_by_state(client, trainee, state, numbers):
    today = timezone.localdate()
    people = [make_person(username=f"q-{number}") for number in range(1, 7)]
    given = [
        {},
        {"valid_until": today + timedelta(days=90)},
        {"valid_until": today - timedelta(days=1)},
        {"revoked_at": ISSUED_AT},
        {"revoked_at": ISSUED_AT},
        {"valid_until": today + timedelta(days=91)},
    ]
    made = [
        make(person, number=f"PAN-{index}", **fields)
        for index, (person, fields) in enumerate(zip(people, given, strict=True), start=1)
    ]
    made[3].replaced_by = made[5]
    made[3].save()
    page = listed(client, f"?state={state}")
    links = [reverse("certificate_record", args=[one.pk]) for one in made]
    assert [one.number for one, link in zip(made, links, strict=True) if f'"{link}"' in page] == numbers


def test_it_is_narrowed_down_by_year_and_kind(client, trainee, other_trainee):
    make(trainee, number="PAN-1", issued_on=date(2025, 5, 1))
    make(other_trainee, number="PAN-2", kind="attendance")
    assert "PAN-1" in listed(client, "?year=2025")
    assert "PAN-2" not in listed(client, "?year=2025")
    assert "PAN-1" not in listed(client, "?kind=attendance")


def test_only_a_superuser_chooses_an_academy(client, trainee):
    make(trainee, number="PAN-1")
    there = make_academy("Bishkek academy", "KG")
    assert 'name="academy"' not in listed(client)
    client.force_login(make_person(username="root", is_superuser=True, academy=None))
    assert 'name="academy"' in listed(client)
    assert "PAN-1" not in listed(client, f"?academy={there.pk}")
    assert "PAN-1" in listed(client, f"?academy={trainee.academy_id}")


@pytest.mark.parametrize("typed", ["PAN-1", "k-1001", "OLD Name", "Старое", "ALIBEKOVA"])
def test_it_is_searched_by_number_service_number_and_both_names(client, trainee, other_trainee, typed):
    make(trainee, number="PAN-1")
    other = make(other_trainee, number="XAN-2")
    Certificate.objects.filter(pk=other.pk).update(facts=FACTS | {"name_native": "X", "name_latin": "X"})
    page = listed(client, f"?q={typed}")
    assert "PAN-1" in page
    assert "XAN-2" not in page


def test_a_mistyped_number_is_told(client, trainee, manual_key):
    number = issue_to(trainee, manual_key).number
    right = "the last digit of this number does not belong"
    assert right not in listed(client, f"?q={number}").lower()
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert right in listed(client, f"?q={wrong}").lower()


def test_the_list_costs_the_same_for_two_and_for_ten(client, django_assert_max_num_queries):
    def counted(count):
        for number in range(count):
            make(make_person(username=f"c{count}-{number}"), number=f"PAN-C{count}-{number}")
        with django_assert_max_num_queries(60) as captured:
            listed(client)
        return len(captured)

    counted(1)
    assert counted(2) == counted(10)


def record(client, certificate) -> str:
    return client.get(reverse("certificate_record", args=[certificate.pk])).content.decode()


def test_the_page_of_one_tells_its_history_and_what_was_issued(client, trainee, manual_key, administrator):
    old = issue_to(trainee, manual_key, by=administrator)
    names = {"name_native": "Айгүл Әлібек", "name_latin": "ALIBEK Aigul"}
    new = reissue(certificate=old, reason="A letter was missing", by=administrator, at=ISSUED_AT, **names)
    revoke(certificate=new, reason="Issued to the wrong person", by=administrator, at=ISSUED_AT)
    page = record(client, old)
    assert f"Replaced by {new.number}" in page
    assert "A letter was missing" in page
    assert old.file.pdf_sha256 in page
    page = record(client, new)
    assert f"Issued in place of {old.number}" in page
    assert "A letter was missing" in page
    assert "Issued to the wrong person" in page
    assert administrator.name_native in page
    key = old.academy.signing_keys.current().get(purpose="paper")
    assert key.kid in page


def test_only_the_academy_that_issued_it_changes_it(client, trainee, manual_key):
    certificate = issue_to(trainee, manual_key)
    trainee.academy = make_academy("Bishkek academy", "KG")
    trainee.save()
    theirs = make_person(username="a-kg", role="Administrator", academy=trainee.academy)
    client.force_login(theirs)
    page = record(client, certificate)
    assert certificate.number in page
    assert reverse("certificate_revoke", args=[certificate.pk]) not in page
    for name in ("certificate_revoke", "certificate_reissue"):
        url = reverse(name, args=[certificate.pk])
        assert client.get(url, follow=True).status_code == 404
        client.post(url, {"reason": "Because"})
    assert Certificate.objects.standing().get() == certificate


def test_revoking_in_the_admin_says_when_it_was_done_before(client, trainee, manual_key):
    certificate = issue_to(trainee, manual_key)
    url = reverse("certificate_revoke", args=[certificate.pk])
    assert client.post(url, {"reason": ""}).status_code == 200
    client.post(url, {"reason": "First"})
    page = client.post(url, {"reason": "Second"}, follow=True).content.decode()
    assert "was revoked before" in page
    certificate.refresh_from_db()
    assert certificate.revocation_reason == "First"
