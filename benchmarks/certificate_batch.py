"""The parts of benchmarks.certificates: `fill N` makes a closed cohort, `issue N` issues its certificates."""

import sys
from datetime import UTC, datetime

import django

django.setup()

# Django has to be set up before its models are imported.
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.spending import figure, spent  # noqa: E402
from certificates.designs.choosing import designs_for  # noqa: E402
from certificates.designs.loading import load_designs  # noqa: E402
from certificates.issuing.running import go_on, start  # noqa: E402
from certificates.models import Certificate, CertificateFile  # noqa: E402
from courses.models import Cohort, Transcript  # noqa: E402
from tests.factories.closed import make_people  # noqa: E402
from tests.factories.cohorts import make_cohort  # noqa: E402
from tests.factories.pages import make_course  # noqa: E402

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def fill(people: int) -> None:
    """Make a closed cohort in which everybody qualifies: rows, as closing writes them."""
    call_command("migrate", interactive=False, verbosity=0)
    load_designs(report=print, at=NOW)
    course = make_course(lessons=1)
    cohort = make_cohort(course_keys=[course.key], people=make_people(people), route=None)
    facts = {"attendance": {"minutes": 1150, "planned": 1200, "excused": 0}, "units": [{}]}
    Transcript.objects.bulk_create(
        Transcript(enrolment=one, passed=True, facts=facts, frozen_at=NOW) for one in cohort.enrolments.all()
    )
    cohort.state, cohort.closed_at = Cohort.State.CLOSED, NOW
    cohort.frozen_rule = {"code": "", "titles": {}, "content": {"requirements": [{"kind": "modules"}]}}
    cohort.save()


def issue(people: int) -> None:
    """Issue to everybody by one run, as the command does."""
    cohort = Cohort.objects.select_related("academy", "rule", "route").get()
    design = designs_for(cohort, "certificate")[0]
    begin = {"kind": "certificate", "version": design.versions.first(), "second_language": "en"}
    with spent(f"{people} certificates issued", people):
        run = start(cohort=cohort, by=None, at=timezone.now(), **begin)
        run = go_on(run=run, by=None)
    assert (run.done, run.is_running, run.trouble) == (people, False, None)
    numbers = [int(one.split("-")[3]) for one in Certificate.objects.values_list("number", flat=True)]
    assert sorted(numbers) == list(range(1, people + 1))
    figure("  size of a file", len(bytes(CertificateFile.objects.first().pdf)) / 1024, "KiB")


if __name__ == "__main__":
    {"fill": fill, "issue": issue}[sys.argv[1]](int(sys.argv[2]))
