"""Libraries are named in three ways, and loaded behind those they depend on."""

import pytest

from assessments.h5p.package.dependencies import TO_EDIT, closure, libraries_in
from assessments.h5p.package.naming import LibraryName, NoLibraryName


def name(text):
    return LibraryName.of_string(f"{text} 1.0")


def needing(*names, kind="preloadedDependencies"):
    return {kind: [name(each).as_json() for each in names]}


@pytest.mark.parametrize(
    ("text", "folder"),
    [("H5P.Foo 1.2", "H5P.Foo-1.2"), ("H5P.Foo 1.2.3", "H5P.Foo-1.2"), ("jQuery.ui 1.10", "jQuery.ui-1.10")],
)
def test_a_library_is_named_by_text_and_by_folder(text, folder):
    assert LibraryName.of_string(text).folder == folder


@pytest.mark.parametrize(
    "text", ["H5P.Foo", "H5P.Foo 1", "../x 1.0", "a/b 1.0", "H5P.Foo 1.0 x", "", None, 5]
)
def test_what_names_no_library_is_refused(text):
    with pytest.raises(NoLibraryName):
        LibraryName.of_string(text)


@pytest.mark.parametrize("version", [None, "", "x", -1, 1.5, True, "1.0", 100_000, "٣"])
def test_a_version_is_a_number_or_digits(version):
    with pytest.raises(NoLibraryName):
        LibraryName.of_json({"machineName": "H5P.Foo", "majorVersion": version, "minorVersion": 0})


def test_each_library_stands_behind_those_it_needs():
    metadata = {name("a"): needing("b", "c"), name("b"): needing("c"), name("c"): {}}

    assert closure([name("a")], metadata) == [name("c"), name("b"), name("a")]


def test_a_circle_ends_and_what_is_missing_is_named():
    metadata = {name("a"): needing("b"), name("b"): needing("a", "gone")}

    assert set(closure([name("a")], metadata)) == {name("a"), name("b"), name("gone")}


def test_a_long_chain_is_followed_to_its_end():
    metadata = {name(f"n{number}"): needing(f"n{number + 1}") for number in range(5000)}

    assert closure([name("n0")], metadata)[0] == name("n5000")


def test_what_editors_need_is_followed_only_when_asked():
    metadata = {name("a"): needing("editor", kind="editorDependencies")}

    assert closure([name("a")], metadata) == [name("a")]
    assert closure([name("a")], metadata, TO_EDIT) == [name("editor"), name("a")]


def test_sub_contents_are_found_however_deep():
    params = {
        "x": [{"library": "a 1.0", "params": {"y": {"library": "b 1.0", "params": {}}}}],
        "library": "no part",
    }

    assert libraries_in(params) == [name("a"), name("b")]
