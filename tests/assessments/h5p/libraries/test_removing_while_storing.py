"""An administrator removes a library in the moment in which somebody else stores content that needs it."""

import pytest

from assessments.h5p import storing
from assessments.h5p.libraries.installing import install
from assessments.h5p.libraries.removing import InUse, remove
from assessments.h5p.models import H5PVersion, Library
from tests.factories.h5p import installer, package_in
from tests.factories.h5p_packages import CHOICE, TOOLS, package
from tests.factories.people import make_person
from tests.factories.progress import NOON
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", range(5))
def test_either_the_content_is_stored_or_the_library_removed(time):
    by = installer()
    alone = package_in(package(main=CHOICE, libraries=[TOOLS]))
    [tools] = install(libraries=alone.libraries, by=by, at=NOON).values()
    # The package has its own library, and trusts that the other one is installed.
    sent = package_in(package(main=CHOICE, libraries=[CHOICE]))
    results = at_once(
        lambda: storing.keep(package=sent, by=by, at=NOON), lambda: remove(library=tools, by=by)
    )
    errors = [result for result in results if isinstance(result, Exception)]
    assert [type(error) for error in errors] in ([storing.LibraryMissing], [InUse])
    assert H5PVersion.objects.exists() == Library.objects.filter(pk=tools.pk).exists()


def test_of_several_who_remove_a_library_one_does():
    by = make_person(username="chief", is_superuser=True)
    alone = package_in(package(main=CHOICE, libraries=[TOOLS]))
    [tools] = install(libraries=alone.libraries, by=by, at=NOON).values()
    results = at_once(lambda: remove(library=tools, by=by))
    assert sorted(type(result).__name__ for result in results) == ["DoesNotExist"] * 3 + ["NoneType"]
