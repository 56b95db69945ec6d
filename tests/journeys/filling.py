"""Run in a site's own process (`python -m tests.journeys.filling`): acts on its record store, one after the other.

Each line of the standard input is an act with its arguments, as a JSON array; one line of JSON answers it. One process
for all of them: to start one takes longer than most acts.
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

# Models can be imported from here on.
from assessments.lrs import blobs  # noqa: E402
from assessments.lrs.clients.granting import grant_key  # noqa: E402
from assessments.lrs.clients.scopes import ALL  # noqa: E402
from assessments.lrs.forwarding.standing import standings  # noqa: E402
from assessments.lrs.forwarding.steering import send_now  # noqa: E402
from assessments.lrs.models import Attachment, Destination, Statement  # noqa: E402
from tests.factories.forwarding import make_destination, store_statements, store_with_attachment  # noqa: E402

SET_BY_STORE = ("stored", "authority", "version")


def fill(count: int) -> int:
    """Store that many statements in lots of ten, the last of each with an attachment of 10 to 20 KB."""
    for lot in range(count // 10):
        score = {"scaled": round(lot / 100, 4), "raw": 1e-7, "max": 12345678901234567890}
        store_statements(8, result={"duration": "P1Y2M", "score": score, "response": "ҷавоб \u2028 جواب"})
        store_statements(
            1, timestamp="2026-11-23T09:30:00.123456789+05:30", verb={"id": f"https://example.org/{lot}"}
        )
        store_with_attachment(bytes(range(256)) * (40 + lot) + b"\r\n--boundary\r")
    return Statement.objects.count()


def key() -> list[str]:
    """Make a key that may do everything; return its name for requests and its secret."""
    made, secret = grant_key(name="other site", scopes=[ALL])
    return [made.key, secret]


def destination(endpoint: str, username: str, secret: str) -> int:
    return make_destination(endpoint=endpoint, username=username, secret=secret, batch_size=5).pk


def settle(seconds: float) -> int | None:
    """Wait until nothing waits any more; return the number of parked statements, None when the time is over.

    Pauses after failures are ended, as the button in the admin does: the test need not wait them out.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for one in Destination.objects.exclude(next_try_at=None):
            send_now(destination=one)
        found = standings()
        if not any(one.waiting for one in found):
            return sum(one.parked for one in found)
        time.sleep(0.2)
    return None


def show() -> list[list]:
    """Return each statement, what it says, and the contents of its attachments."""
    contents = {}
    for one in Attachment.objects.order_by("sha2"):
        contents.setdefault(one.statement_id, []).append(
            [one.sha2, one.content_type, blobs.read(one.digest).hex()]
        )
    rows = []
    for row in Statement.objects.order_by("statement_id").iterator():
        said = {name: value for name, value in json.loads(row.raw).items() if name not in SET_BY_STORE}
        rows.append([str(row.statement_id), row.voided, said, contents.get(row.pk, [])])
    return rows


ACTS = {act.__name__: act for act in (fill, key, destination, settle, show)}

if __name__ == "__main__":
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(ACTS[name](*arguments)), flush=True)
