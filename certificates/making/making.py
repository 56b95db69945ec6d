"""The one act that makes a certificate: number, code, facts, badge and file, within the caller's transaction."""

from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from certificates.badges.issuing_badges import NO_BADGE, badge_for
from certificates.badges.status import free_place
from certificates.making.orders import Order
from certificates.making.printing import fonts, printed, titles_of
from certificates.making.terms import last_day
from certificates.register.models import Certificate, CertificateFile
from certificates.register.numbering import new_code, next_number
from certificates.rendering.pdf import render_certificate
from certificates.signing.creating import ready_keys
from certificates.signing.paper import sign_pdf
from certificates.verification.pocket import statement_for


def make(*, order: Order, by, at: datetime) -> Certificate:
    """Insert the certificate with its file and return it. Call inside a transaction; nothing is left of a failure.

    Raises MissingGlyph and TextTooLong, naming the field, and KeyTrouble.
    """
    issued_on, keys = timezone.localdate(at), ready_keys(academy=order.academy, at=at, by=by)
    is_letter = order.kind == Certificate.Kind.ATTENDANCE
    # Locks the academy's numbers until the end of the transaction: places in its list are given under the same lock.
    number = next_number(academy=order.academy, year=issued_on.year)
    status_list, status_index = (None, None) if is_letter else free_place(order.academy)
    certificate = Certificate(
        kind=order.kind,
        number=number,
        code=new_code(),
        academy=order.academy,
        transcript=order.transcript,
        holder=order.holder,
        subject=order.subject,
        cycle=order.cycle,
        facts=order.facts,
        language=order.language,
        design_version=order.version,
        status_list=status_list,
        status_index=status_index,
        issued_on=issued_on,
        issued_at=at,
        issued_by=by,
        valid_until=order.replaces.valid_until if order.replaces else last_day(issued_on, order.version),
    )
    # What stands on the paper is what a stranger is told, in every language the template has a title in.
    certificate.facts = order.facts | {"title": titles_of(certificate)}
    certificate.save()
    facts, design = printed(certificate, statement=statement_for(certificate, keys))
    badge = NO_BADGE if is_letter else badge_for(certificate, facts, keys, at=at)
    pdf = sign_pdf(render_certificate(facts, fonts(), design, badge.attachment), keys, at=at)
    CertificateFile.objects.create(
        certificate=certificate,
        pdf=pdf,
        pdf_sha256=sha256(pdf).hexdigest(),
        badge=badge.text,
        badge_jwt=badge.jwt,
    )
    return certificate
