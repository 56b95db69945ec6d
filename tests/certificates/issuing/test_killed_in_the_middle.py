"""kill -9 in the middle of an issue, and a disk that is full: gone on with, no gap, no double, all files whole."""

import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pikepdf import Pdf

from assessments.models import Statement
from assessments.xapi import vocabulary
from certificates.issuing.running import go_on, start
from certificates.issuing.troubles import told
from certificates.models import Certificate, CertificateFile, IssueRun, NumberSeries
from tests.factories.closed import make_closed_cohort, make_people
from tests.factories.pages import make_course

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]
PEOPLE = 12


@pytest.fixture
def cohort():
    return make_closed_cohort(make_course(lessons=1), make_people(PEOPLE))


@pytest.fixture
def command(cohort, tmp_path):
    """Return how the command is started, in a process of its own on the database of this test."""
    kept = connection.settings_dict
    env = {**os.environ, "PANAH_DATA": str(tmp_path), "PANAH_ENV": "development"}
    if connection.vendor == "sqlite":
        (tmp_path / "panah.sqlite3").symlink_to(Path(kept["NAME"]).resolve())
        env.pop("DATABASE_URL", None)
    else:
        given, _slash, _name = env["DATABASE_URL"].rpartition("/")
        env["DATABASE_URL"] = f"{given}/{kept['NAME']}"
    arguments = [sys.executable, "manage.py", "issue_certificates", "--cohort", str(cohort.pk)]
    return lambda: subprocess.Popen(arguments, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)


def wait_for(count: int, process) -> None:
    """Wait until so many certificates can be read from the database."""
    while Certificate.objects.count() < count:
        assert process.poll() is None, "the command ended before it had issued as many"
        time.sleep(0.01)


def assert_whole(count: int) -> None:
    numbers = sorted(int(one.split("-")[3]) for one in Certificate.objects.values_list("number", flat=True))
    assert numbers == list(range(1, count + 1))
    assert NumberSeries.objects.get().last == count
    assert Certificate.objects.values("holder").distinct().count() == count
    assert Statement.objects.filter(verb=vocabulary.EARNED.iri).count() == count
    files = list(CertificateFile.objects.all())
    assert len(files) == count
    for one in files:
        with Pdf.open(BytesIO(bytes(one.pdf))) as pdf:
            assert len(pdf.pages) == 1


def test_a_killed_command_goes_on_where_it_was(command):
    process = command()
    wait_for(3, process)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    left = Certificate.objects.count()
    assert 3 <= left < PEOPLE
    assert_whole(left)
    run = IssueRun.objects.get()
    assert (run.done, run.total, run.is_running) == (left, PEOPLE, True)

    again = command()
    said, _nothing = again.communicate()
    assert again.returncode == 0
    assert f"{PEOPLE} of {PEOPLE} issued" in said
    assert_whole(PEOPLE)
    run.refresh_from_db()
    assert (run.done, run.is_running) == (PEOPLE, False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite lets a connection limit its own file")
def test_a_full_disk_stops_the_issue_and_it_goes_on_when_there_is_room(cohort):
    begin = {"kind": "certificate", "version": None, "second_language": "en", "by": None}
    run = start(cohort=cohort, at=timezone.now(), **begin)
    go_on(run=run, by=None, seconds=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # nothing that is empty is left to be filled
        cursor.execute("PRAGMA page_count")
        # Room for a few more files of some fifty kilobytes, in pages of four.
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 60}")
        try:
            stopped = go_on(run=run, by=None)
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert 0 < stopped.done < PEOPLE
    assert "disk is full" in told(stopped.trouble)
    assert_whole(Certificate.objects.count())
    ended = go_on(run=run, by=None)
    assert (ended.done, ended.trouble, ended.is_running) == (PEOPLE, None, False)
    assert_whole(PEOPLE)
