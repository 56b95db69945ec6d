"""How often and how soon a scenario may be tried: the policy of its newest version, and how somebody stands with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from assessments.attempts.models import Attempt
from assessments.scenarios.checks.value_checks import PRACTICE, policy_of
from assessments.scenarios.models import ScenarioVersion


class NoTriesLeft(Exception):
    """All tries are used."""


class CoolingDown(Exception):
    """The next try opens later: at `until`."""

    def __init__(self, until: datetime):
        super().__init__(until.isoformat())
        self.until = until


@dataclass(frozen=True)
class Standing:
    """How somebody stands with a scenario under a registration.

    `tries_left` is None where there is no limit, `opens_at` None where nothing has to be waited for. A try that is
    running can be gone on with whatever these say.
    """

    is_practice: bool
    is_running: bool
    tries_made: int
    tries_left: int | None
    opens_at: datetime | None

    @property
    def may_start(self) -> bool:
        return self.is_running or (self.tries_left != 0 and self.opens_at is None)

    def require_open(self) -> None:
        """Raise NoTriesLeft or CoolingDown where no try can be begun."""
        if self.tries_left == 0:
            raise NoTriesLeft
        if self.opens_at is not None:
            raise CoolingDown(self.opens_at)


def standing(*, version: ScenarioVersion, registration: UUID, at: datetime) -> Standing:
    """Return how somebody stands with a scenario whose newest version is `version`. One query."""
    return standing_after(attempts_at(version.scenario.key, registration), version, at)


def attempts_at(scenario_key: UUID, registration: UUID) -> list[Attempt]:
    """Return all attempts at a scenario under a registration, the first one first."""
    rows = Attempt.objects.filter(registration=registration, scenario_key=scenario_key)
    return list(rows.order_by("number"))


def standing_after(attempts: Sequence[Attempt], version: ScenarioVersion, at: datetime) -> Standing:
    """Return how somebody stands after these attempts, the first one first.

    Practice is unlimited. After a pass nothing has to be waited for.
    """
    policy = policy_of(version.structure)
    ended = [attempt for attempt in attempts if attempt.ended_at is not None]
    is_practice = policy["mode"] == PRACTICE
    tries = 0 if is_practice else policy["tries"]
    opens_at = None
    if ended and not is_practice and not ended[-1].passed:
        opens_at = ended[-1].ended_at + timedelta(minutes=policy["cooldown_minutes"])
    return Standing(
        is_practice=is_practice,
        is_running=len(ended) < len(attempts),
        tries_made=len(ended),
        tries_left=max(0, tries - len(ended)) if tries else None,
        opens_at=opens_at if opens_at is not None and opens_at > at else None,
    )
