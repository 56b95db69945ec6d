"""Run in a site's own process (`python -m tests.journeys.filling ACT …`): fill its record store, or print it.

What is printed is one JSON line for each statement: what it says, and the contents of its attachments.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

# Models can be imported from here on.
from assessments.lrs import blobs  # noqa: E402
from assessments.lrs.forwarding.steering import send_now  # noqa: E402
from assessments.lrs.models import Attachment, Destination, Statement  # noqa: E402
from tests.factories.forwarding import make_destination, store_statements, store_with_attachment  # noqa: E402

SET_BY_STORE = ("stored", "authority", "version")


def fill(count: int) -> None:
    """Store that many statements in lots of ten, the last of each with an attachment of 10 to 20 KB."""
    for lot in range(count // 10):
        score = {"scaled": round(lot / 100, 4), "raw": 1e-7, "max": 12345678901234567890}
        store_statements(8, result={"duration": "P1Y2M", "score": score, "response": "ҷавоб \u2028 جواب"})
        store_statements(
            1, timestamp="2026-11-23T09:30:00.123456789+05:30", verb={"id": f"https://example.org/{lot}"}
        )
        store_with_attachment(bytes(range(256)) * (40 + lot) + b"\r\n--boundary\r")


def show() -> None:
    contents = {}
    for one in Attachment.objects.order_by("sha2"):
        contents.setdefault(one.statement_id, []).append(
            [one.sha2, one.content_type, blobs.read(one.digest).hex()]
        )
    for row in Statement.objects.order_by("statement_id").iterator():
        said = {name: value for name, value in json.loads(row.raw).items() if name not in SET_BY_STORE}
        print(json.dumps([str(row.statement_id), row.voided, said, contents.get(row.pk, [])], sort_keys=True))


if __name__ == "__main__":
    act, *rest = sys.argv[1:]
    if act == "fill":
        fill(int(rest[0]))
    elif act == "destination":
        make_destination(endpoint=rest[0], username=rest[1], secret=rest[2], batch_size=5)
    elif act == "hurry":
        for destination in Destination.objects.all():
            send_now(destination=destination)
    else:
        show()
