"""Badges of certificates, and the Node script that verifies them with code that is not ours."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from certificates.badges.addresses import did_of, status_address
from certificates.badges.issuing_badges import Badge, badge_for
from certificates.badges.status import free_place
from certificates.models import Certificate
from certificates.rendering.facts import ResultLine
from certificates.signing.creating import ready_keys
from tests.factories.certificates import make_certificate
from tests.factories.printed import make_printed_facts

ROOT = Path(__file__).resolve().parents[2]
# The verifiers look at the real clock: a badge is a month old, and its term ends in some years.
AT = timezone.now().replace(microsecond=250_000) - timedelta(days=30)
TERM_ENDS = AT.date() + timedelta(days=1000)
RESULTS = (
    ResultLine("attendance", "92"),
    ResultLine("observed", "3.25", "Non-refoulement"),
    ResultLine("assessment_language", "fa-af"),
)


def make_listed(enrolment, *, at=AT, **fields) -> Certificate:
    """Return a certificate (its row alone) that has its bit in a status list of its academy."""
    number, index = free_place(enrolment.cohort.academy)
    places = {"status_list": number, "status_index": index, "valid_until": TERM_ENDS}
    return make_certificate(enrolment=enrolment, at=at, **(places | fields))


def badge_of(certificate: Certificate, *, at=AT, **facts) -> Badge:
    """Return the badge of a certificate that says what `facts` change of the printed ones of the factory."""
    printed = make_printed_facts(**{"code": certificate.code, "results": RESULTS} | facts)
    return badge_for(certificate, printed, ready_keys(academy=certificate.academy, at=at), at=at)


def published(client, academy) -> dict[str, dict]:
    """Return {address: document} of what the academy publishes now, read through its addresses."""
    base = f"/academies/{academy.key}"
    documents = {did_of(academy.key): client.get(f"{base}/did.json").json()}
    numbers = set(
        Certificate.objects.filter(academy=academy, status_list__isnull=False).values_list(
            "status_list", flat=True
        )
    )
    for number in numbers:
        address = status_address(academy.key, number)
        documents[address] = client.get(address.removeprefix(settings.PANAH_BASE_URL)).json()
    return documents


def verify(badges: dict[str, dict], documents: dict[str, dict]) -> dict[str, dict]:
    """Return what tests/js/badge-verifier.js finds; see there."""
    done = subprocess.run(
        ["sh", "tooling/with_node.sh", "node", "tests/js/badge-verifier.js"],
        cwd=ROOT,
        input=json.dumps({"badges": badges, "documents": documents}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
