"""manage.py lrs_sweep takes away files of packages that nothing points at, and uploads that were left alone."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from assessments.models import Library, LibraryFile, Upload
from assessments.uploads import assets
from assessments.uploads.taking import sweeping
from assessments.uploads.taking.checking import check
from assessments.uploads.taking.storing import store
from assessments.uploads.taking.waiting import arriving, path_of
from tests.factories.zips import zipped

pytestmark = pytest.mark.django_db

TWO_DAYS = timedelta(days=2)


def age(path) -> None:
    moment = (timezone.now() - TWO_DAYS).timestamp()
    os.utime(path, (moment, moment))


@pytest.fixture
def old(folders):
    def act(content: bytes) -> str:
        kept = assets.keep_bytes(content)
        age(folders["assets"] / kept.digest[:2] / kept.digest)
        return kept.digest

    return act


def swept(*arguments) -> str:
    out = StringIO()
    call_command("lrs_sweep", *arguments, stdout=out)
    return " ".join(out.getvalue().split())


def test_files_that_a_row_points_at_stay_and_others_go_after_a_day(old, folders, lecturer):
    wanted, orphan, young = old(b"wanted"), old(b"orphan"), assets.keep_bytes(b"young").digest
    library = Library.objects.create(
        machine_name="H5P.A",
        major=1,
        minor=0,
        patch=0,
        title="A",
        metadata={},
        size=6,
        installed_at=timezone.now(),
    )
    LibraryFile.objects.create(
        library=library, path="a.js", digest=wanted, size=6, media_type="text/javascript"
    )
    assert "1 file of a package" in swept("--dry-run")
    assert "1 file of a package" in swept()
    there = {path.name for path in folders["assets"].glob("??/*")}
    assert there == {wanted, young}
    assert orphan not in there


def test_every_model_whose_rows_point_at_assets_is_asked():
    pointing = {
        model.__name__
        for model in apps.get_app_config("assessments").get_models()
        if {"digest", "media_type", "path"} <= {field.name for field in model._meta.fields}
    }
    assert pointing == set(sweeping.POINTING)


def test_uploads_that_were_left_alone_for_a_day_go_and_others_stay(
    plain, send, lecturer, django_capture_on_commit_callbacks
):
    long_ago = timezone.now() - TWO_DAYS
    stored = check(upload=send(zipped({"plain.json": b'{"a": 1}'}), at=long_ago), at=long_ago)
    store(upload=stored, by=lecturer, at=long_ago)
    left = send(zipped({"plain.json": b'{"b": 1}'}), at=long_ago)
    new = send(zipped({"plain.json": b'{"c": 1}'}))
    assert "1 upload" in swept("--dry-run")
    with django_capture_on_commit_callbacks(execute=True):
        assert swept().endswith(" 1 upload")
    assert set(Upload.objects.all()) == {stored, new}
    assert not path_of(left).exists()
    assert path_of(new).exists()


def test_files_that_arrived_by_halves_and_files_without_an_upload_go(plain, send, folders):
    waiting = path_of(send(zipped({"plain.json": b'{"a": 1}'})))
    half, stray = arriving() / "tmpabc", folders["uploads"] / "0d5c.upload"
    for path in (half, stray):
        path.write_bytes(b"x")
    swept()
    assert half.exists()
    for path in (waiting, half, stray):
        age(path)
    swept()
    assert [path.exists() for path in (waiting, half, stray)] == [True, False, False]
