"""What things are called by the LMS: activity ids are ours, never the publisher's (cmi5, 8.1.5 and 9.4)."""

from django.conf import settings

from assessments.packages.models import AssignableUnit, PackageVersion
from assessments.packages.structure import Block
from assessments.xapi.keys import child_key


def unit_iri(unit: AssignableUnit) -> str:
    return _iri("unit", unit.key)


def block_iri(version: PackageVersion, block: Block) -> str:
    return _iri("block", child_key(version.key, block.id))


def course_iri(version: PackageVersion) -> str:
    """Return the id of the course, the same for all registrations and versions."""
    return _iri("course", version.package.key)


def endpoint(session: str) -> str:
    """Return the address that a unit sends to: it knows the session, and no other credentials open it."""
    return f"{settings.PANAH_BASE_URL}/cmi5/{session}/xapi/"


def fetch_address(token: str) -> str:
    return f"{settings.PANAH_BASE_URL}/cmi5/fetch/{token}"


def _iri(kind: str, key: object) -> str:
    return f"{settings.PANAH_BASE_URL}/xapi/activities/cmi5-{kind}/{key}"
