"""Names, codes and offices keep their own direction inside a text in another script."""

import pytest
from bs4 import BeautifulSoup

from courses.cohorts.enrolling import enrol
from courses.content.tokens import TokenValue, resolve
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def isolated(page, text):
    """Say whether every place of a text on the page stands in an element that keeps its direction apart."""
    soup = BeautifulSoup(page.text, "html.parser")
    places = soup.find("body").find_all(string=lambda string: text in string)
    return bool(places) and all(
        place.find_parent("bdi")
        or place.find_parent(class_=["code", "serial", "arch"])
        or place.find_parent(dir="ltr")
        for place in places
    )


@pytest.fixture
def learner(client, administrator, manual_key):
    person = make_person(
        username="TJ-77", language="fa-af", name_native="Айгүл Әлібекова", name_latin="ALIBEKOVA Aigul"
    )
    cohort = make_cohort(course_keys=[manual_key])
    enrol(cohort=cohort, user=person, by=administrator)
    client.force_login(person)
    return person


@pytest.mark.parametrize("path", ["/fa-af/my/", "/fa-af/", "/fa-af/manual/m4-non-refoulement/the-rule/"])
def test_a_cyrillic_name_and_a_service_number_stand_apart_in_a_dari_page(client, learner, path):
    page = client.get(path)
    assert isolated(page, "Айгүл Әлібекова")
    assert isolated(page, "TJ-77")


def test_the_code_of_a_lesson_stands_apart_in_a_dari_page(client, learner):
    assert isolated(client.get("/fa-af/manual/m4-non-refoulement/"), "M4.1")


def test_an_office_named_in_another_script_stands_apart_in_a_sentence():
    values = {"asylum_authority": TokenValue("Миграционная служба (12-й отдел)", "ru", "known", "office")}
    html = resolve("<p>به {{asylum_authority}} بگویید.</p>", values, "fa-af")
    assert '<bdi class="token" lang="ru">Миграционная служба (12-й отдел)</bdi>' in html
