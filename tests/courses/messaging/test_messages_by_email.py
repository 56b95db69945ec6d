from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command

from courses.messaging.mailing import MOST_TRIES, PAUSES, letter, send_waiting, take
from courses.messaging.models import MessageCopy
from tests.factories.cohorts import make_cohort
from tests.factories.messages import SENT, WORDS, make_message

pytestmark = pytest.mark.django_db


class BrokenServer(BaseEmailBackend):
    """A mail server that cannot be reached."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("no route to the server")


BROKEN = f"{__name__}.BrokenServer"


@pytest.fixture
def copy(trainee, other_trainee, lecturer) -> MessageCopy:
    trainee.email = "aigul@example.org"
    trainee.save()
    message = make_message(cohort=make_cohort(people=[trainee, other_trainee]), by=lecturer)
    return message.copies.select_related("message__cohort", "recipient").get(recipient=trainee)


def test_only_who_has_an_address_is_mailed_and_only_once(copy):
    assert send_waiting(at=SENT) == (1, 0)
    assert send_waiting(at=SENT + timedelta(days=9)) == (0, 0)
    assert [one.to for one in mail.outbox] == [["aigul@example.org"]]
    copy.refresh_from_db()
    assert copy.emailed_at is not None
    assert copy.email_error == ""


def test_the_letter_is_in_the_readers_language_and_names_nobody(copy, lecturer, other_trainee):
    send_waiting(at=SENT)
    sent = mail.outbox[0]
    assert WORDS["ru"]["subject"] in sent.subject
    assert WORDS["ru"]["body"] in sent.body
    assert f"/ru/my/messages/{copy.message.key}/" in sent.body
    assert sent.extra_headers["Content-Language"] == "ru"
    for person in (copy.recipient, lecturer, other_trainee):
        assert person.name_native not in sent.body + sent.subject
        assert person.name_latin not in sent.body + sent.subject


def test_one_copy_has_one_id_however_often_it_is_sent(copy):
    assert letter(copy).extra_headers["Message-ID"] == letter(copy).extra_headers["Message-ID"]


def test_a_subject_of_two_lines_cannot_add_a_header(trainee, lecturer):
    trainee.email = "aigul@example.org"
    trainee.save()
    text = {"ru": {"subject": "Одна\nBcc: all@example.org", "body": "Текст"}}
    make_message(cohort=make_cohort(people=[trainee]), by=lecturer, texts=text)
    assert send_waiting(at=SENT) == (1, 0)
    assert mail.outbox[0].subject == "Panah: Одна Bcc: all@example.org"


def test_two_workers_do_not_send_the_same_copy(copy):
    """Both have read the copy as waiting; the row count decides who has it."""
    as_seen_by_other = MessageCopy.objects.get(pk=copy.pk)
    assert take(copy=copy, at=SENT)
    assert not take(copy=as_seen_by_other, at=SENT)


def test_a_copy_whose_worker_died_is_tried_again_after_its_pause(copy):
    take(copy=copy, at=SENT)
    assert send_waiting(at=SENT + timedelta(minutes=PAUSES[0] - 1)) == (0, 0)
    assert send_waiting(at=SENT + timedelta(minutes=PAUSES[0])) == (1, 0)


def test_a_failure_is_kept_and_tried_again_with_growing_pauses_until_people_have_to_look(copy, settings):
    settings.EMAIL_BACKEND = BROKEN
    at = SENT
    for pause in PAUSES:
        assert send_waiting(at=at) == (0, 1)
        assert send_waiting(at=at + timedelta(minutes=pause - 1)) == (0, 0)
        at += timedelta(minutes=pause)
    assert send_waiting(at=at + timedelta(days=30)) == (0, 0)
    copy.refresh_from_db()
    assert (copy.email_tries, copy.emailed_at) == (MOST_TRIES, None)
    assert copy.email_error == "ConnectionRefusedError: no route to the server"


def test_one_address_that_cannot_be_written_to_does_not_keep_mail_from_the_others(copy, other_trainee):
    MessageCopy.objects.filter(pk=copy.pk).update(email="bad\naddress@example.org")
    MessageCopy.objects.filter(recipient=other_trainee).update(email="nurullah@example.org")
    assert send_waiting(at=SENT) == (1, 1)
    assert [one.to for one in mail.outbox] == [["nurullah@example.org"]]


def test_the_command_sends_what_waits_and_says_how_much(copy):
    out = StringIO()
    call_command("send_messages", "--once", stdout=out)
    assert out.getvalue().strip() == "1 sent, 0 failed"


def test_without_a_mail_server_nothing_is_called_sent_in_production(copy, settings):
    settings.PANAH_IS_PRODUCTION = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with pytest.raises(CommandError, match="No mail server"):
        call_command("send_messages", "--once")
    copy.refresh_from_db()
    assert (copy.email_tries, copy.emailed_at) == (0, None)
