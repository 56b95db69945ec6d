"""The code of conduct is signed once, in words whose fingerprint is kept."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import ConductSignature
from courses.practice.conduct.commitments import PRINCIPLES, digest_in, words_in
from courses.practice.conduct.signing import WordsHaveChanged, sign_conduct
from tests.factories.practice import NOON, make_training, place_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(trainee):
    make_training(trainee)
    return place_of(trainee)


@pytest.fixture
def client(trainee):
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def url(place):
    return reverse("my_conduct", args=[place.registration])


def test_principles_twelve_and_thirteen_are_signed():
    assert [principle.code for principle in PRINCIPLES] == ["CP12", "CP13"]
    assert all(commitments for _code, _words, commitments in words_in("en"))


def test_the_fingerprint_is_that_of_the_words_in_one_language():
    assert len(digest_in("en")) == 64
    assert digest_in("en") == digest_in("en")
    assert digest_in("en") != digest_in("ru")


def test_it_is_signed_once(place):
    first = sign_conduct(enrolment=place, language="ru", digest=digest_in("ru"), at=NOON)
    again = sign_conduct(enrolment=place, language="en", digest=digest_in("en"), at=NOON.replace(hour=15))
    assert again == first
    assert (again.language, again.signed_at) == ("ru", NOON)
    assert ConductSignature.objects.count() == 1


def test_words_that_were_not_read_are_not_signed(place):
    with pytest.raises(WordsHaveChanged):
        sign_conduct(enrolment=place, language="en", digest="0" * 64, at=NOON)
    assert not ConductSignature.objects.exists()


def test_the_page_signs_what_it_shows_when_the_box_is_ticked(client, url):
    page = client.get(url)
    client.post(url, {"digest": page.context["digest"]})
    client.post(url, {"digest": "x", "agreed": "1"})
    assert not ConductSignature.objects.exists()
    client.post(url, {"digest": page.context["digest"], "agreed": "1"})
    signature = ConductSignature.objects.get()
    assert (signature.language, signature.digest) == ("en", digest_in("en"))
    page = client.get(url).content.decode()
    assert signature.digest in page
    assert 'name="agreed"' not in page


def test_signed_words_are_shown_in_the_language_they_were_signed_in(client, place):
    sign_conduct(enrolment=place, language="en", digest=digest_in("en"), at=NOON)
    page = client.get(f"/ru/my/training/{place.registration}/conduct/")
    assert page.context["language"] == "en"
    assert "My own conduct is beyond doubt" in page.content.decode()


def test_words_renewed_since_are_said_to_be(client, place, url):
    sign_conduct(enrolment=place, language="en", digest=digest_in("en"), at=NOON)
    ConductSignature.objects.update(digest="0" * 64)
    assert client.get(url).context["words_have_changed"]


def test_in_a_closed_cohort_nothing_is_signed(client, place, url):
    digest = client.get(url).context["digest"]
    place.cohort.state = "closed"
    place.cohort.save()
    client.post(url, {"digest": digest, "agreed": "1"})
    assert not ConductSignature.objects.exists()
