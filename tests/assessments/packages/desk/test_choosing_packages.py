"""Choosing a package for the block of a lesson."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from assessments.packages.archiving import archive
from courses.content.models import LessonPage
from courses.content.viewsets import package_chooser
from tests.factories.package_lessons import put_packages
from tests.factories.progress import NOON
from tests.factories.scorm_packages import (
    item_12,
    manifest_12,
    resource,
    scorm_12,
    scorm_2004,
    store_scorm,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(lecturer):
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def results(client, **query) -> str:
    return client.get(reverse(package_chooser.get_url_name("choose_results")), query).content.decode()


def dialogue(client) -> str:
    return client.get(reverse(package_chooser.get_url_name("choose"))).json()["html"]


def test_the_dialogue_offers_what_is_not_archived(client, lecturer):
    offered, old = store_scorm(scorm_12()).package, store_scorm(scorm_2004()).package
    archive(kept=old, by=lecturer, at=NOON)
    for text in (dialogue(client), results(client)):
        assert offered.title in text
        assert old.title not in text


def test_what_a_lesson_has_stays_chosen_when_it_is_archived(client, lecturer):
    version = store_scorm(scorm_12())
    lesson = LessonPage.objects.get(code="M4.1", locale__language_code="en")
    put_packages(lesson.translation_key, version)
    archive(kept=version.package, by=lecturer, at=NOON)
    lesson.refresh_from_db()
    assert lesson.body[-1].value["package"] == version.package
    assert package_chooser.widget_class().get_value_data(version.package_id)["title"] == version.package.title


def test_it_is_found_by_title_and_standard(client):
    older, newer = store_scorm(scorm_12()).package, store_scorm(scorm_2004()).package
    assert newer.title not in results(client, standard="scorm12")
    assert older.title in results(client, standard="scorm12")
    assert older.title not in results(client, q="CHILDREN")
    assert newer.title in results(client, q="CHILDREN")
    assert "Nothing fits" in results(client, q="nowhere")


def test_an_empty_dialogue_says_where_packages_come_from(client):
    text = results(client)
    assert "There is no course package to choose yet" in text
    assert reverse("uploads") in text


def test_what_is_chosen_leads_to_its_page(client, lecturer):
    package = store_scorm(scorm_12()).package
    chosen = client.get(reverse(package_chooser.get_url_name("chosen"), args=[package.pk])).json()
    page = reverse("packages_package", args=[package.key])
    assert chosen["result"]["edit_url"] == page
    assert AdminURLFinder(lecturer).get_edit_url(package) == page


def test_the_dialogue_asks_the_same_of_the_database_however_many_packages_there_are(client):
    counts = []
    for number in (1, 5):
        for extra in range(number):
            manifest = manifest_12(
                item_12("I1", "One", "R1"),
                identifier=f"{number}-{extra}",
                resources=resource("R1", "index.html"),
            )
            store_scorm(scorm_12(manifest))
        results(client)
        with CaptureQueriesContext(connection) as queries:
            results(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]
