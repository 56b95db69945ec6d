"""Writing to a cohort in the admin: who may, what is shown before sending, and that it is sent once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import Enrolment, Message, MessageCopy, Session
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.messages import make_message
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cohort(trainee, other_trainee, lecturer, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, other_trainee])
    cohort.lecturers.add(lecturer)
    return cohort


@pytest.fixture
def writing(client, lecturer, cohort):
    client.force_login(lecturer, backend=BACKEND)
    return reverse("cohort_message_new", args=[cohort.pk])


def filled(client, writing, **changes):
    """Return what a browser posts from the form as it is shown."""
    form = client.get(writing).context["form"]
    values = {"key": form["key"].value(), "shown": "", "template": "go_on", "act": "look"}
    values["to"] = [place.pk for place in form.people]
    return values | changes


def looked_at(client, writing, **changes):
    """Look at the message, and return (the writing, what its button posts)."""
    posted = filled(client, writing, **changes)
    response = client.post(writing, posted)
    assert response.status_code == 200, response.context["form"].errors
    form = response.context["form"]
    return response, posted | {"key": form["key"].value(), "shown": form["shown"].value(), "act": "send"}


def test_a_message_is_shown_in_every_language_before_it_is_sent(client, writing):
    response, send = looked_at(client, writing)
    told = response.content.decode()
    assert "1 person reads it in русский" in told.lower()
    assert "1 person reads it in دری" in told
    assert not Message.objects.exists()
    assert client.post(writing, send).status_code == 302
    assert MessageCopy.objects.count() == 2


def test_a_double_click_sends_once(client, writing):
    _response, send = looked_at(client, writing)
    assert [client.post(writing, send).status_code for _click in range(2)] == [302, 302]
    assert (Message.objects.count(), MessageCopy.objects.count()) == (1, 2)


def test_what_was_changed_after_the_look_is_shown_again_and_not_sent(client, writing):
    _response, send = looked_at(client, writing)
    response = client.post(writing, send | {"template": "welcome"})
    assert response.status_code == 200
    assert response.context["draft"].template == "welcome"
    assert not Message.objects.exists()


def test_who_goes_back_and_changes_the_message_sends_a_second_one(client, writing):
    _response, send = looked_at(client, writing)
    client.post(writing, send)
    response = client.post(writing, send | {"template": "welcome"})
    form = response.context["form"]
    client.post(
        writing,
        send | {"template": "welcome", "key": form["key"].value(), "shown": form["shown"].value()},
    )
    assert set(Message.objects.values_list("template", flat=True)) == {"go_on", "welcome"}


def test_own_words_tell_how_many_read_them_in_another_language(client, writing):
    words = {"template": "own", "subject_ru": "Сбор в среду", "body_ru": "Приходите к 9:00."}
    response, send = looked_at(client, writing, **words)
    assert "Of them 1 has another language" in response.content.decode()
    client.post(writing, send)
    assert set(MessageCopy.objects.values_list("language", flat=True)) == {"ru"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": []}, "to"),
        ({"to": ["999999"]}, "to"),
        ({"template": "own"}, "template"),
        ({"template": "own", "subject_ru": "Сбор"}, "body_ru"),
        ({"template": "own", "body_ru": "Сбор"}, "subject_ru"),
        ({"template": "own", "subject_fa-af": "سلام", "body_fa-af": "سلام"}, "template"),
        ({"template": "session_coming"}, "session"),
        ({"template": "tries_used"}, "to"),
        ({"key": "no key"}, "key"),
        ({"template": "no such"}, "template"),
    ],
)
def test_what_cannot_be_sent_is_told_at_its_field(client, writing, changes, field):
    response = client.post(writing, filled(client, writing, **changes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Message.objects.exists()


def test_a_session_of_another_cohort_cannot_be_chosen(client, writing):
    starts = timezone.now() + timedelta(days=1)
    other = Session.objects.create(
        cohort=make_cohort(title="Other"),
        title="Theirs",
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
    )
    response = client.post(writing, filled(client, writing, template="session_coming", session=other.pk))
    assert "session" in response.context["form"].errors


def test_people_are_ticked_beforehand_by_the_address(client, writing, cohort, trainee):
    enrolment = Enrolment.objects.get(cohort=cohort, user=trainee)
    form = client.get(f"{writing}?to={enrolment.pk},x,99999").context["form"]
    assert form.ticked == {enrolment.pk}
    assert len(client.get(writing).context["form"].ticked) == 2


def test_who_was_taken_out_gets_nothing(client, writing, cohort, trainee):
    Enrolment.objects.filter(user=trainee).update(withdrawn_at=timezone.now())
    assert [place.user.username for place in client.get(writing).context["form"].people] == ["k-1002"]


def test_a_lecturer_writes_only_to_the_own_cohorts(client, writing, cohort, other_lecturer):
    client.force_login(other_lecturer, backend=BACKEND)
    # Wagtail sends whom it refuses to its first page.
    assert client.get(writing)["Location"] == reverse("wagtailadmin_home")
    assert client.get(reverse("cohort_messages", args=[cohort.pk])).status_code == 200
    starts = timezone.now() + timedelta(days=1)
    Session.objects.create(
        cohort=cohort,
        title="Hers",
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        lecturer=other_lecturer,
    )
    assert client.get(writing).status_code == 200


def test_an_administrator_of_another_academy_finds_no_such_cohort(client, writing, cohort, administrator):
    client.force_login(administrator, backend=BACKEND)
    assert client.get(writing).status_code == 200
    administrator.academy = make_academy("Academy of the south", country="TJ")
    administrator.save()
    for name in ("cohort_messages", "cohort_message_new"):
        assert client.get(reverse(name, args=[cohort.pk]), follow=True).status_code == 404


def test_the_list_says_how_many_have_read_it_and_where_the_mail_is(
    client, writing, cohort, trainee, lecturer
):
    trainee.email = "aigul@example.org"
    trainee.save()
    message = make_message(cohort=cohort, by=lecturer)
    MessageCopy.objects.filter(message=message, recipient=trainee).update(read_at=timezone.now())
    line = client.get(reverse("cohort_messages", args=[cohort.pk])).context["sent"][0]
    assert (line.title, line.language) == ("Приходите в среду", "ru")
    assert (line.people, line.read, line.mailed, line.waiting, line.failed) == (2, 1, 0, 1, 0)


def test_the_form_costs_the_same_for_two_people_and_for_twenty(client, writing, cohort):
    def counted():
        client.get(writing)
        with CaptureQueriesContext(connection) as captured:
            client.get(writing)
        return len(captured)

    few = counted()
    others = [make_person(username=f"q-{number}", language="kk") for number in range(18)]
    for person in others:
        Enrolment.objects.create(cohort=cohort, user=person)
    assert few == counted() <= 16
