"""The statements that the LMS makes itself: launched, abandoned, waived, satisfied (cmi5, 9.3).

They follow the profile of cmi5, not that of the platform: category, grouping and extensions are exactly those that it
names, and the actor is the one of the launch, letter for letter.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from assessments.packages.cmi5 import naming, vocabulary
from assessments.packages.models import AssignableUnit, Launch, PackageRegistration
from assessments.packages.structure import Block
from assessments.xapi.reading import read_json
from assessments.xapi.validation import language_tag
from assessments.xapi.vocabulary import VERSION, Verb

_DEFAULT_TYPE = "http://adlnet.gov/expapi/activities/lesson"


def launched(*, session: Launch, address: str, at: datetime) -> dict:
    """Return `launched`; `address` is that of the unit without the parameters of the launch (9.6.3.4)."""
    unit = session.unit
    told = {
        vocabulary.LAUNCH_MODE: session.mode,
        vocabulary.LAUNCH_URL: address,
        vocabulary.MOVE_ON: unit.move_on,
    }
    if unit.mastery_score is not None:
        told[vocabulary.MASTERY_SCORE] = float(unit.mastery_score)
    if unit.launch_parameters:
        told[vocabulary.LAUNCH_PARAMETERS] = unit.launch_parameters
    return _statement(
        registration=session.registration,
        verb=vocabulary.LAUNCHED,
        activity=_unit(unit),
        publisher_id=unit.publisher_id,
        session=session.key,
        at=at,
        extensions=told,
    )


def abandoned(*, session: Launch, lasted: timedelta, at: datetime) -> dict:
    """Return `abandoned` on behalf of the unit; `lasted` until its last statement (9.5.4.2)."""
    return _statement(
        registration=session.registration,
        verb=vocabulary.ABANDONED,
        activity=_unit(session.unit),
        publisher_id=session.unit.publisher_id,
        session=session.key,
        at=at,
        result={"duration": _duration(lasted)},
    )


def waived(
    *, registration: PackageRegistration, unit: AssignableUnit, reason: str, session: UUID, at: datetime
) -> dict:
    """Return `waived`; `session` is an id of its own, which no unit ever had (9.3.7)."""
    return _statement(
        registration=registration,
        verb=vocabulary.WAIVED,
        activity=_unit(unit),
        publisher_id=unit.publisher_id,
        session=session,
        at=at,
        result={"success": True, "completion": True, "extensions": {vocabulary.REASON: reason}},
        is_judging=True,
    )


def block_satisfied(*, registration: PackageRegistration, block: Block, session: UUID, at: datetime) -> dict:
    activity = {
        "id": naming.block_iri(registration.version, block),
        "definition": _definition(vocabulary.TYPE_BLOCK, block.titles),
    }
    return _satisfied(registration, activity, block.id, session, at)


def course_satisfied(*, registration: PackageRegistration, session: UUID, at: datetime) -> dict:
    version = registration.version
    activity = {
        "id": naming.course_iri(version),
        "definition": _definition(vocabulary.TYPE_COURSE, version.titles),
    }
    return _satisfied(registration, activity, version.publisher_id, session, at)


def _satisfied(
    registration: PackageRegistration, activity: dict, publisher_id: str, session: UUID, at: datetime
) -> dict:
    return _statement(
        registration=registration,
        verb=vocabulary.SATISFIED,
        activity=activity,
        publisher_id=publisher_id,
        session=session,
        at=at,
    )


def _statement(
    *,
    registration: PackageRegistration,
    verb: Verb,
    activity: dict,
    publisher_id: str,
    session: UUID,
    at: datetime,
    result: Mapping | None = None,
    extensions: Mapping | None = None,
    is_judging: bool = False,
) -> dict:
    categories = [vocabulary.CATEGORY, *([vocabulary.CATEGORY_MOVE_ON] if is_judging else [])]
    statement = {
        "id": str(uuid4()),
        "actor": read_json(registration.actor),
        "verb": {"id": verb.iri, "display": {"en": verb.display}},
        "object": {"objectType": "Activity", **activity},
        "context": {
            "registration": str(registration.key),
            "contextActivities": {
                "category": [{"id": one} for one in categories],
                "grouping": [{"id": publisher_id}],
            },
            "extensions": {vocabulary.SESSION_ID: str(session), **(extensions or {})},
        },
        "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "version": VERSION,
    }
    return statement | {"result": dict(result)} if result else statement


def _unit(unit: AssignableUnit) -> dict:
    kind = unit.activity_type or _DEFAULT_TYPE
    return {"id": naming.unit_iri(unit), "definition": _definition(kind, unit.titles)}


def _definition(kind: str, titles: Mapping[str, str]) -> dict:
    # What names no language is of an undetermined one (ISO 639-2).
    names = {tag or "und": text for tag, text in titles.items() if text}
    known = {tag: text for tag, text in names.items() if not language_tag(tag)}
    return {"type": kind, "name": known} if known else {"type": kind}


def _duration(lasted: timedelta) -> str:
    # A clock set back must not make it negative.
    return f"PT{max(0.0, lasted.total_seconds()):.2f}S"
