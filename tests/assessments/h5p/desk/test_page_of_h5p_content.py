"""The page of one piece of H5P content: what it shows, and what is done on it; two editors at once."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.h5p.archiving import archive
from assessments.h5p.desk.showing import events, version_lines
from assessments.h5p.models import H5PContent
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import CHOICE, choice
from tests.factories.h5p_shown import show_in_lesson
from tests.factories.progress import NOON

pytestmark = pytest.mark.django_db


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def client(lecturer):
    return client_of(lecturer)


@pytest.fixture
def content() -> H5PContent:
    """Content in two versions."""
    first = make_version(main=CHOICE, h5p={"title": "First words"})
    return make_version(
        content=first.content,
        main=CHOICE,
        h5p={"title": "First words"},
        params=choice(question="<p>Other</p>"),
    ).content


def page(client, content) -> str:
    return client.get(reverse("h5p_content", args=[content.key])).content.decode()


def post(client, name, content, *args, **data) -> str:
    address = reverse(name, args=[content.key, *args])
    return client.post(address, data, follow=True).content.decode()


def test_the_page_shows_preview_use_and_versions(client, content):
    show_in_lesson(content, code="M4.1")
    text = page(client, content)
    assert 'data-preview="/h5p/frame/' in text
    assert "M4.1" in text
    assert "Version 2" in text
    assert "Version 1" in text


def test_content_in_no_lesson_says_how_it_gets_there(client, content):
    assert "Open a lesson, add the block" in page(client, content)


def test_an_earlier_version_is_taken_up_again_as_a_new_one(client, content, lecturer):
    post(client, "h5p_restore", content, 1, seen="2")
    first, _second, third = content.versions.order_by("number")
    assert (third.number, third.restores, third.params) == (3, first, first.params)
    assert third.created_by == lecturer
    assert set(third.libraries.all()) == set(first.libraries.all())
    assert list(third.files.values_list("path", "digest")) == list(first.files.values_list("path", "digest"))
    assert version_lines(content, user=lecturer)[0].restores == 1
    assert events(content)[0].what == "Took version 1 up again, as version 3"


def test_of_two_who_take_a_version_up_again_the_second_is_told(client, content):
    post(client, "h5p_restore", content, 1, seen="2")
    text = post(client, "h5p_restore", content, 1, seen="2")
    assert "There is a newer version by now" in text
    assert content.versions.count() == 3


def test_the_newest_version_is_not_copied(client, content):
    post(client, "h5p_restore", content, 2, seen="2")
    assert content.versions.count() == 2


def test_content_is_renamed_and_its_versions_keep_what_they_were_called(client, content):
    post(client, "h5p_rename", content, title="Слова у окна", seen="First words")
    content.refresh_from_db()
    assert content.title == "Слова у окна"
    assert {version.title for version in content.versions.all()} == {"First words"}
    assert "Renamed the content from “First words” to “Слова у окна”" in page(client, content)


def test_of_two_who_rename_the_second_is_told(client, content, other_lecturer):
    post(client_of(other_lecturer), "h5p_rename", content, title="Theirs", seen="First words")
    text = post(client, "h5p_rename", content, title="Mine", seen="First words")
    assert "Somebody else renamed it meanwhile" in text
    content.refresh_from_db()
    assert content.title == "Theirs"


def test_a_title_given_by_hand_stays_when_a_version_is_taken_up_again(client, content):
    post(client, "h5p_rename", content, title="By hand", seen="First words")
    post(client, "h5p_restore", content, 1, seen="2")
    content.refresh_from_db()
    assert content.title == "By hand"


def test_an_empty_title_is_refused(client, content):
    assert "Nothing was changed" in post(client, "h5p_rename", content, title=" ", seen="First words")


def test_content_is_archived_and_taken_out_again(client, content):
    assert "In the archive" in post(client, "h5p_archive", content)
    assert "Take out of the archive" in page(client, content)
    assert "In the archive" not in post(client, "h5p_unarchive", content)
    whats = [event.what for event in events(content)]
    assert whats[:2] == ["Took the content out of the archive", "Archived the content"]


def test_archiving_twice_is_written_down_once(content, lecturer):
    archive(kept=content, by=lecturer, at=NOON)
    archive(kept=content, by=lecturer, at=NOON)
    assert [event.what for event in events(content)].count("Archived the content") == 1


def test_who_puts_used_content_into_the_archive_is_warned(client, content):
    assert "Take it out there first" not in page(client, content)
    show_in_lesson(content)
    assert "1 lesson shows it. Take it out there first" in page(client, content)


def test_bringing_in_and_replacing_are_written_down(content):
    assert [event.what for event in events(content)] == [
        "Replaced the content: version 2",
        "Brought the content in",
    ]


def test_a_page_of_nothing_is_not_there(client):
    address = reverse("h5p_content", args=["0b5c7d1e-5d0a-4f53-9a07-2f1f3f0c0a99"])
    assert client.get(address).status_code in (302, 404)


def test_a_version_is_downloaded_and_never_shown_as_the_site(client, content):
    answer = client.get(reverse("h5p_download", args=[content.key, 1]))
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as package:
        assert "h5p.json" in package.namelist()
    assert answer["Content-Disposition"].startswith('attachment; filename="first-words-1.h5p"')
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(reverse("h5p_download", args=[content.key, 9])).status_code in (302, 404)


def test_what_was_taken_out_is_told_with_its_place(client, content):
    version = content.versions.get(number=2)
    version.removed = [{"path": "/answers/0/text", "what": "tag", "detail": {"name": "script"}}]
    version.save()
    text = page(client, content)
    assert "The tag script was taken out of the text." in text
    assert "<bdi>Answers</bdi> › <bdi>Answer 1</bdi> › <bdi>Text</bdi>" in text


def test_a_page_takes_as_many_queries_for_many_versions(client, content, django_assert_max_num_queries):
    page(client, content)
    with CaptureQueriesContext(connection) as before:
        page(client, content)
    for number in range(5):
        make_version(content=content, main=CHOICE, params=choice(question=f"<p>{number}</p>"))
    show_in_lesson(content, code="M4.1")
    show_in_lesson(content, code="M4.2")
    with django_assert_max_num_queries(len(before) + 1):
        page(client, content)
