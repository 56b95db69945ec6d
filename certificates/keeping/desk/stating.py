"""The state of a certificate as the academy reads it: in a word and a colour."""

from dataclasses import dataclass
from datetime import date

from certificates.keeping.desk.filters import EXPIRING, STATES
from certificates.keeping.reminding import TERMS
from certificates.register.models import EXPIRED, REPLACED, REVOKED, VALID, Certificate

# State -> class of static/css/admin.css that gives colour and sign.
_SIGNS = {
    VALID: "is-confirmed",
    EXPIRING: "is-check",
    EXPIRED: "is-check",
    REPLACED: "is-check",
    REVOKED: "is-open",
}


@dataclass(frozen=True)
class State:
    """`code` is one of desk.filters.STATES; `days` are left until the end, None where there is none ahead."""

    code: str
    days: int | None = None

    @property
    def word(self):
        return STATES[self.code]

    @property
    def sign(self) -> str:
        return _SIGNS[self.code]


def state_of(certificate: Certificate, today: date) -> State:
    """Return the state on a day; a certificate whose term ends soon is said to."""
    state = certificate.state_on(today)
    if state != VALID or certificate.valid_until is None:
        return State(state)
    days = (certificate.valid_until - today).days
    return State(EXPIRING if days <= max(TERMS) else VALID, days)
