from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.designs.choosing import designs_for
from certificates.issuing.candidates import AWARD, LETTER, NotClosed, NothingToCertify
from certificates.issuing.models import IssueRun
from certificates.issuing.running import NobodyWaits, go_on, leave_out, start
from certificates.issuing.troubles import is_of_one_person, told
from certificates.signing.keys import KeyTrouble
from courses.cohorts.models import Cohort

PORTION = 3.0


class Command(BaseCommand):
    help = (
        "Issue the certificates of a cohort to the end; a run that stopped is gone on with. Safe to repeat, and to "
        "kill: what is issued stays, without a gap in the numbers."
    )

    def add_arguments(self, parser):
        parser.add_argument("--cohort", type=int, required=True, help="its number in the address of its page")
        parser.add_argument(
            "--design", default="", help="key of the template; without it the one offered first"
        )
        parser.add_argument("--second-language", choices=["en", "ru"], default="en")
        parser.add_argument(
            "--letters", action="store_true", help="letters of attendance instead of certificates"
        )
        parser.add_argument(
            "--leave-out", action="store_true", help="leave out whose certificate cannot be printed"
        )

    def handle(self, *args, cohort, design, second_language, letters, leave_out, **options):
        found = Cohort.objects.select_related("academy", "rule", "route").filter(pk=cohort).first()
        if found is None:
            raise CommandError(f"There is no cohort {cohort}.")
        kind = LETTER if letters else AWARD
        try:
            run = start(
                cohort=found,
                kind=kind,
                version=_version(found, kind, design),
                second_language=second_language,
                by=None,
                at=timezone.now(),
            )
        except NobodyWaits:
            self.stdout.write("Nobody is waiting for one.")
        except NothingToCertify as error:
            raise CommandError("The cohort takes no course: choose one first.") from error
        except NotClosed as error:
            raise CommandError("Close the cohort first: who qualifies is settled then.") from error
        except KeyTrouble as error:
            raise CommandError(str(error)) from error
        else:
            self._issue(run, leaves_out=leave_out)

    def _issue(self, run: IssueRun, *, leaves_out: bool) -> None:
        while run.is_running:
            run = go_on(run=run, by=None, seconds=PORTION)
            self.stdout.write(f"{run.done} of {run.total} issued")
            if run.trouble is None:
                continue
            if not (leaves_out and is_of_one_person(run.trouble)):
                raise CommandError(f"Stopped at {run.done} of {run.total}. {told(run.trouble)}")
            self.stderr.write(f"Left out: {told(run.trouble)}")
            run = leave_out(run=run, enrolment_pk=run.trouble["enrolment"], by=None)


def _version(cohort: Cohort, kind: str, key: str):
    designs = designs_for(cohort, kind)
    if key:
        designs = [one for one in designs if str(one.key) == key]
        if not designs:
            raise CommandError(f"The cohort is offered no template with the key {key}.")
    return designs[0].versions.first() if designs else None
