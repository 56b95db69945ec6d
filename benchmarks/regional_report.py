"""`python -m benchmarks.regional_report`: the regional report over ten thousand learners in sixty cohorts.

A temporary site is filled with rows (tests.factories.region), then the page, the workbook and the paper are made, as
a superuser and as an observer sees them. Prints one line a figure: name, value, unit. `PEOPLE` can be given.
"""

import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from contextlib import contextmanager

PEOPLE, COHORTS, ACADEMIES, YEAR = 10_000, 60, 12, 2025


def figure(name: str, value: float, unit: str) -> None:
    print(f"{name:<46}{value:>10.1f} {unit}", flush=True)


def prepare(folder: str) -> None:
    """Make a site with the curriculum in the folder."""
    env = {**os.environ, "PANAH_DATA": folder}
    command = [sys.executable, "manage.py", "prepare"]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def measured(name: str):
    """Print what was done took: queries, milliseconds, and the most memory that Python held for it at a time."""
    # Django has to be set up before its modules are imported.
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as queries:
        begun = time.perf_counter()
        yield
        took = time.perf_counter() - begun
    figure(name, 1000 * took, "ms")
    figure("  queries", len(queries), "")
    figure("  of it in the database", 1000 * sum(float(one["time"]) for one in queries), "ms")


@contextmanager
def remembered(name: str):
    tracemalloc.start()
    yield
    figure(name, tracemalloc.get_traced_memory()[1] / 2**20, "MiB")
    tracemalloc.stop()


def report(people: int) -> None:
    from datetime import date  # noqa: PLC0415

    from django.utils import timezone, translation  # noqa: PLC0415

    from cms.accounts.models import User  # noqa: PLC0415
    from cms.reports.asking import ask  # noqa: PLC0415
    from cms.reports.exporting import export_report  # noqa: PLC0415
    from cms.reports.presenting import make_document  # noqa: PLC0415
    from tests.factories.people import make_person  # noqa: PLC0415
    from tests.factories.region import make_region  # noqa: PLC0415

    translation.activate("ru")
    begun = time.perf_counter()
    make_region(learners=people, cohorts=COHORTS, academies=ACADEMIES, year=YEAR)
    figure(f"{people} learners in {COHORTS} cohorts, written as rows", time.perf_counter() - begun, "s")
    chief = make_person(username="chief", is_superuser=True)
    observer = make_person(username="watcher", role="Observer")
    today, now = date(YEAR + 1, 6, 1), timezone.now()
    asked = {
        "superuser": ask(user=chief, data={"first": f"{YEAR}-01-01", "in": "ru"}, today=today),
        "observer": ask(
            user=User.objects.get(pk=observer.pk), data={"year": str(YEAR), "in": "ru"}, today=today
        ),
    }
    for who, one in asked.items():
        assert one.is_valid, one.form.errors
        make_document(one, at=now)  # what is remembered in the process is remembered now
        with measured(f"figures, charts and words, {who}"):
            document = make_document(one, at=now)
        assert document.figures
        with remembered("  memory, at most"):
            make_document(one, at=now)
    for format in ("xlsx", "pdf"):
        with measured(f"{format.upper()} of a superuser, with its row in the log"):
            content = export_report(asked=asked["superuser"], format=format, at=now)
        figure("  size", len(content) / 1024, "KiB")


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory(prefix="panah-report-") as folder:
        prepare(folder)
        os.environ["PANAH_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
        import django  # noqa: PLC0415

        django.setup()
        report(people)
    return 0


if __name__ == "__main__":
    sys.exit(main())
