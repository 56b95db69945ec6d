"""manage.py lrs_sweep: contents that nothing points at, and launches long over, go; nothing else does."""

import fcntl
import os
import re
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from assessments.lrs import blobs, sweeping
from assessments.lrs.clients.granting import grant_launch
from assessments.lrs.documents.addresses import Address, Resource
from assessments.lrs.documents.changing import delete_documents, put_document
from assessments.lrs.models import Attachment, LaunchToken
from assessments.lrs.statements.receiving import receive
from tests.factories.assessments import statement

pytestmark = pytest.mark.django_db

ADDRESS = Address(
    Resource.STATE, activity="https://example.org/a", agent="mbox mailto:a@example.org", name="bookmark"
)
TWO_DAYS = timedelta(days=2)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """A storage of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "records": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


def path_of(digest) -> Path:
    return Path(storages["records"].path(f"{digest[:2]}/{digest}"))


def age(path: Path, by: timedelta = TWO_DAYS) -> None:
    moment = (timezone.now() - by).timestamp()
    os.utime(path, (moment, moment))


def old_blob(content: bytes) -> str:
    digest = blobs.keep(content)
    age(path_of(digest))
    return digest


def are_there(*digests) -> list[bool]:
    return [path_of(digest).exists() for digest in digests]


def attach(content: bytes) -> str:
    """Store a statement with an attachment, as the importer does; return the digest."""
    (row,) = receive(statements=[statement()], client=LaunchToken(key="launch-x"))
    digest = blobs.keep(content)
    Attachment.objects.create(
        statement=row, sha2="0" * 64, content_type="text/plain", digest=digest, size=len(content)
    )
    return digest


def sweep(*arguments) -> str:
    out = StringIO()
    call_command("lrs_sweep", *arguments, stdout=out)
    return " ".join(out.getvalue().split())


def test_contents_of_documents_and_attachments_stay_and_orphans_go():
    document = put_document(address=ADDRESS, content=b"{}", content_type="application/json").digest
    attachment = attach(b"a certificate")
    age(path_of(document))
    age(path_of(attachment))
    orphan, young_orphan = old_blob(b"orphan"), blobs.keep(b"young")
    assert sweep().startswith("Removed: 1 content 0 expired launches")
    assert are_there(document, attachment, young_orphan, orphan) == [True, True, True, False]


def test_the_content_of_a_document_that_was_deleted_or_replaced_goes_after_a_day():
    first = put_document(address=ADDRESS, content=b"1", content_type="text/plain").digest
    second = put_document(address=ADDRESS, content=b"2", content_type="text/plain").digest
    age(path_of(first), by=timedelta(hours=23))
    assert sweep().startswith("Removed: 0 contents")
    age(path_of(first), by=timedelta(hours=25))
    assert sweep().startswith("Removed: 1 content")
    delete_documents(address=ADDRESS)
    age(path_of(second))
    sweep()
    assert are_there(first, second) == [False, False]


def test_a_content_that_two_rows_point_at_stays_while_one_of_them_does():
    document = put_document(address=ADDRESS, content=b"same", content_type="text/plain").digest
    assert attach(b"same") == document
    delete_documents(address=ADDRESS)
    age(path_of(document))
    sweep()
    assert are_there(document) == [True]


def test_what_a_power_cut_left_half_written_goes_too(folder):
    blobs.keep(b"whole")
    half = next(path for path in folder.iterdir()) / ".tmpabc"
    half.write_bytes(b"ha")
    age(half)
    assert sweep().startswith("Removed: 1 content")
    assert not half.exists()


def test_a_content_that_is_wanted_again_while_the_sweeper_looks_is_not_taken():
    orphan = old_blob(b"orphan")

    def asked(digests):
        # After the list was made and before anything is removed, somebody stores the same once more.
        blobs.keep(b"orphan")
        return []

    assert blobs.sweep(wanted=asked, before=timezone.now() - timedelta(days=1)) == 0
    assert are_there(orphan) == [True]


@contextmanager
def held(folder: Path, kind: int):
    """What another process does meanwhile: it holds the folder of a content."""
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, kind)
    yield
    os.close(handle)


def in_thread(act) -> Thread:
    thread = Thread(target=act)
    thread.start()
    thread.join(timeout=0.3)
    return thread


def test_the_sweeper_waits_for_who_is_just_wanting_a_content_again():
    orphan = old_blob(b"orphan")
    before = timezone.now() - timedelta(days=1)
    with held(path_of(orphan).parent, fcntl.LOCK_SH):
        sweeper = in_thread(lambda: blobs.sweep(wanted=lambda digests: [], before=before))
        assert sweeper.is_alive()
        path_of(orphan).touch()
    sweeper.join()
    assert are_there(orphan) == [True]


def test_who_wants_a_content_that_is_just_being_taken_away_stores_it_again():
    orphan = old_blob(b"orphan")
    with held(path_of(orphan).parent, fcntl.LOCK_EX):
        keeper = in_thread(lambda: blobs.keep(b"orphan"))
        assert keeper.is_alive()
        path_of(orphan).unlink()
    keeper.join()
    assert blobs.read(orphan) == b"orphan"


def test_launches_that_ended_more_than_thirty_days_ago_go():
    ends = {days: timezone.now() + timedelta(days=days) for days in (-31, -29, 1)}
    tokens = {
        days: grant_launch(actor={"mbox": "mailto:a@example.org"}, registration=uuid4(), expires_at=end)[0]
        for days, end in ends.items()
    }
    assert sweep().startswith("Removed: 0 contents 1 expired launch")
    assert set(LaunchToken.objects.all()) == {tokens[-29], tokens[1]}


def test_a_dry_run_says_what_would_go_and_leaves_it():
    orphans = [old_blob(b"one"), old_blob(b"two")]
    grant_launch(
        actor={"mbox": "mailto:a@example.org"},
        registration=uuid4(),
        expires_at=timezone.now() - timedelta(days=31),
    )
    told = sweep("--dry-run")
    assert told.startswith("Would be removed: 2 contents 1 expired launch")
    assert are_there(*orphans) == [True, True]
    assert LaunchToken.objects.count() == 1
    assert re.sub("Removed", "Would be removed", sweep()) == told
    assert are_there(*orphans) == [False, False]


def test_an_empty_store_has_nothing_to_sweep():
    assert sweep().startswith("Removed: 0 contents 0 expired launches")


def test_both_tables_are_asked_once_for_many_contents(django_assert_num_queries):
    for number in range(50):
        old_blob(str(number).encode())
    with django_assert_num_queries(3):
        assert sweeping.find_dust(at=timezone.now()).contents == 50
