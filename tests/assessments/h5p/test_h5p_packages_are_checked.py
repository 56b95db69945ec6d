"""An H5P package is checked by the rules of the H5P core before anything of it is stored."""

import json

import pytest

from assessments.h5p.models import H5PContent, H5PVersion, Library
from assessments.uploads.models import Upload
from tests.factories.h5p import installer, make_version
from tests.factories.h5p_packages import (
    CHOICE,
    NOTE,
    SERIES,
    TOOLS,
    choice,
    dependency,
    library_files,
    note,
    series,
    sub_content,
    to_json,
)
from tests.factories.h5p_uploads import codes, send_package, store_package

pytestmark = pytest.mark.django_db
FOLDERS = (TOOLS, NOTE, CHOICE, SERIES)


@pytest.fixture
def sender():
    return installer()


def library_json(folder, **changes) -> bytes:
    return library_files(folder, **changes)[f"{folder}/library.json"]


def without(folder, *keys) -> bytes:
    data = json.loads(library_json(folder))
    return to_json({key: value for key, value in data.items() if key not in keys})


def nested(levels):
    return b'{"title":' + b"[" * levels + b"]" * levels + b"}"


def test_a_good_package_has_nothing_to_be_told(sender):
    upload = send_package(by=sender)

    assert (upload.kind, upload.state, upload.findings) == ("h5p", Upload.State.CHECKED, [])
    assert upload.report["h5p"]["head"]["title"] == "At the counter"
    assert upload.report["h5p"]["main"] == "H5P.PanahSeries 1.0"
    assert {each["library"]: each["state"] for each in upload.report["h5p"]["libraries"]} == {
        "H5P.PanahTools 1.0.3": "new",
        "H5P.PanahNote 1.0.0": "new",
        "H5P.PanahChoice 1.0.2": "new",
        "H5P.PanahSeries 1.0.1": "new",
    }
    assert not H5PContent.objects.exists()
    assert not Library.objects.exists()


def test_a_check_in_many_portions_tells_the_same_as_in_one(sender):
    changes = {f"{CHOICE}/language/ru.json": b"{", f"{NOTE}/language/ru.json": b"["}

    at_once = send_package(by=sender, changes=changes)
    bit_by_bit = send_package(by=sender, changes=changes, seconds=0)

    assert codes(at_once) == ["invalid-language-file", "invalid-language-file"]
    assert bit_by_bit.findings == at_once.findings
    assert bit_by_bit.report["h5p"] == at_once.report["h5p"]


@pytest.mark.parametrize(
    ("package", "code", "path"),
    [
        # h5p.json
        ({"without": ["h5p.json"]}, "invalid-h5p-json-file", "h5p.json"),
        ({"changes": {"h5p.json": b"{"}}, "unable-to-parse-package", "h5p.json"),
        ({"changes": {"h5p.json": b"[]"}}, "invalid-h5p-json-file", "h5p.json"),
        ({"changes": {"h5p.json": b"\xff\xfe{}"}}, "unable-to-parse-package", "h5p.json"),
        ({"h5p": {"title": None}}, "missing-required-property", "h5p.json"),
        ({"h5p": {"title": "x" * 256}}, "invalid-property", "h5p.json"),
        ({"h5p": {"title": {"a": 1}}}, "invalid-property", "h5p.json"),
        ({"h5p": {"language": "no language"}}, "invalid-property", "h5p.json"),
        ({"h5p": {"mainLibrary": None}}, "missing-required-property", "h5p.json"),
        ({"h5p": {"mainLibrary": "../x"}}, "invalid-property", "h5p.json"),
        ({"h5p": {"embedTypes": None}}, "missing-required-property", "h5p.json"),
        ({"h5p": {"embedTypes": []}}, "invalid-property", "h5p.json"),
        ({"h5p": {"embedTypes": ["div", "object"]}}, "illegal-option-in-library", "h5p.json"),
        ({"h5p": {"preloadedDependencies": None}}, "missing-required-property", "h5p.json"),
        ({"h5p": {"preloadedDependencies": "all"}}, "invalid-property", "h5p.json"),
        ({"h5p": {"preloadedDependencies": [{"machineName": "A"}]}}, "invalid-property", "h5p.json"),
        ({"h5p": {"preloadedDependencies": []}}, "missing-main-library", "h5p.json"),
        ({"h5p": {"mainLibrary": "H5P.Other"}}, "missing-main-library", "h5p.json"),
        (
            {"h5p": {"preloadedDependencies": [dependency(SERIES), dependency("H5P.Gone-2.1")]}},
            "missing-required-library",
            "h5p.json",
        ),
        ({"h5p": {"mainLibrary": "H5P.PanahTools"}}, "main-library-not-runnable", "h5p.json"),
        # content.json
        ({"without": ["content/content.json"]}, "invalid-content-folder", "content/content.json"),
        (
            {"changes": {"content/content.json": b"nothing"}},
            "unable-to-parse-package",
            "content/content.json",
        ),
        (
            {"changes": {"content/content.json": b'{"a": NaN}'}},
            "unable-to-parse-package",
            "content/content.json",
        ),
        (
            {"changes": {"content/content.json": b'{"a": 1e999}'}},
            "unable-to-parse-package",
            "content/content.json",
        ),
        (
            {"changes": {"content/content.json": b'{"a": ' + b"9" * 5000 + b"}"}},
            "unable-to-parse-package",
            "content/content.json",
        ),
        ({"params": [1, 2]}, "unable-to-parse-package", "content/content.json"),
        ({"changes": {"content/content.json": nested(50)}}, "json-too-deep", "content/content.json"),
        ({"changes": {"content/content.json": nested(100_000)}}, "json-too-deep", "content/content.json"),
        (
            {"changes": {"content/content.json": b'{"a": [' + b"1," * 200_000 + b"1]}"}},
            "json-too-many",
            "content/content.json",
        ),
        # Libraries
        ({"libraries": (TOOLS, NOTE, CHOICE)}, "missing-main-library", "h5p.json"),
        ({"libraries": (NOTE, CHOICE, SERIES)}, "missing-required-library", "h5p.json"),
        ({"without": [f"{NOTE}/library.json"]}, "invalid-library-json-file", f"{NOTE}/library.json"),
        ({"changes": {f"{NOTE}/library.json": b"{"}}, "unable-to-parse-package", f"{NOTE}/library.json"),
        ({"changes": {f"{NOTE}/library.json": b"[]"}}, "invalid-library-json-file", f"{NOTE}/library.json"),
        (
            {"changes": {f"{NOTE}/library.json": without(NOTE, "runnable")}},
            "missing-required-property",
            f"{NOTE}/library.json",
        ),
        ({"changes": library_files(NOTE, patchVersion="x")}, "invalid-property", f"{NOTE}/library.json"),
        ({"changes": library_files(NOTE, machineName="../up")}, "invalid-property", f"{NOTE}/library.json"),
        ({"changes": library_files(NOTE, machineName="H5P.Else")}, "library-directory-name-mismatch", NOTE),
        ({"changes": library_files(NOTE, minorVersion=4)}, "library-directory-name-mismatch", NOTE),
        ({"changes": library_files(NOTE, preloadedJs="all")}, "invalid-property", f"{NOTE}/library.json"),
        (
            {"changes": library_files(NOTE, preloadedJs=[{"path": "../../x.js"}])},
            "invalid-property",
            f"{NOTE}/library.json",
        ),
        (
            {"changes": library_files(NOTE, preloadedJs=[{"path": "https://example.org/x.js"}])},
            "invalid-property",
            f"{NOTE}/library.json",
        ),
        (
            {"without": [f"{NOTE}/scripts/panah-note.js"]},
            "library-missing-file",
            f"{NOTE}/scripts/panah-note.js",
        ),
        (
            {"without": [f"{NOTE}/styles/panah-note.css"]},
            "library-missing-file",
            f"{NOTE}/styles/panah-note.css",
        ),
        (
            {"changes": library_files(NOTE, coreApi={"majorVersion": 1, "minorVersion": 29})},
            "api-version-unsupported",
            f"{NOTE}/library.json",
        ),
        (
            {"changes": library_files(NOTE, coreApi={"majorVersion": 2, "minorVersion": 0})},
            "api-version-unsupported",
            f"{NOTE}/library.json",
        ),
        (
            {"changes": {f"{NOTE}/semantics.json": b"{"}},
            "invalid-semantics-json-file",
            f"{NOTE}/semantics.json",
        ),
        (
            {"changes": {f"{NOTE}/semantics.json": b"{}"}},
            "invalid-semantics-json-file",
            f"{NOTE}/semantics.json",
        ),
        (
            {"changes": {f"{NOTE}/semantics.json": b'[{"name": "a", "type": "group"}]'}},
            "invalid-semantics-json-file",
            f"{NOTE}/semantics.json",
        ),
        ({"changes": {"not a library/a.txt": b"a"}}, "invalid-library-name", "not a library"),
        ({"changes": {"docs/a.txt": b"a"}}, "invalid-library-json-file", "docs/library.json"),
        (
            {
                "changes": {
                    path.replace(NOTE, "H5P.PanahNote"): data for path, data in library_files(NOTE).items()
                }
            },
            "library-twice",
            NOTE,
        ),
        # Files of hostile types
        ({"files": {"evil.html": b"<script>x</script>"}}, "not-in-whitelist", "content/evil.html"),
        ({"files": {"evil.svg": b"<svg/>"}}, "not-in-whitelist", "content/evil.svg"),
        ({"files": {"evil.js": b"x()"}}, "not-in-whitelist", "content/evil.js"),
        (
            {"files": {"images/a.png": b"<html><script>x</script>"}},
            "not-what-it-says",
            "content/images/a.png",
        ),
        ({"changes": {f"{NOTE}/evil.html": b"<p>"}}, "not-in-whitelist", f"{NOTE}/evil.html"),
    ],
)
def test_a_package_that_breaks_a_rule_is_refused_with_its_code_and_place(sender, package, code, path):
    upload = send_package(by=sender, **package)

    assert upload.state == Upload.State.REFUSED
    assert (code, path) in [
        (found["code"], found["path"]) for found in upload.findings if found["level"] == "error"
    ]


@pytest.mark.parametrize(
    ("h5p", "kept"),
    [
        ({"yearsFrom": "1999", "yearFrom": None}, {"yearFrom": 1999}),
        ({"yearFrom": 2001, "yearTo": "2003"}, {"yearFrom": 2001, "yearTo": 2003}),
        (
            {"author": "Sole Author", "authors": None},
            {"authors": [{"name": "Sole Author", "role": "Author"}]},
        ),
        ({"authors": [{"name": "A", "role": "King"}]}, {"authors": [{"name": "A", "role": "Author"}]}),
        ({"title": "Lines & <b>borders</b>"}, {"title": "Lines & <b>borders</b>"}),
        ({"license": None}, {"license": "U"}),
        ({"unheard": "of"}, {"unheard": None}),
        (
            {
                "preloadedDependencies": [
                    {"machineName": "H5P.PanahSeries", "majorVersion": "1", "minorVersion": "0"}
                ]
            },
            {},
        ),
    ],
)
def test_what_h5p_json_may_say_is_kept_in_one_form(sender, h5p, kept):
    upload = store_package(by=sender, h5p=h5p)

    assert codes(upload) == []
    package = H5PVersion.objects.get().package
    assert {key: package.get(key) for key in kept} == kept


@pytest.mark.parametrize(
    "h5p", [{"license": "Mine"}, {"source": "javascript:x()"}, {"yearFrom": "long ago"}, {"w": "wide"}]
)
def test_what_need_not_be_there_and_is_wrong_is_told_and_left_out(sender, h5p):
    upload = store_package(by=sender, h5p=h5p)

    (key,) = h5p
    assert codes(upload, "warning") == ["invalid-property-left-out"]
    assert H5PVersion.objects.get().package.get(key) in (None, "U")


def test_paths_the_core_passes_over_are_passed_over(sender):
    changes = {
        "__MACOSX/content/._a.html": b"x",
        ".git/config": b"x",
        "readme.html": b"x",
        f"{NOTE}/.editorconfig": b"x",
        "content/_tmp/evil.html": b"x",
    }

    upload = store_package(by=sender, changes=changes)

    assert (upload.state, codes(upload)) == (Upload.State.STORED, [])
    assert [file.path for file in H5PVersion.objects.get().files.all()] == ["images/gate.png"]
    assert not Library.objects.filter(files__path__contains="editorconfig").exists()


def test_a_library_may_lie_in_a_folder_without_its_version(sender):
    renamed = {path.replace(NOTE, "H5P.PanahNote"): data for path, data in library_files(NOTE).items()}

    upload = store_package(by=sender, libraries=(TOOLS, CHOICE, SERIES), changes=renamed)

    assert (upload.state, codes(upload)) == (Upload.State.STORED, [])
    assert Library.objects.get(machine_name="H5P.PanahNote").files.filter(path="semantics.json").exists()


def test_content_is_filtered_and_what_is_taken_out_is_listed(sender):
    params = series(
        parts=[sub_content(NOTE, note(text="<p onclick='x()'>a</p><script>x</script>", evil=1), "a1")],
        passPercentage=400,
    )

    upload = store_package(by=sender, params=params)

    version = H5PVersion.objects.get()
    assert codes(upload, "warning") == ["content-filtered"]
    assert version.removed == upload.report["h5p"]["removed"]
    assert [(entry["path"], entry["what"]) for entry in version.removed] == [
        ("/parts/0/params/text", "attribute"),
        ("/parts/0/params/text", "tag"),
        ("/parts/0/params/evil", "unknown-field"),
        ("/passPercentage", "out-of-bounds"),
    ]
    assert version.params["parts"][0]["params"]["text"] == "<p>a</p>"
    assert version.params["passPercentage"] == 100


def test_a_part_whose_library_is_not_there_refuses_the_package(sender):
    data = to_json(
        [{"name": "part", "type": "library", "options": ["H5P.Gone 1.0"]}, {"name": "b", "type": "text"}]
    )
    params = {"part": {"library": "H5P.Gone 1.0", "params": {"a": 1}}}

    upload = send_package(
        by=sender, main=NOTE, files={}, params=params, changes={f"{NOTE}/semantics.json": data}
    )

    assert upload.state == Upload.State.REFUSED
    assert upload.findings[0]["code"] == "missing-required-library"
    assert upload.findings[0]["detail"] == {"library": "H5P.Gone 1.0", "by": "/part"}


def test_characters_no_database_keeps_are_left_out(sender):
    changes = {"content/content.json": json.dumps(choice(checkLabel="a\0b\ud800c")).encode()}

    upload = store_package(by=sender, main=CHOICE, files={}, changes=changes)

    assert upload.state == Upload.State.STORED
    assert H5PVersion.objects.get().params["checkLabel"] == "abc"


def test_a_part_that_does_not_belong_where_it_stands_is_told_by_itself(sender):
    parts = [sub_content(SERIES, series(), "a1"), sub_content(NOTE, note(), "a2")]

    upload = send_package(by=sender, params=series(parts=parts))

    assert upload.state == Upload.State.CHECKED
    assert [(found["code"], found["path"]) for found in upload.findings] == [
        ("part-left-out", "/parts/0"),
        ("content-filtered", "content/content.json"),
    ]


def test_a_licence_without_an_ending_is_left_out_as_other_hosts_refuse_it(sender):
    upload = store_package(by=sender, changes={f"{NOTE}/LICENSE": b"MIT", f"{NOTE}/docs/README": b"x"})

    assert codes(upload) == ["paper-left-out", "paper-left-out"]
    assert not Library.objects.filter(files__path__contains="LICENSE").exists()


def test_media_that_are_not_there_or_lie_elsewhere_are_told(sender):
    pictures = [
        {"path": "images/lost.png", "mime": "image/png"},
        {"path": "https://example.org/a.png", "mime": "image/png"},
    ]

    upload = send_package(by=sender, main=NOTE, files={}, params=note(pictures=pictures))

    assert upload.state == Upload.State.CHECKED
    assert [(found["code"], found["path"]) for found in upload.findings] == [
        ("missing-content-file", "content/images/lost.png"),
        ("external-media", "/pictures/1"),
    ]


def test_content_without_libraries_goes_where_they_are_installed(sender):
    make_version()

    upload = store_package(by=sender, libraries=())

    assert (upload.state, codes(upload)) == (Upload.State.STORED, [])
    assert H5PVersion.objects.count() == 2


def test_libraries_alone_are_installed_without_content(sender):
    files = {path: data for folder in FOLDERS for path, data in library_files(folder).items()}

    upload = store_package(by=sender, without=["h5p.json", "content/content.json"], files={}, changes=files)

    assert (upload.state, codes(upload)) == (Upload.State.STORED, ["libraries-alone"])
    assert Library.objects.count() == 4
    assert not H5PContent.objects.exists()


def test_a_package_that_replaces_content_becomes_its_next_version(sender):
    version = make_version()

    upload = store_package(by=sender, replaces_key=version.content.key, h5p={"title": "At the gate"})

    assert upload.state == Upload.State.STORED
    numbers = H5PVersion.objects.filter(content=version.content).values_list("number", "title")
    assert list(numbers) == [(1, "At the counter"), (2, "At the gate")]
    assert H5PContent.objects.get().title == "At the gate"


def test_what_would_replace_nothing_is_refused(sender):
    upload = send_package(by=sender, replaces_key="6e4c1b52-47f4-4a8f-9a52-0d7a57c35b0e")

    assert (upload.state, codes(upload)) == (Upload.State.REFUSED, ["replaces-nothing"])
