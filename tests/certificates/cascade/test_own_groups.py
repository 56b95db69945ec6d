"""A certified trainer records the groups she trained; nobody else has such pages."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.models import OnwardGroup
from courses.models import Enrolment, QualificationRule, Route
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.onward import make_group

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST = "/en/my/onward/"


def certify(person, **fields):
    cohort = make_cohort(people=[person], route=Route.objects.get(code="lecturer"))
    return make_certificate(enrolment=Enrolment.objects.get(cohort=cohort, user=person), **fields)


@pytest.fixture
def trainer(client, lecturer):
    certify(lecturer)
    client.force_login(lecturer, backend=BACKEND)
    return lecturer


def filled(**changes):
    values = {
        "key": uuid4(),
        "title": "Identification at the booth",
        "country": "KZ",
        "place": "Khorgos",
        "starts_on": "2026-06-01",
        "ends_on": "2026-06-02",
        "hours": "8",
        "women": "4",
        "men": "6",
        "others": "",
        "language": "ru",
    }
    return values | changes


def test_a_certificate_of_the_lecturers_route_or_of_the_trainers_rule_opens_the_pages(
    client, lecturer, trainee
):
    rule, _created = QualificationRule.objects.get_or_create(code="trainer")
    cohort = make_cohort(people=[trainee], rule=rule)
    make_certificate(enrolment=Enrolment.objects.get(cohort=cohort, user=trainee))
    certify(lecturer)
    for person in (lecturer, trainee):
        client.force_login(person, backend=BACKEND)
        assert client.get(LIST).status_code == 200
        assert "Groups I trained" in client.get("/en/my/").content.decode()


def test_any_other_certificate_opens_none(client, trainee):
    cohort = make_cohort(people=[trainee])
    make_certificate(enrolment=Enrolment.objects.get(cohort=cohort, user=trainee))
    client.force_login(trainee, backend=BACKEND)
    assert client.get(LIST).status_code == 404
    assert "Groups I trained" not in client.get("/en/my/").content.decode()


@pytest.mark.parametrize("stamp", ["revoked", "expired"])
def test_a_revoked_or_expired_certificate_opens_none(client, lecturer, stamp):
    yesterday = timezone.localdate() - timedelta(days=1)
    certify(
        lecturer, **({"revoked_at": timezone.now()} if stamp == "revoked" else {"valid_until": yesterday})
    )
    client.force_login(lecturer, backend=BACKEND)
    assert client.get(LIST).status_code == 404


def test_every_address_is_closed_to_others(client, trainer, trainee):
    group = make_group(trainer=trainer)
    client.force_login(trainee, backend=BACKEND)
    for url in (reverse("my_onward"), reverse("onward_add"), reverse("onward_edit", args=[group.key])):
        assert client.get(url).status_code == 404
    for name in ("onward_withdraw", "onward_restore"):
        assert client.post(reverse(name, args=[group.key])).status_code == 404


def test_a_trainer_does_not_reach_the_group_of_another(client, trainer, trainee):
    group = make_group(trainer=trainee)
    assert client.get(reverse("onward_edit", args=[group.key])).status_code == 404
    assert client.post(reverse("onward_withdraw", args=[group.key])).status_code == 404


def test_a_group_is_recorded_and_counted(client, trainer):
    form = client.get(reverse("onward_add")).content.decode()
    assert "no names of people" in form
    assert client.post(reverse("onward_add"), filled()).status_code == 302
    group = OnwardGroup.objects.get()
    assert (group.trainer, group.people, group.others) == (trainer, 10, 0)
    make_group(trainer=trainer, starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 1))
    onward = client.get(LIST).context["onward"]
    assert (len(onward.lines), onward.people, onward.women, onward.men, onward.others) == (2, 21, 8, 12, 1)
    assert onward.hours == 16
    assert ModelLogEntry.objects.filter(action="wagtail.create", object_id=str(group.pk)).exists()


def test_a_double_click_records_once(client, trainer):
    posted = filled()
    assert [client.post(reverse("onward_add"), posted).status_code for _click in range(2)] == [302, 302]
    assert OnwardGroup.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"women": "0", "men": "0"}, "women"),
        ({"women": "400", "men": "101"}, "women"),
        ({"women": "-1"}, "women"),
        ({"ends_on": "2026-05-31"}, "ends_on"),
        ({"starts_on": "2999-01-01", "ends_on": "2999-01-02"}, "ends_on"),
        ({"hours": "0"}, "hours"),
        ({"hours": "25"}, "hours"),
        ({"title": ""}, "title"),
        ({"country": "XX"}, "country"),
        ({"language": "de"}, "language"),
        ({"starts_on": "1 June"}, "starts_on"),
    ],
)
def test_what_cannot_be_true_is_told_at_its_field_and_nothing_is_recorded(client, trainer, changes, field):
    response = client.post(reverse("onward_add"), filled(**changes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not OnwardGroup.objects.exists()


def test_a_second_group_with_the_same_days_and_place_is_asked_about(client, trainer):
    client.post(reverse("onward_add"), filled())
    response = client.post(reverse("onward_add"), filled(title="Another", place=" KHORGOS"))
    assert list(response.context["form"].errors) == ["is_another"]
    assert "Identification at the booth" in response.content.decode()
    assert OnwardGroup.objects.count() == 1
    client.post(reverse("onward_add"), filled(title="Another", is_another="on"))
    assert OnwardGroup.objects.count() == 2


def test_a_group_elsewhere_or_of_somebody_else_is_no_double(client, trainer, trainee):
    make_group(trainer=trainee)
    client.post(reverse("onward_add"), filled())
    client.post(reverse("onward_add"), filled(place="Dostuk"))
    assert OnwardGroup.objects.of(trainer).count() == 2


def test_an_entry_is_corrected_within_thirty_days(client, trainer):
    group = make_group(trainer=trainer, recorded_at=timezone.now() - timedelta(days=29))
    url = reverse("onward_edit", args=[group.key])
    assert client.get(url).status_code == 200
    assert client.post(url, filled(key=group.key, women="9")).status_code == 302
    group.refresh_from_db()
    assert (group.women, group.people) == (9, 15)
    entry = ModelLogEntry.objects.get(action="wagtail.edit", object_id=str(group.pk))
    assert entry.data == {"people": 15, "before": 11}


def test_an_older_entry_stands_and_can_be_withdrawn(client, trainer):
    group = make_group(trainer=trainer, recorded_at=timezone.now() - timedelta(days=31))
    url = reverse("onward_edit", args=[group.key])
    assert client.post(url, filled(key=group.key, women="5"))["Location"] == reverse("my_onward")
    group.refresh_from_db()
    assert group.women == 4
    assert f'href="{url}"' not in client.get(LIST).content.decode()


def test_a_group_is_withdrawn_and_brought_back(client, trainer):
    group = make_group(trainer=trainer)
    client.post(reverse("onward_withdraw", args=[group.key]))
    onward = client.get(LIST).context["onward"]
    assert (onward.lines, [one.pk for one in onward.withdrawn]) == ((), [group.pk])
    client.post(reverse("onward_restore", args=[group.key]))
    assert len(client.get(LIST).context["onward"].lines) == 1
    assert ModelLogEntry.objects.filter(action="wagtail.edit", object_id=str(group.pk)).count() == 2


def test_the_list_costs_the_same_for_one_group_and_for_twenty(client, trainer, django_assert_num_queries):
    def counted():
        client.get(LIST)
        with django_assert_num_queries(5):
            client.get(LIST)

    make_group(trainer=trainer)
    counted()
    for number in range(20):
        make_group(trainer=trainer, place=f"Post {number}")
    counted()
