"""Libraries are installed once for all content: pinned by their bytes, higher patches alone replace, by permission."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.h5p.libraries.installing import OtherBytes
from assessments.h5p.models import H5PContent, H5PVersion, Library
from assessments.h5p.package.parts import digest_of
from assessments.uploads.assets import keep_bytes
from assessments.uploads.models import Upload
from assessments.uploads.taking.storing import store
from cms.accounts import roles
from tests.factories.academies import make_academy
from tests.factories.h5p import installer, make_version
from tests.factories.h5p_packages import CHOICE, NOTE, TOOLS, choice, dependency, library_files, to_json
from tests.factories.h5p_uploads import codes, send_package, store_package
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
SCRIPT = f"{CHOICE}/scripts/panah-choice.js"
ALONE = {"main": CHOICE, "files": {}}


@pytest.fixture
def sender():
    return installer()


def changed_script() -> dict[str, bytes]:
    return {SCRIPT: library_files(CHOICE)[SCRIPT] + b"\n/* mine */\n"}


def patch(number, **changes) -> dict[str, bytes]:
    return library_files(CHOICE, patchVersion=number, **changes)


def installed() -> Library:
    return Library.objects.get(machine_name="H5P.PanahChoice")


def test_other_bytes_under_the_same_version_are_not_taken_and_both_hashes_are_named(sender):
    make_version(**ALONE)
    before = installed()

    upload = store_package(by=sender, **ALONE, changes=changed_script())

    (found,) = upload.findings
    assert (found["code"], found["level"], found["path"]) == ("library-other-bytes", "warning", CHOICE)
    assert found["detail"]["installed"] == before.digest
    assert found["detail"]["sent"] != before.digest
    assert found["detail"]["files"] == "scripts/panah-choice.js"
    assert upload.state == Upload.State.STORED
    assert installed().digest == before.digest
    assert H5PVersion.objects.count() == 2


def test_nothing_installs_other_bytes_under_the_same_version():
    make_version(**ALONE)

    with pytest.raises(OtherBytes):
        make_version(**ALONE, changes=changed_script())

    assert H5PContent.objects.count() == 1


def test_json_that_an_exporter_wrote_anew_is_the_same_library(sender):
    make_version(**ALONE)
    files = library_files(CHOICE)
    names = [f"{CHOICE}/library.json", f"{CHOICE}/semantics.json"]
    anew = {name: json.dumps(json.loads(files[name]), indent=7).encode() for name in names}

    assert codes(send_package(by=sender, **ALONE, changes=anew)) == []


def test_a_drawing_that_was_cleaned_by_earlier_rules_is_the_same_drawing(sender):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="4"/></svg>'
    changes = {f"{CHOICE}/styles/mark.svg": drawing}
    store_package(by=sender, **ALONE, changes=changes)
    library = installed()
    library.files.filter(path="styles/mark.svg").update(digest=keep_bytes(drawing).digest)
    library.digest = digest_of(library.files.values_list("path", "digest"))
    library.save()

    assert codes(send_package(by=sender, **ALONE, changes=changes)) == ["stored-before"]
    other = {f"{CHOICE}/styles/mark.svg": drawing.replace(b"4", b"5")}
    assert codes(send_package(by=sender, **ALONE, changes=other)) == ["library-other-bytes"]


def test_other_words_of_the_editor_are_a_note(sender):
    make_version(**ALONE)

    upload = send_package(by=sender, **ALONE, changes={f"{CHOICE}/language/ru.json": b'{"semantics": []}'})

    assert [(found["code"], found["level"]) for found in upload.findings] == [("library-other-words", "note")]


def test_a_higher_patch_replaces_the_lower_for_all_content(sender):
    version = make_version(**ALONE)

    upload = store_package(by=sender, **ALONE, changes=patch(3) | changed_script())

    assert codes(upload) == ["library-upgraded"]
    assert installed().patch == 3
    assert installed().files.filter(path="scripts/panah-choice.js").count() == 1
    assert set(version.libraries.values_list("machine_name", "patch")) == {
        ("H5P.PanahTools", 3),
        ("H5P.PanahChoice", 3),
    }


def test_a_lower_patch_leaves_what_is_installed(sender):
    make_version(**ALONE, changes=patch(9))

    upload = store_package(by=sender, **ALONE)

    assert (upload.state, codes(upload)) == (Upload.State.STORED, ["library-older"])
    assert installed().patch == 9


def test_another_minor_version_is_another_library(sender):
    make_version(**ALONE)
    newer = {
        path.replace(CHOICE, "H5P.PanahChoice-1.1"): data
        for path, data in library_files(CHOICE, minorVersion=1, patchVersion=0).items()
    }

    upload = store_package(by=sender, **ALONE, changes=newer)

    assert codes(upload) == []
    assert Library.objects.filter(machine_name="H5P.PanahChoice").count() == 2


def test_an_upgrade_that_takes_something_out_of_content_names_the_content(sender):
    make_version(**ALONE, h5p={"title": "Played"})
    fields = json.loads(library_files(CHOICE)[f"{CHOICE}/semantics.json"])
    fewer = {
        f"{CHOICE}/semantics.json": to_json([field for field in fields if field["name"] != "checkLabel"])
    }
    params = {key: value for key, value in choice().items() if key != "checkLabel"}

    upload = send_package(by=sender, **ALONE, params=params, changes=patch(3) | fewer)

    assert codes(upload) == ["library-upgraded", "upgrade-takes-out"]
    assert upload.findings[1]["detail"] == {"content": "Played", "count": 1}


def test_content_gets_what_an_upgrade_asks_for_anew(sender):
    version = make_version(main=NOTE)
    more = [dependency(folder) for folder in (TOOLS, CHOICE)]

    upload = store_package(
        by=sender, **ALONE, changes=library_files(NOTE, patchVersion=1, preloadedDependencies=more)
    )

    version.refresh_from_db()
    assert (upload.state, codes(upload)) == (Upload.State.STORED, ["library-upgraded"])
    names = [each["machineName"] for each in version.package["preloadedDependencies"]]
    assert names == ["H5P.PanahTools", "H5P.PanahChoice", "H5P.PanahNote"]
    assert set(version.libraries.values_list("machine_name", flat=True)) == set(names)


def test_an_upgrade_that_asks_for_what_nobody_has_is_refused(sender):
    make_version(main=NOTE)
    more = [dependency(folder) for folder in (TOOLS, "H5P.Gone-1.0")]

    upload = send_package(
        by=sender, **ALONE, changes=library_files(NOTE, patchVersion=1, preloadedDependencies=more)
    )

    assert codes(upload, "error") == ["missing-required-library"]
    assert upload.findings[-1]["detail"] == {"library": "H5P.Gone 1.0", "by": "H5P.PanahNote 1.0"}


def test_content_is_filtered_by_the_semantics_it_will_be_played_with(sender):
    make_version(**ALONE, changes=patch(9))
    fields = json.loads(library_files(CHOICE)[f"{CHOICE}/semantics.json"])
    more = {f"{CHOICE}/semantics.json": to_json([*fields, {"name": "extra", "type": "text"}])}

    older = send_package(by=sender, **ALONE, params=choice(extra="a"), changes=more)
    newer = send_package(by=sender, **ALONE, params=choice(extra="a"), changes=patch(10) | more)

    assert codes(older) == ["library-older", "content-filtered"]
    assert codes(newer) == ["library-upgraded"]


def test_who_may_not_install_adds_content_whose_libraries_are_installed(lecturer):
    make_version(**ALONE)

    upload = store_package(by=lecturer, **ALONE)

    assert (upload.state, codes(upload)) == (Upload.State.STORED, [])
    assert H5PVersion.objects.latest("pk").created_by == lecturer


def test_who_may_not_install_is_told_who_may(lecturer):
    chief = make_person(username="chief", role=roles.ADMINISTRATOR, name_native="Чынара")
    make_person(username="far", role=roles.ADMINISTRATOR, academy=make_academy(name="Far away"))

    upload = send_package(by=lecturer, **ALONE)

    assert upload.state == Upload.State.REFUSED
    assert codes(upload) == ["may-not-install", "may-not-install"]
    assert {found["detail"]["who"] for found in upload.findings} == {str(chief)}


def test_who_may_not_install_gets_the_installed_patch(lecturer):
    make_version(**ALONE)

    upload = store_package(by=lecturer, **ALONE, changes=patch(3))

    assert (upload.state, codes(upload)) == (Upload.State.STORED, ["library-not-upgraded"])
    assert installed().patch == 2


def test_libraries_alone_are_nothing_for_who_may_not_install(lecturer):
    files = {**library_files(TOOLS), **library_files(NOTE)}
    bare = {"without": ["h5p.json", "content/content.json"], "files": {}, "libraries": (), "changes": files}
    assert codes(send_package(by=lecturer, **bare), "error") == ["may-not-install", "may-not-install"]

    make_version(main=NOTE)

    assert codes(send_package(by=lecturer, **bare), "error") == ["may-not-install-any"]


def test_an_administrator_installs(administrator):
    upload = store_package(by=administrator)

    assert upload.state == Upload.State.STORED
    assert set(Library.objects.values_list("installed_by__username", flat=True)) == {administrator.username}


def test_what_was_removed_since_the_check_refuses_the_package(lecturer):
    make_version(**ALONE)
    upload = send_package(by=lecturer, **ALONE)
    H5PVersion.objects.all().delete()
    Library.objects.all().delete()

    stored = store(upload=upload, by=lecturer, at=upload.checked_at)

    assert stored.state == Upload.State.REFUSED
    assert "may-not-install" in codes(stored)
    assert not H5PVersion.objects.exists()


def test_the_queries_of_a_check_do_not_grow_with_the_libraries_that_are_installed(
    sender, django_assert_num_queries
):
    make_version()
    with CaptureQueriesContext(connection) as few:
        send_package(by=sender, main=NOTE)

    with django_assert_num_queries(len(few)):
        send_package(by=sender)
