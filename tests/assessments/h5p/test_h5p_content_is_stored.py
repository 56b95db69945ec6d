"""H5P content is stored: a version, its files, its libraries once for all."""

from assessments.h5p.models import Library
from assessments.uploads.assets import read_asset
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import CHOICE, library_files


def test_a_package_becomes_a_version_with_its_files_and_libraries(db):
    version = make_version()

    assert version.number == 1
    assert version.title == "At the counter"
    assert str(version.main_library) == "H5P.PanahSeries 1.0.1"
    assert [file.path for file in version.files.all()] == ["images/gate.png"]
    assert [dependency["machineName"] for dependency in version.package["preloadedDependencies"]] == [
        "H5P.PanahTools",
        "H5P.PanahNote",
        "H5P.PanahChoice",
        "H5P.PanahSeries",
    ]
    assert version.libraries.count() == 4


def test_the_files_of_a_library_are_kept_once_for_all_content(db):
    make_version()
    make_version(main=CHOICE, files={})

    choice = Library.objects.get(machine_name="H5P.PanahChoice")
    wanted = {path.removeprefix(f"{CHOICE}/"): data for path, data in library_files(CHOICE).items()}
    assert {file.path: read_asset(file.digest) for file in choice.files.all()} == wanted
