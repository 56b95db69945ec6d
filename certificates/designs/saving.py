"""The acts on a design that is being edited. What is issued takes versions: see publishing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from certificates.designs.auditing import ARCHIVED, COPIED, RESTORED, UNARCHIVED
from certificates.designs.content import content_of, write_content
from certificates.designs.models import CertificateDesign, DesignImage, DesignVersion
from certificates.designs.publishing import checked, publish


class ChangedMeanwhile(Exception):
    """Somebody else saved the design after it was opened; `content` is what they left."""

    def __init__(self, content: dict):
        super().__init__("the design was saved by somebody else")
        self.content = content


@dataclass(frozen=True)
class Own:
    """What a design says of itself and no version keeps."""

    name: str
    kind: str
    rule_code: str


@transaction.atomic
def save_design(
    *, design: CertificateDesign, own: Own, content: Mapping, pictures: Iterable, seen: datetime | None, by
) -> CertificateDesign:
    """Write the draft and return it; `pictures` are new ones with `sha256`, `png`, `width` and `height`.

    `seen` is the design's `changed_at` when it was opened. Raises ChangedMeanwhile, UnknownPlaceholder.
    """
    locked = _locked(design)
    if seen != locked.changed_at:
        raise ChangedMeanwhile(content_of(locked))
    checked(content)
    for picture in pictures:
        _keep(picture)
    _take(locked, own)
    write_content(locked, content)
    log(instance=locked, action="wagtail.edit", user=by)
    return locked


@transaction.atomic
def save_and_publish(
    *,
    design: CertificateDesign,
    own: Own,
    content: Mapping,
    pictures: Iterable,
    seen: datetime | None,
    by,
    at: datetime,
) -> DesignVersion:
    """Write the draft and freeze just that as the next version. Raises what both do."""
    saved = save_design(design=design, own=own, content=content, pictures=pictures, seen=seen, by=by)
    return publish(design=saved, by=by, at=at)


@transaction.atomic
def create_design(*, own: Own, academy, like: CertificateDesign | None, by) -> CertificateDesign:
    """Make a draft, like another design where one is given, and return it. Without an academy it is the site's."""
    design = CertificateDesign(academy=academy, name=own.name, kind=own.kind, rule_code=own.rule_code)
    if like is None:
        design.save()
        log(instance=design, action="wagtail.create", user=by)
        return design
    write_content(design, content_of(like))
    log(instance=design, action=COPIED, user=by, data={"name": like.name})
    return design


@transaction.atomic
def restore_version(*, version: DesignVersion, by) -> CertificateDesign:
    """Take an earlier version up into the draft and return the design; it is printed again once it is published."""
    locked = _locked(version.design)
    write_content(locked, version.content)
    log(instance=locked, action=RESTORED, user=by, data={"version": version.number})
    return locked


@transaction.atomic
def archive(*, design: CertificateDesign, by, at: datetime) -> CertificateDesign:
    """Offer the design to no cohort any more; nothing issued changes. Done twice it stays as it was."""
    return _set_archived(design, at, ARCHIVED, by)


@transaction.atomic
def unarchive(*, design: CertificateDesign, by) -> CertificateDesign:
    """Offer the design again."""
    return _set_archived(design, None, UNARCHIVED, by)


def _set_archived(design: CertificateDesign, at: datetime | None, action: str, by) -> CertificateDesign:
    locked = _locked(design)
    if (locked.archived_at is None) != (at is None):
        locked.archived_at = at
        locked.save()
        log(instance=locked, action=action, user=by)
    return locked


def _locked(design: CertificateDesign) -> CertificateDesign:
    return CertificateDesign.objects.whole().select_for_update(of=("self",)).get(pk=design.pk)


def _take(design: CertificateDesign, own: Own) -> None:
    design.name, design.kind, design.rule_code = own.name, own.kind, own.rule_code


def _keep(picture) -> None:
    DesignImage.objects.get_or_create(
        sha256=picture.sha256,
        defaults={"png": picture.png, "width": picture.width, "height": picture.height},
    )
