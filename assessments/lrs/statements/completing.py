"""What a store adds to a statement: id, timestamp, stored, authority and version (xAPI 1.0.3 part 2, 2.2 and 2.4)."""

import re
from datetime import UTC, datetime
from uuid import uuid4

from assessments.xapi.shapes import parse_timestamp

_FRACTION = re.compile(r"\.\d+")
# What a statement without a version is taken for, by the version that the request spoke.
_FIRST_OF = {"1": "1.0.0", "2": "2.0.0"}


def completed(statement: dict, *, authority: dict, version: str) -> dict:
    """Return a valid statement with what the store sets, but for the times at which it is stored.

    One context activity alone is put into an array (2.4.6.2). Nothing else is changed.
    `version` is what the request spoke: from 2.0 on all timestamps are in UTC (IEEE 9274.1.1, 4.2.7).
    """
    complete = {
        **_with_arrays(statement),
        "id": statement.get("id") or str(uuid4()),
        "authority": authority,
        "version": statement.get("version") or _FIRST_OF[version[0]],
    }
    complete.pop("stored", None)
    return complete if version.startswith("1.") else _in_utc(complete)


def _with_arrays(statement: dict) -> dict:
    held = statement.get("context", {}).get("contextActivities")
    if held and any(isinstance(one, dict) for one in held.values()):
        held = {name: [one] if isinstance(one, dict) else one for name, one in held.items()}
        statement = {**statement, "context": {**statement["context"], "contextActivities": held}}
    target = statement["object"]
    if target.get("objectType") == "SubStatement" and (whole := _with_arrays(target)) is not target:
        statement = {**statement, "object": whole}
    return statement


def rfc3339(moment: datetime) -> str:
    """Return a moment as RFC 3339 text in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _in_utc(statement: dict) -> dict:
    if "timestamp" in statement:
        statement = {**statement, "timestamp": _utc_text(statement["timestamp"])}
    if statement["object"].get("objectType") == "SubStatement":
        statement = {**statement, "object": _in_utc(statement["object"])}
    return statement


def _utc_text(text: str) -> str:
    if text.endswith("Z"):
        return text
    # The fraction is carried over as text: it may be finer than a datetime holds.
    fraction = _FRACTION.search(text)
    whole = parse_timestamp(text).astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    return f"{whole}{fraction[0] if fraction else ''}Z"
