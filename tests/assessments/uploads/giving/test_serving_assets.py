"""What is uploaded is served by signed addresses, in an origin of its own, and costs nothing but the resolver."""

import gzip
from datetime import timedelta

import brotli
import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Upload
from assessments.uploads import assets
from assessments.uploads.giving import serving
from assessments.uploads.giving.serving import POLICY_ASSET, POLICY_DOCUMENT, Asset
from assessments.uploads.giving.signing import sign
from tests.factories.uploads import picture

pytestmark = pytest.mark.django_db

SCRIPT = b"window.answer = 42;\n" * 200
PICTURE = picture()


@pytest.fixture(autouse=True)
def files(monkeypatch):
    """Files of a kind that a room of the test's own resolves: {(key, path): Asset}."""
    known = {}

    def resolver(key, path):
        Upload.objects.filter(name=key).exists()  # a room asks the database, too
        return known.get((key, path))

    monkeypatch.setattr(serving, "_RESOLVERS", {**serving._RESOLVERS, "plain": resolver})

    def add(path, content, media_type, key="1", **more):
        kept = assets.keep_bytes(content)
        known[key, path] = Asset(kept.digest, kept.size, media_type, **more)
        return kept.digest

    add("a.js", SCRIPT, "text/javascript")
    add("a.png", PICTURE, "image/png")
    add("film.mp4", b"0123456789", "video/mp4")
    add("page.html", b"<html></html>", "text/html", policy=POLICY_DOCUMENT)
    return add


def get(client, path, key="1", token=None, **headers):
    token = token or sign("plain", key, at=timezone.now())
    return client.get(f"/assets/{token}/{path}", headers=headers)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("path", "media_type", "policy"),
    [
        ("a.js", "text/javascript", POLICY_ASSET),
        ("a.png", "image/png", POLICY_ASSET),
        ("page.html", "text/html", POLICY_DOCUMENT),
    ],
)
def test_every_answer_is_kept_apart_from_the_site(client, path, media_type, policy):
    response = get(client, path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Security-Policy"] == policy
    assert "sandbox" in policy
    assert "allow-same-origin" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "X-Frame-Options" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("status", [304, 403, 404, 405, 410, 416])
def test_refusals_are_kept_apart_too(client, files, status):
    digest = files("b.bin", b"12345", "video/mp4")
    answers = {
        304: lambda: get(client, "b.bin", if_none_match=f'"{digest}"'),
        403: lambda: get(client, "b.bin", token="plain.1.99999999." + "A" * 43),
        404: lambda: get(client, "../b.bin"),
        405: lambda: client.post(f"/assets/{sign('plain', '1', at=timezone.now())}/b.bin"),
        410: lambda: get(client, "b.bin", token=sign("plain", "1", at=timezone.now() - timedelta(days=2))),
        416: lambda: get(client, "b.bin", range="bytes=9-"),
    }
    response = answers[status]()
    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == POLICY_ASSET
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert status in (304, 416) or response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_database_is_asked_by_the_resolver_alone(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        get(client, "a.png")


def test_who_is_signed_in_gets_the_same_and_the_session_is_not_opened(trainee, django_assert_num_queries):
    client = Client()
    client.force_login(trainee)
    with django_assert_num_queries(1):
        response = get(client, "a.png")
    assert not response.cookies
    assert "Cookie" not in response.headers["Vary"]


def test_a_token_opens_the_files_of_its_own_key_alone(client, files):
    files("secret.png", PICTURE, "image/png", key="2")
    assert get(client, "secret.png", key="2").status_code == 200
    assert get(client, "secret.png", key="1").status_code == 404


def test_a_kind_that_no_room_knows_has_no_files(client):
    assert get(client, "a.png", token=sign("other", "1", at=timezone.now())).status_code == 404


def test_the_browser_keeps_a_file_until_the_address_runs_out(client):
    policy = get(client, "a.png").headers["Cache-Control"]
    seconds = int(policy.split("max-age=")[1].split(",")[0])
    assert policy == f"private, max-age={seconds}, immutable"
    assert 12 * 3600 - 60 < seconds <= 24 * 3600


def test_a_file_that_the_browser_has_is_not_sent_again(client):
    for path in ("a.png", "a.js"):
        tag = get(client, path).headers["ETag"]
        response = get(client, path, if_none_match=f'"other", {tag}')
        assert (response.status_code, body(response)) == (304, b"")
        assert response.headers["ETag"] == tag
        assert get(client, path, if_none_match='"other"').status_code == 200


def test_a_head_says_the_same_without_the_body(client):
    token = sign("plain", "1", at=timezone.now())
    for path, size in (("a.js", len(SCRIPT)), ("film.mp4", 10)):
        response = client.head(f"/assets/{token}/{path}")
        assert (response.status_code, body(response)) == (200, b"")
        assert response.headers["Content-Length"] == str(size)


@pytest.mark.parametrize(
    ("asked", "sent", "part"),
    [
        ("bytes=0-", b"0123456789", "0-9"),
        ("bytes=2-4", b"234", "2-4"),
        ("bytes=8-99", b"89", "8-9"),
        ("bytes=-3", b"789", "7-9"),
        ("bytes=-99", b"0123456789", "0-9"),
    ],
)
def test_a_part_is_sent_where_one_is_asked_for(client, asked, sent, part):
    response = get(client, "film.mp4", range=asked)
    assert (response.status_code, body(response)) == (206, sent)
    assert response.headers["Content-Range"] == f"bytes {part}/10"
    assert response.headers["Content-Length"] == str(len(sent))


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=5-2", "bytes=x-1"])
def test_what_is_no_single_range_is_answered_with_the_whole(client, asked):
    response = get(client, "film.mp4", range=asked)
    assert (response.status_code, body(response)) == (200, b"0123456789")
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client, asked):
    response = get(client, "film.mp4", range=asked)
    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */10"


def test_a_part_of_another_file_than_the_browser_began_with_is_not_sent(client):
    tag = get(client, "film.mp4").headers["ETag"]
    assert get(client, "film.mp4", range="bytes=5-", if_range=tag).status_code == 206
    assert get(client, "film.mp4", range="bytes=5-", if_range='"other"').status_code == 200


def test_a_part_of_an_empty_file_is_not_there(client, files):
    files("empty.mp4", b"", "video/mp4")
    assert get(client, "empty.mp4", range="bytes=0-").status_code == 416
    assert body(get(client, "empty.mp4")) == b""


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_texts_are_compressed_as_the_browser_takes_them(client, accepted, encoding, unpack):
    response = get(client, "a.js", accept_encoding=accepted)
    assert response.headers.get("Content-Encoding") == encoding
    assert unpack(response.content) == SCRIPT
    assert response.headers["Content-Length"] == str(len(response.content))
    assert "Accept-Encoding" in response.headers["Vary"]


def test_pictures_are_sent_as_they_are(client):
    response = get(client, "a.png", accept_encoding="br, gzip")
    assert "Content-Encoding" not in response.headers
    assert body(response) == PICTURE


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("a.docx", "application/octet-stream"), ("a.pdf", "application/pdf"), ("a.x", "x/y")],
)
def test_what_is_not_shown_is_a_download(client, files, path, media_type):
    files(f"folder/{path}", b"%PDF-1.7", media_type)
    response = get(client, f"folder/{path}")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{path}"'
    assert response.headers["Content-Type"] == media_type.replace("x/y", "application/octet-stream")


def test_a_page_can_be_changed_where_it_is_shown_and_is_not_kept_then(client, files):
    def with_script(page):
        return page.replace(b"<head>", b"<head><script src=/static/x.js></script>")

    files("lesson.html", b"<head></head>", "text/html", policy=POLICY_DOCUMENT, transform=with_script)
    response = get(client, "lesson.html")
    assert response.content == b"<head><script src=/static/x.js></script></head>"
    assert response.headers["Cache-Control"] == "no-store"
    assert get(client, "lesson.html", sec_fetch_dest="empty").content == b"<head></head>"


def test_a_path_is_found_in_either_unicode_form(client, files):
    files("\u0439.png", PICTURE, "image/png")
    assert get(client, "%D0%B8%CC%86.png").status_code == 200


def test_a_file_that_is_lost_on_the_server_is_told_and_noted(client, files, folders, caplog):
    digest = files("b.png", b"gone", "image/png")
    (folders["assets"] / digest[:2] / digest).unlink()
    assert get(client, "b.png").status_code == 404
    assert digest in caplog.text


def test_another_origin_may_ask_beforehand(client):
    token = sign("plain", "1", at=timezone.now())
    response = client.options(f"/assets/{token}/a.js", headers={"origin": "null"})
    assert response.status_code == 204
    # Players of sound ask as jQuery once did; without it content that plays a sound stops there.
    assert {"Range", "X-Requested-With"} <= set(response.headers["Access-Control-Allow-Headers"].split(", "))


def test_an_address_without_a_page_behind_it_leads_nowhere_else(client):
    response = get(client, "no/such/file")
    assert response.status_code == 404


@pytest.mark.parametrize("what", ["script", "style", "worker", "serviceworker"])
def test_pages_of_the_site_run_nothing_that_was_uploaded(client, what):
    own = get(client, "a.js", sec_fetch_site="same-origin", sec_fetch_dest=what)
    frame = get(client, "a.js", sec_fetch_site="cross-site", sec_fetch_dest=what)
    assert (own.status_code, frame.status_code) == (403, 200)
    assert get(client, "a.png", sec_fetch_site="same-origin", sec_fetch_dest="image").status_code == 200
