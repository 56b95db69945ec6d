"""A design as it stands -> the next version, which never changes: certificates are issued with versions only."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from certificates.designs.auditing import PUBLISHED
from certificates.designs.checking import Fault, faults_in
from certificates.designs.content import content_of
from certificates.designs.models import CertificateDesign, DesignVersion


class UnknownPlaceholder(Exception):
    """The texts have braces that are no placeholders: `faults` says which, where."""

    def __init__(self, faults: tuple[Fault, ...]):
        super().__init__(", ".join(f"{one.field} ({one.language}): {one.piece}" for one in faults))
        self.faults = faults


@transaction.atomic
def publish(*, design: CertificateDesign, by, at: datetime) -> DesignVersion:
    """Freeze the design as its next version and return it; where nothing changed since the last, return that one.

    `by` is None where a command acts. Raises UnknownPlaceholder.
    """
    locked = CertificateDesign.objects.whole().select_for_update(of=("self",)).get(pk=design.pk)
    content = checked(content_of(locked))
    last = locked.versions.first()
    if last is not None and last.content == content:
        return last
    version = DesignVersion.objects.create(
        design=locked,
        number=last.number + 1 if last else 1,
        content=content,
        made_at=at,
        made_by=by,
    )
    log(instance=locked, action=PUBLISHED, user=by, data={"version": version.number})
    return version


def checked(content: Mapping) -> Mapping:
    """Return the content. Raises UnknownPlaceholder."""
    if faults := tuple(faults_in(content)):
        raise UnknownPlaceholder(faults)
    return content
