"""The pages: an H5P file is looked at and taken in, stored content becomes a scenario, a version is taken out."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assessments.models import Draft, Library
from assessments.studio.drafting.storing import read_document
from assessments.studio.exchange.importing import look, read_file
from assessments.studio.exchange.takeout.making import take_h5p
from tests.factories import h5p
from tests.factories.assessments import counting_structure, make_scenario, make_version
from tests.factories.h5p_branching import alternative, question_node, scenario_params, text_node
from tests.factories.h5p_packages import to_json, zipped
from tests.factories.playing import noticed_words

pytestmark = pytest.mark.django_db
FORM = {"form": "h5p", "languages": ["ru"], "country": "", "endpoint": "", "key": "", "secret": ""}


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        "assets": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "assets"}}
    }
    settings.PANAH_DATA = tmp_path


@pytest.fixture
def author(lecturer):
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def version():
    made = counting_structure()
    words = noticed_words(made, "en", "ru")
    words["ru"]["scenes"]["d1"]["situation"] = "Звоните: {{asylum_authority}}"
    return make_version(make_scenario("SC-77"), made, words)


def fill(text, *, country, language):
    return text.replace("{{asylum_authority}}", f"служба {country}")


def package(library="H5P.BranchingScenario", params=None, **changes) -> bytes:
    question = question_node(
        "<p>What now?</p>", alternative("Ask", 2), alternative("Go", -1, title="<p>Gone</p>")
    )
    params = params or scenario_params(
        text_node("<p>At the gate.</p>", 1, title="The gate"),
        question,
        text_node("<p>Heard.</p>", -1, title="Heard"),
    )
    told = {"title": "The gate", "language": "en", "mainLibrary": library, "license": "U"} | changes
    return zipped(
        {"h5p.json": to_json(told), "content/content.json": to_json(params), "content/x/big.mp4": b"0" * 999}
    )


def send(author, content, name="gate.h5p", **fields):
    return author.post(reverse("studio_import"), {"file": SimpleUploadedFile(name, content), **fields})


def taken_in(author, answer, url=None, **changes):
    form = answer.context["take_form"]
    fields = {name: form.initial[name] for name in ("token", "serial", "into", "code")}
    return author.post(url or reverse("studio_import"), fields | changes)


def test_a_file_is_looked_at_with_its_losses_and_then_becomes_a_draft(author):
    answer = send(author, package())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "It has no points." in page
    assert Draft.objects.count() == 0
    assert taken_in(author, answer, code="SC-NEW").status_code == 302
    doc = read_document(Draft.objects.get(scenario__code="SC-NEW"))
    assert doc["words"]["en"]["s1"]["situation"] == "At the gate.\n\nWhat now?"


def test_the_same_file_again_changes_nothing(author):
    taken_in(author, send(author, package()), code="SC-NEW")
    answer = send(author, package(), into="SC-NEW")
    assert answer.context["preview"].changes_nothing
    other = send(author, package(title="Ворота", language="ru"), into="sc-new")
    taken_in(author, other)
    doc = read_document(Draft.objects.get(scenario__code="SC-NEW"))
    # Another language of the same content goes beside the first.
    assert set(doc["words"]) == {"en", "ru"}


def test_only_a_code_that_is_there_can_be_gone_into(author):
    answer = send(author, package(), into="SC-NONE")
    assert answer.status_code == 422
    assert answer.context["form"].errors["into"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"no zip", ""),
        (zipped({"h5p.json": b"{}"}), "content/content.json"),
        (zipped({"h5p.json": b"{", "content/content.json": b"{}"}), "h5p.json"),
        (zipped({"h5p.json": b"[]", "content/content.json": b"{}"}), "h5p.json"),
        (package("H5P.Blanks"), "h5p.json: mainLibrary"),
    ],
)
def test_what_is_no_branching_scenario_is_refused_by_place(author, content, place):
    answer = send(author, content)
    assert answer.status_code == 422
    assert place in [fault.place for fault in answer.context["faults"]]
    assert Draft.objects.count() == 0


def test_a_larger_file_than_is_taken_is_refused(author, monkeypatch):
    monkeypatch.setattr("assessments.studio.exchange.views.MOST_H5P", 100)
    answer = send(author, package())
    assert answer.status_code == 422
    assert "64 MB" in answer.content.decode()


def test_stored_content_is_made_a_scenario(author):
    content = h5p.make_version(data=stored(package()), by=h5p.installer())
    url = reverse("studio_import_h5p", args=[content.content.key, content.number])
    answer = author.get(url)
    assert answer.status_code == 200
    assert len(answer.context["preview"].new["scenes"]) == 3
    assert taken_in(author, answer, url, code="SC-H5P").status_code == 302
    assert Draft.objects.filter(scenario__code="SC-H5P").exists()


def stored(content: bytes) -> bytes:
    """The same package with the libraries it needs, which here are empty ones."""
    with ZipFile(BytesIO(content)) as inside:
        files = {name: inside.read(name) for name in inside.namelist()}
    told = json.loads(files["h5p.json"])
    names = {"H5P.BranchingScenario": (1, 10), "H5P.BranchingQuestion": (1, 0), "H5P.AdvancedText": (1, 1)}
    dependencies = [
        {"machineName": name, "majorVersion": major, "minorVersion": minor}
        for name, (major, minor) in names.items()
    ]
    files["h5p.json"] = to_json(told | {"preloadedDependencies": dependencies, "embedTypes": ["iframe"]})
    for name, (major, minor) in names.items():
        library = {
            "title": name,
            "machineName": name,
            "majorVersion": major,
            "minorVersion": minor,
            "patchVersion": 1,
            "runnable": 1,
            "coreApi": {"majorVersion": 1, "minorVersion": 28},
            "preloadedJs": [{"path": "a.js"}],
        }
        files[f"{name}-{major}.{minor}/library.json"] = to_json(library)
        files[f"{name}-{major}.{minor}/a.js"] = b"// " + name.encode()
    return zipped(files)


def test_a_version_is_looked_at_before_it_is_taken_out(author, version):
    url = reverse("studio_take_out", args=[version.scenario.key])
    assert author.get(url).status_code == 200
    answer = author.post(url, FORM | {"version": 1})
    assert answer.context["taken"].name == "SC-77-v1-ru.h5p"
    page = answer.content.decode()
    assert "H5P.BranchingScenario 1.10" in page
    assert "Values that choices change do not exist in H5P: trust, told" in page
    assert "no-store" in answer["Cache-Control"]
    file = author.post(url, FORM | {"version": 1, "download": "1"})
    assert 'filename="SC-77-v1-ru.h5p"' in file["Content-Disposition"]
    with ZipFile(BytesIO(b"".join(file.streaming_content))) as inside:
        assert inside.namelist() == ["h5p.json", "content/content.json"]
        assert json.loads(inside.read("h5p.json"))["language"] == "ru"


def test_libraries_that_are_installed_go_along_and_a_newer_core_is_warned_of(version):
    h5p.make_version(data=stored(package()), by=h5p.installer())
    assert Library.objects.count() == 3
    taken = take_h5p(version=version, language="ru", country="KZ", fill=fill)
    with ZipFile(BytesIO(taken.content)) as inside:
        names = inside.namelist()
        told = json.loads(inside.read("h5p.json"))
        assert inside.read("H5P.AdvancedText-1.1/a.js") == b"// H5P.AdvancedText"
        assert "служба KZ" in inside.read("content/content.json").decode()
    assert "H5P.BranchingScenario-1.10/library.json" in names
    assert len(told["preloadedDependencies"]) == 3
    assert sum("1.28" in text for text in taken.warnings) == 3


def test_taken_out_with_its_marks_it_comes_back_unchanged(version, lecturer):
    taken = take_h5p(version=version, language="ru", country="", fill=None)
    preview = look(read_file("SC-77-v1-ru.h5p", taken.content))
    assert preview.scenario == version.scenario
    assert preview.changes_nothing


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"languages": ["en", "ru"]}, "languages"),
        ({"languages": []}, "languages"),
        ({"form": "html", "country": "-"}, "country"),
        ({"form": "cmi5", "endpoint": "https://x.example/xapi"}, "endpoint"),
        ({"form": "html", "endpoint": "https://x.example/xapi", "key": "k"}, "endpoint"),
        ({"form": "html", "endpoint": "ftp://x.example", "key": "k", "secret": "s"}, "endpoint"),
        ({"form": "html", "endpoint": "https://x.example/xapi", "key": "k:k", "secret": "s"}, "key"),
        ({"version": 9}, "version"),
    ],
)
def test_what_does_not_fit_together_is_told_at_its_field(author, version, changes, field):
    url = reverse("studio_take_out", args=[version.scenario.key])
    answer = author.post(url, FORM | {"version": 1, "download": "1"} | changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize(("form", "name"), [("html", "SC-77-v1.html"), ("cmi5", "SC-77-v1-cmi5.zip")])
def test_a_page_and_a_package_say_that_points_are_inside(author, version, form, name):
    url = reverse("studio_take_out", args=[version.scenario.key])
    fields = FORM | {"version": 1, "form": form, "languages": ["en", "ru"]}
    answer = author.post(url, fields)
    assert "Points and recommended choices are in the" in answer.content.decode()
    file = author.post(url, fields | {"download": "1"})
    assert file.status_code == 200, file.context["form"].errors
    assert f'filename="{name}"' in file["Content-Disposition"]
    assert file["X-Content-Type-Options"] == "nosniff"


def test_a_key_in_the_page_is_warned_of(author, version):
    url = reverse("studio_take_out", args=[version.scenario.key])
    store = {"form": "html", "endpoint": "http://x.example/xapi", "key": "k", "secret": "s"}
    taken = author.post(url, FORM | {"version": 1} | store).context["taken"]
    assert len(taken.warnings) == 3
    assert b'"auth":"Basic azpz"' in taken.content
