"""The list of H5P content in the admin: what stands in a line, how it is found, what it says when nothing is there."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.h5p.archiving import archive
from assessments.h5p.desk.listing import content_lines
from assessments.h5p.models import H5PPlay
from assessments.h5p.playing import start
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import CHOICE, NOTE
from tests.factories.h5p_plays import h5p_tracking
from tests.factories.h5p_shown import show_in_lesson
from tests.factories.people import make_academy, make_person
from tests.factories.progress import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(lecturer):
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(client, **query) -> str:
    return client.get(reverse("h5p_index"), query).content.decode()


def test_an_empty_list_says_what_to_do(client):
    text = page(client)
    assert "There is no H5P content yet" in text
    assert reverse("uploads") in text


def test_a_line_tells_title_type_language_version_and_use(client, lecturer, trainee):
    version = make_version(by=None, main=CHOICE, h5p={"title": "First words", "language": "ru"})
    make_version(content=version.content, main=CHOICE, h5p={"title": "First words", "language": "ru"})
    show_in_lesson(version.content, code="M4.1")
    show_in_lesson(version.content, code="M4.1", language="ru")
    start(content=version.content, user=trainee, tracking=h5p_tracking(), at=NOON)
    [line] = content_lines(user=lecturer, language="en")
    assert (line.title, line.version, line.language_name) == ("First words", 2, "Русский")
    assert line.kind.name == "Panah choice"
    # One lesson in two languages.
    assert (line.lessons, line.tries) == (1, 1)


def test_tries_of_another_academy_are_not_counted(lecturer, trainee):
    version = make_version()
    start(content=version.content, user=trainee, tracking=h5p_tracking(), at=NOON)
    other = make_person(username="far-1", academy=make_academy("Far academy"))
    assert H5PPlay.objects.count() == 1
    assert [line.tries for line in content_lines(user=other, language="en")] == [0]


def test_content_is_found_by_title_in_any_case_by_type_and_language(client):
    make_version(main=CHOICE, h5p={"title": "На границе", "language": "ru"})
    make_version(main=NOTE, h5p={"title": "A note", "language": "en"})
    assert "На границе" in page(client, text="ГРАНИЦЕ")
    assert "A note" not in page(client, text="ГРАНИЦЕ")
    assert "A note" in page(client, kind="H5P.PanahNote")
    assert "На границе" not in page(client, kind="H5P.PanahNote")
    assert "На границе" in page(client, language="ru")
    assert "A note" not in page(client, language="ru")
    assert "Nothing fits" in page(client, text="nowhere")


def test_content_without_a_language_is_found_as_such(client):
    make_version(main=NOTE, h5p={"title": "A note", "language": "und"})
    make_version(main=NOTE, h5p={"title": "Another", "language": "en"})
    text = page(client, language="und")
    assert "A note" in text
    assert "Another" not in text


def test_what_is_archived_stands_in_the_archive_alone(client, lecturer):
    content = make_version(main=NOTE, h5p={"title": "A note"}).content
    assert "The archive is empty" in page(client, archived="on")
    archive(kept=content, by=lecturer, at=NOON)
    assert "Everything is in the archive" in page(client)
    assert "A note" in page(client, archived="on")


def test_nonsense_in_the_address_narrows_nothing(client):
    make_version(main=NOTE, h5p={"title": "A note"})
    assert "A note" in page(client, kind="nonsense", language="nonsense", p="-3")


def test_queries_do_not_grow_with_content(lecturer, django_assert_num_queries):
    show_in_lesson(make_version(main=NOTE).content, code="M5.1")
    with django_assert_num_queries(4):
        content_lines(user=lecturer, language="en")
    for number in range(4):
        content = make_version(main=CHOICE, h5p={"title": str(number)}).content
        show_in_lesson(content, code=f"M{number + 1}.1")
    with django_assert_num_queries(4):
        assert len(content_lines(user=lecturer, language="en")) == 5
