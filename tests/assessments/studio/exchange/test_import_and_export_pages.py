"""The pages: a file is looked at, then taken in; the draft or a version is taken out."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assessments.scenarios.models import Scenario
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft, DraftChange, DraftSnapshot
from tests.factories.assessments import make_scenario, make_version
from tests.factories.drafts import change, make_document, make_draft, save
from tests.factories.workbooks import altered, column_of, opened, read

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
IMPORT = "/admin/scenarios/import/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.PANAH_DATA = tmp_path


def client_of(person):
    client = Client()
    if person:
        client.force_login(person, backend=BACKEND)
    return client


def bring(person, content, name="duty.xlsx"):
    return client_of(person).post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def fields_of(answer):
    """The hidden fields of the form that takes the file in."""
    text = answer.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("token", "serial", "code")
    }


def take(person, answer, **more):
    return client_of(person).post(IMPORT, fields_of(answer) | {"into": "draft"} | more)


def test_looking_at_a_file_shows_what_would_change_and_writes_nothing(lecturer):
    draft = make_draft(by=lecturer)
    answer = bring(lecturer, altered(make_document(), {"Scenes!E3": "At the bridge"}))
    shown = answer.content.decode()
    assert answer.status_code == 200
    for told in (
        "SC-90",
        "en title",
        "SC-90 is there already",
        "<ins>At</ins>" if "<ins>At</ins>" in shown else "bridge",
    ):
        assert told in shown
    assert read_document(draft)["words"]["en"]["d1"]["heading"] == "en d1 heading"
    assert (Draft.objects.filter(scenario__code="SC-90").count(), DraftSnapshot.objects.count()) == (1, 0)


def test_a_file_that_was_looked_at_is_taken_in(lecturer):
    draft = make_draft(by=lecturer)
    looked = bring(lecturer, altered(make_document(), {"Scenes!E3": "At the bridge"}))
    answer = take(lecturer, looked)
    assert answer.url == reverse("studio_edit", args=[draft.scenario.key])
    assert read_document(draft)["words"]["en"]["d1"]["heading"] == "At the bridge"


def test_a_file_becomes_a_new_scenario_under_its_own_code_or_another(lecturer):
    looked = bring(lecturer, altered(make_document()))
    assert take(lecturer, looked, into="new").status_code == 302
    again = bring(lecturer, altered(make_document()))
    assert fields_of(again)["code"] == "SC-90-2"
    assert take(lecturer, again, into="new", code="sc-90").status_code == 422
    assert take(lecturer, again, into="new", code="a b").status_code == 422
    assert take(lecturer, again, into="new", code="SC-90-KZ").status_code == 302
    assert Scenario.objects.filter(code__startswith="SC-90").count() == 2


def test_the_same_file_again_says_that_there_is_nothing_to_change(lecturer):
    make_draft(by=lecturer)
    answer = bring(lecturer, altered(make_document()))
    assert "Nothing to change" in answer.content.decode()
    before = DraftChange.objects.count()
    take(lecturer, answer)
    assert DraftChange.objects.count() == before


def test_faults_stand_in_a_table_with_their_cells_and_nothing_is_kept(lecturer, tmp_path):
    answer = bring(lecturer, altered(make_document(), {"Choices!F3": "d9", "Scenes!F4": "<b>x</b>"}))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Choices!F3" in shown
    assert "Scenes!F4" in shown
    assert not (tmp_path / "imports").exists()
    assert not Scenario.objects.filter(code="SC-90").exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.xlsx"),
        (b"\xff\xfe\x00", "a.yaml"),
        (b"PK\x03\x04", "a.xlsx"),
        (b"[1, 2]", "a.yaml"),
        (b"%PDF-1.7", "a.pdf"),
    ],
)
def test_what_is_no_scenario_is_refused_with_a_page(lecturer, content, name):
    answer = bring(lecturer, content, name)
    assert answer.status_code == 422
    assert Draft.objects.filter(scenario__code="SC-90").count() == 0


def test_a_draft_that_changed_after_the_look_is_shown_again_instead_of_written_over(lecturer, other_lecturer):
    draft = make_draft(by=lecturer)
    looked = bring(lecturer, altered(make_document(), {"Scenes!E3": "At the bridge"}))
    save(draft, change("head", "minutes", old=10, new=12), by=other_lecturer)
    answer = take(lecturer, looked)
    assert "changed meanwhile" in answer.content.decode()
    assert read_document(draft)["words"]["en"]["d1"]["heading"] == "en d1 heading"
    assert take(lecturer, answer).status_code == 302


def test_a_token_of_somebody_else_takes_nothing_in(lecturer, other_lecturer):
    make_draft(by=lecturer)
    looked = bring(lecturer, altered(make_document(), {"Scenes!E3": "At the bridge"}))
    answer = take(other_lecturer, looked)
    assert answer.url == reverse("studio_import")
    assert DraftSnapshot.objects.count() == 0


def body_of(answer):
    return b"".join(answer.streaming_content)


def test_the_draft_and_every_version_can_be_taken_out(lecturer):
    scenario = make_scenario("SC-90")
    make_version(scenario)
    url = reverse("studio_export_xlsx", args=[scenario.key])
    client = client_of(lecturer)
    client.get(url)
    save(
        Draft.objects.get(scenario=scenario),
        change("words", "en", "d1", "heading", old="en d1 heading", new="Draft"),
        by=lecturer,
    )
    headings = {}
    for state in ("draft", "version:1"):
        answer = client.get(url, {"state": state, "languages": ["fa-af", "xx"]})
        headings[state] = read(body_of(answer)).words["en"]["d1"]["heading"]
    assert headings == {"draft": "Draft", "version:1": "en d1 heading"}
    yaml = body_of(client.get(reverse("studio_export_yaml", args=[scenario.key]))).decode()
    assert "heading: Draft" in yaml
    assert client.get(url, {"state": "version:7"}).status_code in (302, 404)


def test_the_template_has_columns_in_the_languages_asked_for(lecturer):
    url = reverse("studio_import_template")
    content = body_of(client_of(lecturer).get(url, {"languages": ["ru", "fa-af"]}))
    assert column_of(content, "Scenes", "situation (fa-af)")
    assert opened(content).sheetnames == ["Scenario", "Values", "Scenes", "Choices", "Help"]


def test_who_may_bring_and_who_may_take_out(cast, lecturer):
    draft = make_draft(by=lecturer)
    pages = {
        IMPORT: {"lecturer", "administrator"},
        reverse("studio_export", args=[draft.scenario.key]): {
            "lecturer",
            "administrator",
            "translator",
            "legal officer",
            "child officer",
        },
    }
    for url, allowed in pages.items():
        for name, person in cast.items():
            expected = 200 if name in allowed else 302
            assert client_of(person).get(url).status_code == expected, (url, name)


def test_a_kept_file_that_goes_away_during_an_import_does_not_break_it(lecturer, tmp_path):
    folder = tmp_path / "imports"
    folder.mkdir()
    # Listed, and not there any more when it is looked at.
    (folder / "gone.part").symlink_to(tmp_path / "nowhere")
    assert bring(lecturer, altered(make_document(code="SC-91"))).status_code == 200
