"""A unit of a course is launched: cmi5, sections 8.1 and 10."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction

from assessments.lrs import store
from assessments.lrs.documents.addresses import Address, Resource
from assessments.lrs.documents.changing import put_document
from assessments.packages.cmi5 import abandoning, naming, preferring, satisfying, statements, vocabulary
from assessments.packages.cmi5.reading.addresses import is_whole
from assessments.packages.cmi5.sessions import session_of
from assessments.packages.models import AssignableUnit, Launch, PackageRegistration, UnitStanding
from assessments.uploads.giving import signing
from assessments.xapi import actors
from assessments.xapi.reading import read_json, write_json

# What tokens of the files of a version say they are for (uploads.giving.signing).
FILES = "cmi5"


class OtherVersion(ValueError):
    """The unit is none of the version that the registration is for."""


@dataclass(frozen=True)
class Launched:
    """Where the browser is to go; `own_window` says that no frame of ours may be around it (13.1.4).

    The address is a secret of the person: whoever opens it first is taken for them.
    """

    address: str
    own_window: bool
    session: Launch


def mode_for(*, registration: PackageRegistration, unit: AssignableUnit) -> str:
    """Return the mode of the next launch: what is satisfied is only looked at again."""
    met = UnitStanding.objects.filter(registration=registration, unit=unit).exclude(satisfied_at=None)
    return Launch.Mode.REVIEW if met.exists() else Launch.Mode.NORMAL


@transaction.atomic
def launch(
    *,
    registration: PackageRegistration,
    unit: AssignableUnit,
    mode: str,
    language: str,
    return_url: str,
    at: datetime,
    lesson_key: UUID | None = None,
) -> Launched:
    """Open a session and return its address; whatever session of the registration is open is abandoned (9.3.6).

    `mode` is one of Launch.Mode; `return_url` "" for none; `lesson_key` is where it is launched from. Raises
    OtherVersion.
    """
    if unit.version_id != registration.version_id:
        raise OtherVersion(unit.key)
    registration = satisfying.locked(registration.pk)
    abandoning.abandon_all(registration, at=at)
    token = secrets.token_urlsafe(32)
    session = Launch.objects.create(
        registration=registration,
        unit=unit,
        mode=mode,
        language=language,
        lesson_key=lesson_key,
        fetch_hash=hash_of(token),
        launched_at=at,
    )
    address = _address(unit, at=at)
    _write_launch_data(session, return_url)
    preferring.offer_language(actor=read_json(registration.actor), language=language)
    store.record(statements.launched(session=session, address=address, at=at))
    return Launched(
        address=_with_parameters(address, session, token),
        own_window=unit.launch_method == AssignableUnit.LaunchMethod.OWN_WINDOW,
        session=session,
    )


def hash_of(token: str) -> str:
    """Return what is kept of the token in the fetch URL: 256 random bits need no salt."""
    return sha256(token.encode()).hexdigest()


def _address(unit: AssignableUnit, *, at: datetime) -> str:
    """Return the address of a unit, fully qualified."""
    if is_whole(unit.url):
        return unit.url
    token = signing.sign(FILES, unit.version.key, at=at)
    return f"{settings.PANAH_BASE_URL}/assets/{token}/{unit.url}"


def _with_parameters(address: str, session: Launch, token: str) -> str:
    """Return the address with the five parameters after those that it has itself (8.1)."""
    told = {
        "endpoint": naming.endpoint(str(session.key)),
        "fetch": naming.fetch_address(token),
        "actor": session.registration.actor,
        "registration": str(session.registration.key),
        "activityId": naming.unit_iri(session.unit),
    }
    added = "&".join(f"{name}={quote(value, safe='')}" for name, value in told.items())
    parts = urlsplit(address)
    query = f"{parts.query}&{added}" if parts.query else added
    return urlunsplit(parts._replace(query=query))


def _write_launch_data(session: Launch, return_url: str) -> None:
    """Write LMS.LaunchData into the state of the unit (10.1)."""
    registration = session.registration
    address = Address(
        Resource.STATE,
        activity=naming.unit_iri(session.unit),
        agent=actors.identifier(read_json(registration.actor)),
        registration=str(registration.key),
        name=vocabulary.LAUNCH_DATA,
    )
    put_document(
        address=address,
        content=write_json(_launch_data(session, return_url)).encode(),
        content_type="application/json",
    )


def _launch_data(session: Launch, return_url: str) -> dict:
    unit = session.unit
    data = {
        "contextTemplate": session_of(session, None).template,
        "launchMode": session.mode,
        "moveOn": unit.move_on,
    }
    if unit.launch_parameters:
        data["launchParameters"] = unit.launch_parameters
    if unit.mastery_score is not None:
        data["masteryScore"] = float(unit.mastery_score)
    if return_url:
        data["returnURL"] = return_url
    if unit.entitlement_key:
        data["entitlementKey"] = {"courseStructure": unit.entitlement_key}
    return data
