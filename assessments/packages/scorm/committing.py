"""A browser commits the data model of a SCO: kept, judged, stated, in one transaction and once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from assessments.lrs import store
from assessments.packages.models import Launch, ScormState
from assessments.packages.scorm import satisfying, statements
from assessments.packages.scorm.changes import not_lowered
from assessments.packages.scorm.durations import seconds_of
from assessments.packages.scorm.elements import OutOfBounds, read_elements
from assessments.packages.scorm.launching import extra_of, hash_of
from assessments.packages.scorm.manifest import SCORM_12
from assessments.packages.scorm.outcomes import Outcome, outcome_of
from assessments.xapi.tracking import Tracking

logger = logging.getLogger(__name__)

BEGIN, COMMIT, END = "begin", "commit", "end"
KINDS = (BEGIN, COMMIT, END)
LONGEST_SESSION = timedelta(hours=24)
# How far ahead a number may be: commits can get lost on the way, but not this many.
_MOST_AHEAD = 10_000


class CommitRefused(Exception):
    """Nothing of the commit was taken."""


class NoSuchLaunch(CommitRefused):
    """The secret is that of no launch."""


class OpenedElsewhere(CommitRefused):
    """The unit was launched again since: this session is over, and overwrites nothing."""


class BadCommit(CommitRefused):
    """The commit cannot be; the text says what."""


@dataclass(frozen=True)
class Commit:
    """What a browser sent. `number` is the commit's place in the row of commits: one more than the one it follows.

    `is_part`: it holds only what one of several frames has set.
    """

    kind: str
    number: int
    cmi: Mapping[str, object]
    is_part: bool = False

    @classmethod
    def of(cls, data: object) -> "Commit":
        """Return a commit from JSON. Raises BadCommit."""
        if not isinstance(data, Mapping):
            raise BadCommit("no commit")
        kind, number, cmi = data.get("kind"), data.get("number"), data.get("cmi", {})
        if kind not in KINDS or not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise BadCommit("no commit")
        return cls(kind=kind, number=number, cmi=cmi, is_part=data.get("part") is True)


@dataclass(frozen=True)
class Taken:
    """What became of a commit: `commits` is how many there are now, `is_new` whether this call took it.

    `is_judged`: the session came to an end with something to write into the record of progress.
    """

    launch: Launch
    commits: int
    is_new: bool
    is_newly_satisfied: bool = False
    is_judged: bool = False


def launch_of(word: str) -> Launch:
    """Return the launch of a secret, with what belongs to it. Raises NoSuchLaunch."""
    rows = Launch.objects.select_related(
        "unit__version__package", "registration__version__package", "registration__user"
    )
    try:
        return rows.get(fetch_hash=hash_of(word), unit__version__package__standard__startswith="scorm")
    except Launch.DoesNotExist:
        raise NoSuchLaunch from None


@transaction.atomic
def commit(*, launch: Launch, sent: Commit, tracking: Tracking, at: datetime) -> Taken:
    """Keep a commit, unless a later one is kept; state what it changed. Raises OpenedElsewhere, BadCommit.

    The same commit sent again changes nothing. `tracking` is that of the lesson the package stands in.
    """
    registration = satisfying.locked(launch.registration_id)
    launch = Launch.objects.select_related("unit__version__package", "registration").get(pk=launch.pk)
    if launch.abandoned_at is not None or launch.mode != Launch.Mode.NORMAL:
        raise OpenedElsewhere(launch.key)
    state = ScormState.objects.get(registration=registration, unit=launch.unit)
    standard = registration.version.package.standard
    try:
        cmi = read_elements(standard, sent.cmi)
    except OutOfBounds as problem:
        logger.warning("SCORM commit of launch %s refused: %s", launch.key, problem)
        raise BadCommit(str(problem)) from problem
    session = _Session(launch, state, standard, tracking, at)
    session.begin()
    if sent.kind == BEGIN or sent.number <= state.commits:
        store.record(*session.told) if session.told else None
        return Taken(launch, state.commits, is_new=False)
    if sent.number > state.commits + _MOST_AHEAD:
        raise BadCommit("the number of the commit is too far ahead")
    session.keep(cmi, sent)
    return session.end(registration, sent)


class _Session:
    """One commit being taken: what changes, what is told."""

    def __init__(self, launch: Launch, state: ScormState, standard: str, tracking: Tracking, at: datetime):
        self.launch, self.state, self.standard = launch, state, standard
        self.tracking, self.at = tracking, at
        self.told: list = []
        self.before = dict(state.cmi)
        self.new: set[str] = set()
        self.outcome: Outcome | None = None

    def begin(self) -> None:
        """Stamp and state that the session has begun, once."""
        self.launch.last_heard_at = self.at
        if self.launch.initialized_at is None:
            self.launch.initialized_at = self.at
            is_resumed = bool(self.before)
            self.told.append(
                statements.begun(
                    launch=self.launch, is_resumed=is_resumed, tracking=self.tracking, at=self.at
                )
            )
        self.launch.save(update_fields=["last_heard_at", "initialized_at"])

    def keep(self, cmi: dict[str, str], sent: Commit) -> None:
        """Write the data model down."""
        held = (self.before | cmi) if sent.is_part else cmi
        held = not_lowered(self.standard, self.before, held)
        self.state.seconds = self._seconds(held)
        self.state.cmi, self.state.commits, self.state.saved_at = held, sent.number, self.at
        self.state.save(update_fields=["cmi", "commits", "seconds", "saved_at"])
        self._judge(held)

    def _seconds(self, cmi: Mapping[str, str]) -> int:
        """Return the whole time; a jump of more than a day is no session, and is cut."""
        name = "cmi.core.total_time" if self.standard == SCORM_12 else "cmi.total_time"
        told = seconds_of(cmi.get(name, ""))
        if told is None:
            return self.state.seconds
        most = self.state.seconds + int(LONGEST_SESSION.total_seconds())
        return max(self.state.seconds, min(int(told), most))

    def _judge(self, cmi: Mapping[str, str]) -> None:
        unit, launch = self.launch.unit, self.launch
        threshold = extra_of(unit).get("threshold")
        self.outcome = outcome_of(
            self.standard,
            cmi,
            mastery=unit.mastery_score,
            threshold=None if threshold is None else Decimal(threshold),
        )
        earlier = outcome_of(
            self.standard,
            self.before,
            mastery=unit.mastery_score,
            threshold=None if threshold is None else Decimal(threshold),
        )
        standing = satisfying.standing_of(launch.registration, unit)
        self.new = satisfying.judge_unit(standing, self.outcome, at=self.at)
        stamped = [name for name in ("completed_at", "passed_at", "failed_at") if name in self.new]
        # A unit failed before can fail once more in each session; passed and completed are said once.
        if self.outcome.success is False and launch.failed_at is None and earlier.success is not False:
            stamped = sorted({*stamped, "failed_at"})
        for name in stamped:
            setattr(launch, name, self.at)
        if stamped:
            launch.save(update_fields=stamped)
        self.told += statements.changed(
            launch=launch,
            before=self.before,
            after=cmi,
            earlier=earlier,
            outcome=self.outcome,
            reached=set(stamped),
            number=self.state.commits,
            tracking=self.tracking,
            at=self.at,
        )

    def end(self, registration, sent: Commit) -> Taken:
        """End the session where it says so, state all, and say what it means for the package."""
        is_end = sent.kind == END and self.launch.terminated_at is None
        if is_end:
            self.launch.terminated_at = self.at
            self.launch.save(update_fields=["terminated_at"])
            self.told.append(
                statements.ended(launch=self.launch, outcome=self.outcome, tracking=self.tracking, at=self.at)
            )
        is_satisfied = satisfying.judge_package(registration, at=self.at)
        if is_satisfied:
            self.told.append(
                statements.package_completed(
                    registration=registration,
                    launch=self.launch,
                    percent=satisfying.percent_of(registration),
                    passed=satisfying.has_passed(registration),
                    tracking=self.tracking,
                    at=self.at,
                )
            )
        if self.told:
            store.record(*self.told)
        judged = self.outcome.success is not None or self.outcome.score.is_there
        return Taken(self.launch, self.state.commits, True, is_satisfied, is_end and judged)
