"""Choosing content for the block of a lesson."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from assessments.h5p.archiving import archive
from courses.content.viewsets import h5p_chooser
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import CHOICE, NOTE
from tests.factories.h5p_shown import show_in_lesson
from tests.factories.progress import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(lecturer):
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def results(client, **query) -> str:
    return client.get(reverse(h5p_chooser.get_url_name("choose_results")), query).content.decode()


def test_the_dialogue_offers_what_is_not_archived(client, lecturer):
    make_version(main=NOTE, h5p={"title": "A note"})
    old = make_version(main=NOTE, h5p={"title": "Old note"}).content
    archive(kept=old, by=lecturer, at=NOON)
    text = client.get(reverse(h5p_chooser.get_url_name("choose"))).json()["html"]
    assert "A note" in text
    assert "Old note" not in text
    assert "Panah note" in text


def test_it_is_found_by_title_type_and_language(client):
    make_version(main=CHOICE, h5p={"title": "На границе", "language": "ru"})
    make_version(main=NOTE, h5p={"title": "A note", "language": "und"})
    assert "На границе" in results(client, q="ГРАНИЦЕ")
    assert "A note" not in results(client, q="ГРАНИЦЕ")
    assert "A note" in results(client, kind="H5P.PanahNote")
    assert "На границе" not in results(client, language="und")
    assert "Nothing fits" in results(client, q="nowhere")


def test_an_empty_dialogue_says_where_content_comes_from(client):
    assert "There is no H5P content to choose yet" in results(client)


def test_what_is_chosen_leads_to_its_page(client, lecturer):
    content = make_version(main=NOTE).content
    chosen = client.get(reverse(h5p_chooser.get_url_name("chosen"), args=[content.pk])).json()
    page = reverse("h5p_content", args=[content.key])
    assert chosen["result"]["edit_url"] == page
    assert AdminURLFinder(lecturer).get_edit_url(content) == page


def test_queries_do_not_grow_with_content(client, django_assert_max_num_queries):
    show_in_lesson(make_version(main=NOTE).content)
    results(client)
    for number in range(5):
        show_in_lesson(make_version(main=CHOICE, h5p={"title": str(number)}).content, code=f"M{number + 1}.2")
    # Of them session, person, permissions: 5.
    with django_assert_max_num_queries(14):
        results(client)
