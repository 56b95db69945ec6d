"""A stored version is an .h5p file again, which can be taken in like the one it came from."""

import json
from zipfile import ZipFile

import pytest

from assessments.h5p.exporting import asking_for_more, export
from assessments.h5p.models import H5PVersion, Library
from assessments.uploads.models import Upload
from tests.factories.h5p import installer, make_version
from tests.factories.h5p_packages import (
    CHOICE,
    NOTE,
    SERIES,
    TOOLS,
    dependency,
    library_files,
    media,
    to_json,
)
from tests.factories.h5p_uploads import codes, send_package, store_package

pytestmark = pytest.mark.django_db


def exported(version) -> dict[str, bytes]:
    with export(version) as file, ZipFile(file) as inside:
        return {name: inside.read(name) for name in inside.namelist()}


def test_an_export_holds_the_content_its_files_and_its_libraries():
    files = exported(make_version())

    libraries = [path for folder in (TOOLS, NOTE, CHOICE, SERIES) for path in library_files(folder)]
    assert set(files) == {"h5p.json", "content/content.json", "content/images/gate.png", *libraries}
    assert files["content/images/gate.png"] == media()["images/gate.png"]
    assert {path: files[path] for path in libraries} == {
        path: data for folder in (TOOLS, NOTE, CHOICE, SERIES) for path, data in library_files(folder).items()
    }


def test_an_export_taken_in_again_is_the_same_content():
    version = make_version()
    with export(version) as file:
        data = file.read()

    upload = store_package(by=installer(), data=data)

    again = H5PVersion.objects.latest("pk")
    assert upload.state == Upload.State.STORED
    assert codes(upload) == []
    assert (again.params, again.removed) == (version.params, [])
    assert again.package == version.package
    assert Library.objects.count() == 4


def test_the_same_version_is_exported_to_the_same_bytes():
    version = make_version()
    with export(version) as one, export(version) as other:
        assert one.read() == other.read()


def test_what_editors_need_goes_along_where_it_is_installed():
    editor = {
        "title": "Editor",
        "machineName": "H5PEditor.Panah",
        "majorVersion": 1,
        "minorVersion": 0,
        "patchVersion": 0,
        "runnable": 0,
    }
    asks = json.loads(library_files(CHOICE)[f"{CHOICE}/library.json"]) | {
        "editorDependencies": [dependency("H5PEditor.Panah-1.0"), dependency("H5PEditor.Gone-1.0")]
    }
    version = make_version(
        main=CHOICE,
        files={},
        libraries=(TOOLS, CHOICE),
        changes={
            f"{CHOICE}/library.json": to_json(asks),
            "H5PEditor.Panah-1.0/library.json": to_json(editor),
        },
    )

    folders = {path.split("/")[0] for path in exported(version)}

    assert folders == {"h5p.json", "content", TOOLS, CHOICE, "H5PEditor.Panah-1.0"}
    assert version.libraries.count() == 2


def test_libraries_that_other_hosts_refuse_are_named():
    newer = {"majorVersion": 1, "minorVersion": 28}
    version = make_version(main=CHOICE, files={}, changes=library_files(CHOICE, coreApi=newer))

    assert asking_for_more(version) == [("H5P.PanahChoice 1.0.2", "1.28")]
    assert asking_for_more(make_version(main=NOTE)) == []


def test_an_export_is_checked_without_a_finding():
    with export(make_version()) as file:
        upload = send_package(by=installer(), data=file.read())

    assert (upload.state, upload.findings) == (Upload.State.CHECKED, [])
