"""The frame of H5P content: an opaque origin with a policy of its own, and the files of its version alone."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.h5p import serving
from assessments.h5p.serving import FILES, FRAME, files_address, frame_address
from assessments.uploads.giving.signing import WINDOW, sign
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import CHOICE, choice

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def version():
    return make_version()


def opened(version, **extra):
    return Client().get(frame_address(version, at=NOW()), **extra)


def integration_of(answer) -> dict:
    found = re.search(
        r'<script id="integration" type="application/json">(.*?)</script>', answer.content.decode(), re.DOTALL
    )
    return json.loads(found[1])


def test_the_frame_is_a_world_of_its_own_whatever_way_it_is_opened(version):
    answer = opened(version)
    directives = dict(
        part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";")
    )
    files = f"http://testserver{files_address(version, at=NOW())}"
    assert directives["sandbox"] == "allow-scripts"
    assert directives["default-src"] == directives["form-action"] == directives["base-uri"] == "'none'"
    # It reaches the files of this version and the player, and nothing else of the site.
    assert directives["connect-src"] == files
    assert directives["script-src"].split() == [
        "http://testserver/static/lib/h5p/",
        "http://testserver/static/js/h5p/",
        f"{files}libraries/",
        "'unsafe-eval'",
    ]
    assert directives["frame-ancestors"] == "'self'"
    assert "frame-src" not in directives
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_frame_knows_nobody(version, trainee, django_assert_num_queries):
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = frame_address(version, at=NOW())
    # The version and its libraries; no session, no person.
    with django_assert_num_queries(2):
        answer = client.get(address)
    assert not answer.cookies
    assert answer.content == Client().get(address).content


def test_pictures_are_asked_for_so_that_a_canvas_may_be_read(version):
    integration = integration_of(opened(version))
    files = f"http://testserver{files_address(version, at=NOW())}"
    assert integration["crossorigin"] == "anonymous"
    assert re.match(integration["crossoriginRegex"], f"{files}content/images/gate.png")
    assert not re.match(integration["crossoriginRegex"], "http://testserver/static/a.png")


def test_scripts_and_styles_stand_in_the_order_of_loading(version):
    page = opened(version).content.decode()
    scripts = re.findall(r'<script src="([^"]+)"', page)
    # Collected static files have a hash in their names.
    names = [re.sub(r"\.[0-9a-f]{12}(?=\.js$)", "", script.rpartition("/")[2]) for script in scripts]
    assert names == [
        "frame-before.js",
        "frame.bundle.js",
        "panah-tools.js",
        "panah-note.js",
        "panah-choice.js",
        "panah-series.js",
        "frame.js",
    ]
    assert "libraries/H5P.PanahNote-1.0/styles/panah-note.css" in page


def test_a_minor_version_of_zero_is_named(version):
    told = integration_of(opened(version))["contents"]["cid-1"]
    assert told["library"] == "H5P.PanahSeries 1.0"
    assert json.loads(told["jsonContent"]) == version.params


def test_the_players_own_words_are_in_the_language_of_the_page(version):
    address = frame_address(version, at=NOW())
    told = integration_of(Client().get(f"{address}?language=ru"))["l10n"]["H5P"]
    assert told["cancelLabel"] == "Отмена"
    told = integration_of(Client().get(f"{address}?language=../x"))["l10n"]["H5P"]
    assert told["cancelLabel"] == "Cancel"


@pytest.mark.parametrize(
    ("language", "said"), [("fa", 'lang="fa" dir="rtl"'), ("ru", 'lang="ru" dir="ltr"'), ("und", 'dir="ltr"')]
)
def test_the_document_has_the_direction_of_the_content(language, said):
    assert f"<html {said} " in opened(make_version(h5p={"language": language})).content.decode()


def test_text_of_the_content_does_not_end_the_block_it_stands_in():
    hostile = choice(question="</script><script>alert(1)</script>")
    version = make_version(main=CHOICE, params=hostile, h5p={"title": "</title><script>alert(2)</script>"})
    page = opened(version).content.decode()
    assert "alert(1)</script>" not in page
    assert "<script>alert(2)" not in page
    assert json.loads(integration_of(opened(version))["contents"]["cid-1"]["jsonContent"]) == hostile


def test_a_token_of_files_opens_no_frame_and_that_of_a_frame_no_files(version):
    assert Client().get(reverse("h5p:frame", args=[sign(FILES, version.pk, at=NOW())])).status_code == 404
    token = sign(FRAME, version.pk, at=NOW())
    assert Client().get(reverse("asset", args=[token, "content/images/gate.png"])).status_code == 404


def test_a_token_that_was_changed_or_has_run_out_opens_nothing(version):
    address = frame_address(version, at=NOW())
    assert Client().get(address.replace(f".{version.pk}.", f".{version.pk + 1}.")).status_code == 404
    assert Client().get(frame_address(version, at=NOW() - 3 * WINDOW)).status_code == 404


def test_a_version_serves_its_own_files_and_those_of_its_libraries(version):
    base = files_address(version, at=NOW())
    picture = Client().get(f"{base}content/images/gate.png")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/png")
    script = Client().get(f"{base}libraries/H5P.PanahNote-1.0/scripts/panah-note.js")
    assert script.status_code == 200
    assert script.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        "content/",
        "content/content.json",
        "content/../content/images/gate.png",
        "content/images/other.png",
        "h5p.json",
        "libraries/H5P.PanahNote-1.0/",
        "libraries/H5P.PanahNote-1.1/scripts/panah-note.js",
        "libraries/H5P.PanahNote/scripts/panah-note.js",
        "libraries/H5P.PanahNote-1.0/../H5P.PanahNote-1.0/scripts/panah-note.js",
        "libraries/H5P.PanahNote-01.0/scripts/panah-note.js",
    ],
)
def test_what_the_version_does_not_name_is_not_there(version, path):
    assert serving.resolve(str(version.pk), path) is None


def test_a_version_does_not_reach_the_libraries_and_files_of_another(version):
    alone = make_version(main=CHOICE, files={})
    assert serving.resolve(str(alone.pk), "content/images/gate.png") is None
    assert serving.resolve(str(alone.pk), "libraries/H5P.PanahNote-1.0/scripts/panah-note.js") is None
    assert serving.resolve(str(alone.pk), "libraries/H5P.PanahChoice-1.0/scripts/panah-choice.js") is not None
