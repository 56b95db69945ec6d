"""A learner reads a lesson with the words of the own country; a lecturer can look at it as any country does."""

import pytest
from django.test import Client

from courses.content.models import CountryFact, LessonPage
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    """Return the address of a lesson that names the asylum authority."""
    for page in LessonPage.objects.filter(locale__language_code="en").order_by("path"):
        if "{{asylum_authority}}" in str(list(page.body.raw_data)):
            return "/en/" + "/".join(page.url_path.strip("/").split("/")[1:]) + "/"
    raise AssertionError


def words(country) -> str:
    fact = CountryFact.objects.get(country=country, token="asylum_authority")
    return fact.translations.get(language_code="en").value


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_lecturer_sees_another_country_and_keeps_it_until_choosing_again(lecturer, url):
    client = signed_in(lecturer)
    page = client.get(url, {"country": "TJ"})
    assert page.context["country"] == "TJ"
    assert words("TJ") in page.content.decode()
    assert '<option value="TJ" selected>' in page.content.decode()
    assert client.get(url).context["country"] == "TJ"
    assert client.get(url, {"country": ""}).context["country"] == ""
    assert client.get(url).context["country"] == ""
    assert client.get(url, {"country": "XX"}).context["country"] == ""


def test_a_learner_with_a_country_always_sees_the_own_one(trainee, manual_key, url):
    make_cohort(course_keys=[manual_key], people=[trainee])
    page = signed_in(trainee).get(url, {"country": "TJ"})
    assert page.context["country"] == trainee.country != "TJ"
    assert "country-select" not in page.content.decode()


def test_who_has_no_country_can_choose_and_it_is_not_kept(manual_key, url):
    person = make_person(username="n-1", role="Trainee", country="")
    make_cohort(course_keys=[manual_key], people=[person])
    client = signed_in(person)
    assert client.get(url, {"country": "KG"}).context["country"] == "KG"
    page = client.get(url)
    assert page.context["country"] == ""
    assert "country-select" in page.content.decode()


def test_a_lesson_without_a_country_token_offers_no_choice(lecturer):
    for page in LessonPage.objects.filter(locale__language_code="en"):
        if "{{" not in str(list(page.body.raw_data)):
            break
    url = "/en/" + "/".join(page.url_path.strip("/").split("/")[1:]) + "/"
    assert "country-select" not in signed_in(lecturer).get(url).content.decode()


def test_a_learner_pays_no_query_for_the_choice_of_others(
    trainee, manual_key, url, django_assert_max_num_queries
):
    make_cohort(course_keys=[manual_key], people=[trainee])
    client = signed_in(trainee)
    client.get(url)
    with django_assert_max_num_queries(6):
        client.get(url)
