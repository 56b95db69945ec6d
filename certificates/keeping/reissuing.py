"""The act of issuing a certificate anew, because a name on it was written wrongly or it was revoked by mistake."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from certificates.designs.models import DesignVersion
from certificates.keeping.auditing import note_reissued
from certificates.keeping.telling import REPLACED, tell
from certificates.keeping.wording import facts_in
from certificates.making.making import make
from certificates.making.orders import Order
from certificates.making.printing import fonts, printed
from certificates.register.models import Certificate
from certificates.register.numbering import CODE_LENGTH
from certificates.rendering.pdf import render_certificate

NO_NUMBER = "—"


class NotReissuable(Exception):
    """Why there can be no new one: `reason` is "name", "why", "replaced", "revoked" or "standing".

    `certificate` is the one that stands in the way, or the one asked about.
    """

    def __init__(self, reason: str, certificate: Certificate):
        super().__init__(f"{certificate.number}: {reason}")
        self.reason = reason
        self.certificate = certificate


@transaction.atomic
def reissue(
    *,
    certificate: Certificate,
    name_native: str,
    name_latin: str,
    reason: str,
    by,
    at: datetime,
    language: str = "",
    newest_design: bool = False,
    after_mistake: bool = False,
) -> Certificate:
    """Make a new certificate with these names in place of one that stands, and return it; the old one is revoked.

    Number, code and day of issue are new; transcript, subject, cycle, term and all other facts stay as they were, and
    so does the version of the design, unless the newest is asked for. It is no new achievement, so nothing is said to
    the record store (decision 0039). `after_mistake` takes one that was revoked and should not have been: its date and
    reason stay, and it is stamped as replaced. Raises NotReissuable, MissingGlyph, TextTooLong and what signing raises;
    then nothing has changed. The row is locked: of two at once the second is told that it was replaced.
    """
    old = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("academy", "holder", "transcript__enrolment__cohort__academy", "design_version")
        .get(pk=certificate.pk)
    )
    names = {"name_native": " ".join(name_native.split()), "name_latin": " ".join(name_latin.split())}
    _check(old, names, reason, after_mistake=after_mistake)
    if not old.is_revoked:
        # Before the new one is there: of person, subject and cycle only one may stand.
        old.revoked_at, old.revoked_by, old.revocation_reason = at, by, reason.strip()
        old.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])
    new = make(order=_order(old, names, language or old.language, newest_design), by=by, at=at)
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    note_reissued(old=old, new=new, reason=reason.strip(), by=by)
    tell(certificate=new, notice=REPLACED, facts={"old": old.number}, by=by, at=at)
    return new


def _check(old: Certificate, names: dict[str, str], reason: str, *, after_mistake: bool) -> None:
    if old.replaced_by_id:
        raise NotReissuable("replaced", old.replaced_by)
    if old.is_revoked and not after_mistake:
        raise NotReissuable("revoked", old)
    if not reason.strip():
        raise NotReissuable("why", old)
    if not all(names.values()):
        raise NotReissuable("name", old)
    if old.is_revoked and (other := _standing_beside(old)):
        raise NotReissuable("standing", other)


def _standing_beside(old: Certificate) -> Certificate | None:
    """Return what was issued since to the same person in the same matter, so that there would be two."""
    standing = Certificate.objects.standing()
    same = standing.filter(holder=old.holder_id, subject=old.subject, cycle=old.cycle)
    return (same | standing.filter(transcript=old.transcript_id)).first()


def _order(old: Certificate, names: dict[str, str], language: str, newest_design: bool) -> Order:
    cohort = old.transcript.enrolment.cohort
    return Order(
        kind=old.kind,
        academy=old.academy or cohort.academy,
        transcript=old.transcript,
        holder=old.holder,
        subject=old.subject,
        cycle=old.cycle,
        facts=facts_in(language, old) | names,
        language=language,
        version=newest_version(old) if newest_design else old.design_version,
        replaces=old,
    )


def draft_of(
    *, certificate: Certificate, name_native, name_latin, language, newest_design, at: datetime
) -> bytes:
    """Return the PDF as it would be issued, unsigned, without number and code. Raises MissingGlyph, TextTooLong."""
    names = {"name_native": name_native, "name_latin": name_latin}
    order = _order(certificate, names, language, newest_design)
    draft = Certificate(
        kind=order.kind,
        number=NO_NUMBER,
        code="0" * CODE_LENGTH,
        facts=order.facts,
        language=order.language,
        design_version=order.version,
        issued_on=timezone.localdate(at),
        valid_until=certificate.valid_until,
    )
    facts, design = printed(draft)
    return render_certificate(facts, fonts(), design)


def newest_version(certificate: Certificate) -> DesignVersion | None:
    """Return the newest version of the certificate's own design; None for one that was printed without a design."""
    version = certificate.design_version
    return version and DesignVersion.objects.filter(design=version.design_id).order_by("-number").first()
