from uuid import uuid4

import pytest
from wagtail.models import ModelLogEntry

from courses.messaging.models import Message, MessageCopy
from courses.messaging.sending import NobodyToTell, send
from courses.messaging.writing.composing import Draft
from tests.factories.cohorts import make_cohort
from tests.factories.messages import SENT, WORDS, make_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainee, other_trainee):
    trainee.email = "aigul@example.org"
    trainee.save()
    return make_cohort(people=[trainee, other_trainee])


def test_each_person_gets_one_copy_and_e_mail_where_there_is_an_address(cohort, trainee, lecturer):
    message = make_message(cohort=cohort, by=lecturer)
    copies = {copy.recipient.username: copy for copy in message.copies.all()}
    assert {name: (copy.language, copy.email) for name, copy in copies.items()} == {
        "k-1001": ("ru", "aigul@example.org"),
        "k-1002": ("ru", ""),
    }
    assert copies["k-1001"].subject == WORDS["ru"]["subject"]


def test_a_message_sent_twice_with_one_key_is_sent_once(cohort, lecturer):
    key = uuid4()
    first = make_message(cohort=cohort, by=lecturer, key=key)
    assert make_message(cohort=cohort, by=lecturer, key=key) == first
    assert (Message.objects.count(), MessageCopy.objects.count()) == (1, 2)
    assert ModelLogEntry.objects.filter(action="panah.messaged").count() == 1


def test_the_log_says_to_how_many_and_not_to_whom(cohort, lecturer):
    make_message(cohort=cohort, by=lecturer)
    entry = ModelLogEntry.objects.get(action="panah.messaged")
    assert (entry.user, entry.object_id) == (lecturer, str(cohort.pk))
    assert entry.message == "Sent a message to 2 people"
    assert "k-1001" not in str(entry.data)


def test_a_message_to_nobody_is_refused(cohort, lecturer):
    with pytest.raises(NobodyToTell):
        send(cohort=cohort, draft=Draft("go_on", {}, ()), key=uuid4(), by=lecturer, at=SENT)
    assert not Message.objects.exists()


def test_a_percent_sign_in_own_words_stays_one(cohort, lecturer):
    text = {"ru": {"subject": "80 % и %(lesson)s", "body": "100 %"}}
    message = make_message(cohort=cohort, by=lecturer, texts=text)
    assert message.copies.first().subject == "80 % и %(lesson)s"
