"""The pages of uploads: sent, checked and stored with and without a script; each sees their own."""

import json
from datetime import timedelta
from os import urandom

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Upload
from assessments.uploads.taking.waiting import arriving, path_of
from cms.accounts import roles
from tests.factories.people import make_person
from tests.factories.zips import zipped

pytestmark = pytest.mark.django_db

GOOD = {"plain.json": json.dumps({"a": 1}).encode(), "a.txt": b"text" * 100}
JSON = {"accept": "application/json"}


@pytest.fixture
def client(lecturer):
    client = Client()
    client.force_login(lecturer)
    return client


def post_file(client, content: bytes, name="package.zip", headers=None, **fields):
    file = SimpleUploadedFile(name, content, "application/zip")
    return client.post(reverse("upload_receive"), {"file": file, **fields}, headers=headers)


def address(upload, act="upload") -> str:
    return reverse(act, args=[upload.key])


def test_a_package_is_sent_checked_and_stored_without_a_script(plain, client):
    response = post_file(client, zipped(GOOD))
    upload = Upload.objects.get()
    assert response.headers["Location"] == address(upload) + "?go=1"
    assert address(upload, "upload_check") in client.get(address(upload)).content.decode()

    assert client.post(address(upload, "upload_check")).headers["Location"] == address(upload)
    page = client.get(address(upload)).content.decode()
    assert "Nothing is stored yet" in page
    assert "Nothing to remark." in page
    assert "text/plain" in page

    client.post(address(upload, "upload_store"))
    page = client.get(address(upload)).content.decode()
    assert '<a href="/admin/plain/1/"><bdi>A plain package</bdi></a>' in page
    assert len(plain.stored) == 1


def test_a_script_is_told_where_to_go_and_how_far_it_is(plain, client):
    content = zipped({**GOOD, "large.mp3": urandom(2 * 1024**2)})
    answer = post_file(client, content, headers=JSON).json()
    upload = Upload.objects.get()
    assert answer == {"url": address(upload) + "?go=1"}
    assert client.post(address(upload, "upload_check"), headers=JSON).json() == {
        "done": 2.0,
        "total": 2.0,
        "goes_on": False,
    }
    assert client.post(address(upload, "upload_store"), headers=JSON).json()["goes_on"] is False
    assert client.post(address(upload, "upload_store"), headers=JSON).json()["goes_on"] is False


def test_every_finding_is_told_with_its_place_its_code_and_what_to_do(plain, client):
    post_file(client, zipped({**GOOD, "evil.png": b"<html>", "a.php": b"<?php"}))
    upload = Upload.objects.get()
    client.post(address(upload, "upload_check"))
    page = client.get(address(upload)).content.decode()
    for words in (
        "2 errors",
        "evil.png",
        "By its name this is image/png, by its bytes text/html.",
        "Save it as what it is called, or take it out.",
        "not-what-it-says",
        "Files of this type (php) may not stand here.",
        "This package cannot be taken.",
    ):
        assert words in page
    assert address(upload, "upload_store") not in page


def test_words_of_the_room_of_its_kind_are_used(plain, client):
    post_file(client, zipped({"plain.json": b"{}"}))
    upload = Upload.objects.get()
    client.post(address(upload, "upload_check"))
    page = client.get(address(upload)).content.decode()
    assert "plain.json says nothing." in page
    assert "Say something." in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped({"../../x": b""}), "This name leads out of the package."),
        (b"hello", "This is no ZIP file that can be read."),
        (zipped({"a.txt": b""}), "Inside is neither h5p.json nor cmi5.xml nor imsmanifest.xml"),
    ],
)
def test_what_is_refused_on_arrival_is_told_on_its_page(client, content, words):
    response = post_file(client, content)
    upload = Upload.objects.get()
    assert response.headers["Location"] == address(upload)
    assert words in client.get(address(upload)).content.decode()


def test_names_from_inside_are_never_markup(plain, client):
    name = "<img src=x onerror=alert(1)>.php"
    post_file(client, zipped({**GOOD, name: b""}), name='"><script>.zip')
    upload = Upload.objects.get()
    client.post(address(upload, "upload_check"))
    for url in (address(upload), reverse("uploads")):
        page = client.get(url).content.decode()
        assert "<img src=x" not in page
        assert '"><script>' not in page


@pytest.mark.parametrize("headers", [None, JSON])
def test_what_is_too_large_is_refused_before_it_is_read(client, settings, headers):
    settings.PANAH_UPLOAD_MAX = 1000
    response = post_file(client, b"x" * 100_000, headers=headers)
    assert not Upload.objects.exists()
    assert not list(arriving().iterdir())
    if headers:
        assert response.status_code == 413
        assert "The file is too large: 1000" in response.json()["error"]
    else:
        assert "The file is too large" in client.get(reverse("uploads")).content.decode()


def test_what_turns_out_too_large_on_the_way_is_not_kept(client, settings):
    settings.PANAH_UPLOAD_MAX = 1000
    response = post_file(client, b"x" * 1500, headers=JSON)
    assert (response.status_code, Upload.objects.count()) == (413, 0)
    assert not list(arriving().iterdir())


def test_nothing_chosen_is_told(client):
    assert client.post(reverse("upload_receive"), headers=JSON).status_code == 422
    assert post_file(client, b"", headers=JSON).status_code == 422
    assert not Upload.objects.exists()


def test_a_package_is_taken_with_the_token_of_the_page_alone(plain, lecturer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(lecturer)
    assert post_file(client, zipped(GOOD)).status_code == 403
    assert not Upload.objects.exists()
    assert not list(arriving().iterdir())
    client.get(reverse("uploads"))
    token = client.cookies["csrftoken"].value
    assert post_file(client, zipped(GOOD), csrfmiddlewaretoken=token).status_code == 302
    assert Upload.objects.count() == 1


def test_who_may_not_bring_content_in_sends_nothing(observer):
    client = Client()
    client.force_login(observer)
    response = post_file(client, zipped(GOOD))
    assert response.status_code == 302  # to the start of the admin, as Wagtail refuses
    assert not Upload.objects.exists()
    assert not list(arriving().iterdir())


def test_what_it_replaces_is_kept_with_the_upload(plain, client):
    key = "0b5c7d1e-5d0a-4f53-9a07-2f1f3f0c0a01"
    page = client.get(reverse("uploads"), {"replaces": key}).content.decode()
    assert f'name="replaces" value="{key}"' in page
    post_file(client, zipped(GOOD), replaces=key)
    assert str(Upload.objects.get().replaces_key) == key
    assert "replaces" not in client.get(reverse("uploads"), {"replaces": "<x>"}).content.decode()


def test_each_sees_and_touches_what_they_sent_themselves(plain, client, send, administrator):
    other = send(zipped(GOOD), name="theirs.zip", by=administrator)
    mine = send(zipped(GOOD), name="mine.zip")
    listed = client.get(reverse("uploads")).content.decode()
    assert "mine.zip" in listed
    assert "theirs.zip" not in listed
    assert client.get(address(mine)).status_code == 200
    assert client.get(address(other), follow=True).status_code == 404
    for act in ("upload_check", "upload_store", "upload_discard"):
        assert client.post(address(other, act), follow=True).status_code == 404
    other.refresh_from_db()
    assert other.state == Upload.State.RECEIVED


def test_a_superuser_sees_what_everybody_sent(plain, send):
    send(zipped(GOOD), name="theirs.zip")
    client = Client()
    client.force_login(make_person(username="s-1", role=None, is_superuser=True, is_staff=True))
    assert "theirs.zip" in client.get(reverse("uploads")).content.decode()


def test_what_is_thrown_away_is_gone(plain, client, send, django_capture_on_commit_callbacks):
    upload = send(zipped(GOOD))
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address(upload, "upload_discard"), follow=True)
    assert "is thrown away" in response.content.decode()
    assert not Upload.objects.exists()
    assert not path_of(upload).exists()


def test_the_list_costs_the_same_for_many_uploads(plain, client, send, django_assert_max_num_queries):
    send(zipped(GOOD))
    client.get(reverse("uploads"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("uploads"))
    for number in range(5):
        send(zipped(GOOD), at=timezone.now() - timedelta(minutes=number))
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("uploads"))


def test_both_roles_that_teach_find_the_entry_in_the_menu(lecturer, administrator, observer):
    assert lecturer.has_perm("assessments.add_upload")
    assert administrator.has_perm("assessments.add_upload")
    assert not observer.has_perm("assessments.add_upload")
    assert "assessments.add_upload" not in roles.PERMISSIONS[roles.TRANSLATOR]
