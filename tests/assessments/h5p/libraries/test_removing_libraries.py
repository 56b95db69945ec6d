"""A library that nothing uses is removed; one in use never is, whoever else is at work in the same moment."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.h5p.desk.stock import history_of, library_lines, removed_lately
from assessments.h5p.libraries.installing import install
from assessments.h5p.libraries.removing import InUse, remove
from assessments.h5p.models import H5PVersion, Library, LibraryFile
from tests.factories.h5p import installer, make_version, package_in
from tests.factories.h5p_packages import CHOICE, NOTE, SERIES, TOOLS, library_files, package
from tests.factories.progress import NOON

pytestmark = pytest.mark.django_db


def install_alone(folder: str, **changes) -> Library:
    """Install one library without content; `changes` are made in its library.json."""
    sent = package_in(package(main=CHOICE, libraries=[folder], changes=library_files(folder, **changes)))
    [row] = install(libraries=sent.libraries, by=installer(), at=NOON).values()
    return row


def library(folder: str) -> Library:
    return Library.objects.get(machine_name=folder.rpartition("-")[0])


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_what_nothing_uses_is_removed_with_its_files(administrator):
    row = install_alone(TOOLS)
    remove(library=row, by=administrator)
    assert not Library.objects.exists()
    assert not LibraryFile.objects.exists()
    [event] = removed_lately()
    assert event.what == "Removed the library H5P.PanahTools 1.0.3, which nothing used"
    assert event.by == str(administrator)


@pytest.mark.parametrize("folder", [TOOLS, NOTE, CHOICE, SERIES])
def test_what_a_version_is_played_with_stays(administrator, folder):
    version = make_version(main=SERIES)
    # Also where only an earlier version has it.
    make_version(content=version.content, main=NOTE)
    with pytest.raises(InUse):
        remove(library=library(folder), by=administrator)
    assert Library.objects.count() == 4


def test_what_another_library_needs_stays(administrator):
    needed = install_alone(TOOLS)
    needing = install_alone(CHOICE)
    with pytest.raises(InUse):
        remove(library=needed, by=administrator)
    remove(library=needing, by=administrator)
    remove(library=needed, by=administrator)
    assert not Library.objects.exists()


def test_what_another_administrator_removed_is_gone(administrator):
    row = install_alone(TOOLS)
    client = client_of(administrator)
    address = reverse("h5p_library_remove", args=[row.pk])
    assert "is removed" in client.post(address, follow=True).content.decode()
    assert client.post(address).status_code in (302, 404)
    with pytest.raises(Library.DoesNotExist):
        remove(library=row, by=administrator)


def test_a_library_that_came_into_use_since_the_page_was_opened_stays(administrator):
    row = install_alone(TOOLS)
    client = client_of(administrator)
    page = reverse("h5p_library", args=[row.pk])
    assert "Remove this library" in client.get(page).content.decode()
    make_version(main=CHOICE)
    text = client.post(reverse("h5p_library_remove", args=[row.pk]), follow=True).content.decode()
    assert "it stays" in text
    assert Library.objects.filter(pk=row.pk).exists()


def test_lines_tell_who_uses_what(django_assert_num_queries):
    first = make_version(main=CHOICE)
    make_version(content=first.content, main=CHOICE)
    make_version(main=SERIES)
    with django_assert_num_queries(2):
        lines = {line.row.machine_name: line for line in library_lines()}
    choice = lines["H5P.PanahChoice"]
    assert (choice.versions, choice.contents) == (3, 2)
    assert [row.machine_name for row in lines["H5P.PanahTools"].dependents] == [
        "H5P.PanahChoice",
        "H5P.PanahNote",
        "H5P.PanahSeries",
    ]
    assert not lines["H5P.PanahSeries"].dependents


def test_the_page_of_a_library_tells_its_bytes_its_use_and_its_patches(lecturer):
    install_alone(TOOLS)
    row = install_alone(TOOLS, patchVersion=4)
    version = make_version(main=CHOICE, libraries=[CHOICE])
    text = client_of(lecturer).get(reverse("h5p_library", args=[row.pk])).content.decode()
    assert row.digest in text
    assert version.content.title in text
    assert "Remove this library" not in text
    assert [event.what for event in history_of(row)] == [
        "Upgraded the library from H5P.PanahTools 1.0.3 to H5P.PanahTools 1.0.4",
        "Installed the library H5P.PanahTools 1.0.3",
    ]


def test_an_empty_page_says_where_libraries_come_from(lecturer, administrator):
    address = reverse("h5p_libraries")
    assert "Ask an administrator" in client_of(lecturer).get(address).content.decode()
    assert reverse("uploads") in client_of(administrator).get(address).content.decode()
    assert not H5PVersion.objects.exists()
