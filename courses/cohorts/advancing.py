"""The acts that lead a cohort through its states: planned, open, closing. `transcripts.closing` closes it, for good."""

from django.db import transaction

from courses.cohorts.auditing import MOVED, note
from courses.cohorts.models import Cohort

State = Cohort.State
# Forward, and back once: a cohort that was being closed can be opened again.
STEPS = {State.PLANNED: (State.OPEN,), State.OPEN: (State.CLOSING,), State.CLOSING: (State.OPEN,)}


class NoSuchStep(Exception):
    """A cohort of its state cannot be brought into that one: `state` is where it stands."""

    def __init__(self, state: str):
        super().__init__(state)
        self.state = state


def steps_from(state: str) -> tuple[str, ...]:
    """Return the states that a cohort can be brought into by hand from a state."""
    return STEPS.get(State(state), ())


@transaction.atomic
def advance(*, cohort: Cohort, to: str, by) -> Cohort:
    """Bring the cohort into a state; one that is in it already is left alone. Raises NoSuchStep."""
    locked = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    if locked.state != to:
        if to not in steps_from(locked.state):
            raise NoSuchStep(locked.state)
        note(action=MOVED, cohort=locked, by=by, data={"from": locked.state, "to": str(to)})
        locked.state = to
        locked.save(update_fields=["state"])
    cohort.state = locked.state
    return cohort
