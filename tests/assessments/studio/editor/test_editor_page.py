import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from assessments.studio.editor.strings import editor_strings
from tests.factories.drafts import make_draft
from tests.factories.pictures import make_image

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SCRIPTS = Path(__file__).resolve().parents[4] / "static" / "js" / "studio"
# t("name") and t(wanted ? "one" : "other"); names that are put together are in the next test.
NAMED = re.compile(r'\bt\("([\w.]+)"')
EITHER = re.compile(r'\bt\([^"()]*\? "([\w.]+)" : "([\w.]+)"')
IMPORTED = re.compile(r'from "\./([\w-]+\.js)"|import\("\./([\w-]+\.js)"\)')
GROUPS = {
    "save": "saved waiting saving offline failed signed_out forbidden refused conflict",
    "answer": "offline failed signed_out forbidden missing invalid conflict",
    "severity": "best acceptable poor harmful critical",
    "ending": "none good mixed critical",
    "new_ending": "good mixed critical",
    "effect": "add set",
    "is": "at_least at_most equals differs",
    "row": "value act amount comparison",
    "kind": "integer yes_no",
    "value": "start min max",
    "policy": "certifying practice",
    "link": "translate classroom insights export_yaml export_xlsx duplicate",
    "group": "blocks warns",
    "count": "blocks warns",
    "view": "outline map",
    "state": "draft reviewed",
    "change": "major minor",
}


def own_scripts():
    """Return the texts of the modules that the editor's page is made of: all that shell.js imports."""
    found, waiting = {}, ["shell.js"]
    while waiting:
        name = waiting.pop()
        if name not in found and not name.startswith("map."):
            found[name] = (SCRIPTS / name).read_text(encoding="utf-8")
            waiting += [one or other for one, other in IMPORTED.findall(found[name])]
    return found


def client_of(person):
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def config_of(person, draft):
    answer = client_of(person).get(reverse("studio_edit", args=[draft.scenario.key]))
    assert answer.status_code == 200
    found = re.search(r'<script id="studio-config"[^>]*>(.*?)</script>', answer.content.decode(), re.DOTALL)
    return json.loads(found[1])


def test_every_text_that_the_scripts_ask_for_is_there():
    strings = editor_strings()
    asked = set()
    for text in own_scripts().values():
        asked |= set(NAMED.findall(text)) | {name for pair in EITHER.findall(text) for name in pair}
    assert len(asked) > 100
    assert asked - strings.keys() == set()


@pytest.mark.parametrize("group", GROUPS)
def test_every_text_of_a_group_is_there(group):
    assert {f"{group}.{name}" for name in GROUPS[group].split()} <= editor_strings().keys()


@pytest.mark.django_db
def test_a_lecturer_gets_the_document_and_every_address(lecturer):
    draft = make_draft(by=lecturer)
    config = config_of(lecturer, draft)
    assert config["document"]["serial"] == draft.serial
    assert {
        "changes",
        "problems",
        "snapshots",
        "restore",
        "comments",
        "publish",
        "try",
        "pictures",
    } <= config["urls"].keys()
    assert config["may"] == {"change": True, "translate": True, "publish": True}


@pytest.mark.django_db
def test_a_translator_is_led_to_translation_and_not_to_publishing(lecturer, translator):
    config = config_of(translator, make_draft(by=lecturer))
    assert config["may"] == {"change": False, "translate": True, "publish": False}
    assert "publish" not in config["urls"]
    assert "duplicate" not in config["urls"]
    assert "translate" in config["urls"]


@pytest.mark.django_db
def test_every_language_comes_with_its_tag_and_direction(lecturer):
    languages = {one["code"]: one for one in config_of(lecturer, make_draft(by=lecturer))["languages"]}
    assert (languages["fa-af"]["tag"], languages["fa-af"]["direction"]) == ("fa-AF", "rtl")
    assert (languages["ru"]["tag"], languages["ru"]["direction"]) == ("ru", "ltr")


@pytest.mark.django_db
def test_a_chosen_picture_is_told_by_its_fingerprint(lecturer):
    draft, picture = make_draft(by=lecturer), make_image()
    address = reverse("studio_pictures", args=[draft.scenario.key])
    [told] = client_of(lecturer).get(address, {"id": picture.pk}).json()["pictures"]
    assert told["hash"] == picture.file_hash
    assert told["title"] == picture.title
    assert told["url"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "9" * 30, "999999"])
def test_a_picture_that_is_not_there_is_no_picture(lecturer, number):
    address = reverse("studio_pictures", args=[make_draft(by=lecturer).scenario.key])
    answer = client_of(lecturer).get(address, {"id": number})
    assert answer.json() == {"pictures": []}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["translator", "observer", "trainee", "outsider"])
def test_only_who_may_change_a_draft_chooses_pictures(request, lecturer, role):
    address = reverse("studio_pictures", args=[make_draft(by=lecturer).scenario.key])
    assert client_of(request.getfixturevalue(role)).get(address, {"id": "1"}).status_code in (302, 403)
