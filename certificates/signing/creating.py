"""Keys are made, changed for new ones, and brought along by an academy."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import transaction

from certificates.signing import auditing
from certificates.signing.authority import authority_certificate, paper_certificate
from certificates.signing.keys import NEEDED, AcademyKeys, KeyMissing, Purpose, academy_keys, authority_key
from certificates.signing.models import SigningKey
from certificates.signing.names import certificate_id, public_jwk
from certificates.signing.own import OwnCertificate
from certificates.signing.sealing import seal
from courses.academies.models import Academy

# How long a key signs.
TERM = timedelta(days=3 * 365 + 1)
AUTHORITY_TERM = timedelta(days=20 * 365 + 5)
# Readers of PDF find a file valid as long as the authority's certificate is: one with less left makes no more keys.
LONG_ENOUGH = timedelta(days=10 * 365)


class AlreadyThere(Exception):
    """This certificate has been brought before."""


@transaction.atomic
def ensure_keys(*, academy: Academy, at: datetime, by=None) -> list[SigningKey]:
    """Make the keys an academy lacks and return them; one that is there, be it expired, stays. Safe to repeat."""
    there = set(_locked(academy).signing_keys.current().values_list("purpose", flat=True))
    return _make(academy, [purpose for purpose in NEEDED if purpose not in there], at=at, by=by)


def ready_keys(*, academy: Academy, at: datetime, by=None) -> AcademyKeys:
    """Return the academy's keys; one that has none yet gets them. Raises KeyExpired, KeyUnreadable."""
    try:
        return academy_keys(academy, at=at)
    except KeyMissing:
        ensure_keys(academy=academy, at=at, by=by)
        return academy_keys(academy, at=at)


@transaction.atomic
def rotate(*, academy: Academy, at: datetime, purposes=None, by=None) -> list[SigningKey]:
    """Retire the current keys of these purposes and make new ones. A new authority makes a new key for PDFs, too.

    Without purposes: all that sign, but not a certificate that the academy brought along.
    """
    current = {key.purpose: key for key in _locked(academy).signing_keys.current()}
    own = Purpose.PAPER in current and current[Purpose.PAPER].is_own
    if purposes is None:
        wanted = {name for name in NEEDED if not (own and name == Purpose.PAPER)}
    else:
        wanted = set(purposes)
        if Purpose.AUTHORITY in wanted and not own:
            wanted.add(Purpose.PAPER)
    _retire([key for name, key in current.items() if name in wanted], at)
    return _make(academy, [name for name in Purpose if name in wanted], at=at, by=by)


@transaction.atomic
def bring_own(*, academy: Academy, own: OwnCertificate, at: datetime, by=None) -> SigningKey:
    """Let PDFs be signed with the academy's own certificate from now on. Raises AlreadyThere."""
    current = _locked(academy).signing_keys.current()
    if SigningKey.objects.filter(kid=certificate_id(own.certificate)).exists():
        raise AlreadyThere
    _retire(current.filter(purpose=Purpose.PAPER), at)
    key = _insert(
        academy,
        Purpose.PAPER,
        own.private,
        certificate=own.certificate,
        chain=own.chain,
        is_own=True,
        until=own.certificate.not_valid_after_utc,
        at=at,
        by=by,
    )
    auditing.note(action=auditing.BROUGHT, academy=academy, keys=[key], by=by)
    return key


def _locked(academy: Academy) -> Academy:
    """Return the academy, its row locked: two processes make one set of keys."""
    return Academy.objects.select_for_update(no_key=True).get(pk=academy.pk)


def _retire(keys, at: datetime) -> None:
    """Stamp the keys. Only their public halves are needed from now on, so the private ones go."""
    for key in keys:
        key.retired_at = at
        key.private_sealed = ""
        key.save(update_fields=["retired_at", "private_sealed"])


def _make(academy: Academy, purposes, *, at: datetime, by) -> list[SigningKey]:
    """Make the keys; before one for PDFs an authority, where there is none that lasts long enough."""
    purposes = list(purposes)
    if Purpose.PAPER in purposes and Purpose.AUTHORITY not in purposes:
        authority = academy.signing_keys.current().filter(purpose=Purpose.AUTHORITY)
        if not authority.filter(valid_until__gt=at + LONG_ENOUGH).exists():
            _retire(authority, at)
            purposes.insert(0, Purpose.AUTHORITY)
    made = [_MAKERS[purpose](academy, at=at, by=by) for purpose in purposes]
    if made:
        auditing.note(action=auditing.MADE, academy=academy, keys=made, by=by)
    return made


def _make_authority(academy: Academy, *, at: datetime, by) -> SigningKey:
    private, until = generate_private_key(SECP256R1()), at + AUTHORITY_TERM
    certificate = authority_certificate(private, academy=academy, since=at, until=until)
    return _insert(academy, Purpose.AUTHORITY, private, certificate=certificate, until=until, at=at, by=by)


def _make_paper(academy: Academy, *, at: datetime, by) -> SigningKey:
    authority = authority_key(academy)
    above = x509.load_pem_x509_certificate(authority.row.certificate_pem.encode())
    private = generate_private_key(SECP256R1())
    certificate = paper_certificate(
        private.public_key(),
        academy=academy,
        authority=above,
        by=authority.private,
        since=at,
        until=authority.row.valid_until,
        used_until=at + TERM,
    )
    return _insert(academy, Purpose.PAPER, private, certificate=certificate, chain=(above,), at=at, by=by)


def _make_eddsa(academy: Academy, **act) -> SigningKey:
    return _insert(academy, Purpose.EDDSA, Ed25519PrivateKey.generate(), **act)


def _make_es256(academy: Academy, **act) -> SigningKey:
    return _insert(academy, Purpose.ES256, generate_private_key(SECP256R1()), **act)


_MAKERS = {
    Purpose.AUTHORITY: _make_authority,
    Purpose.PAPER: _make_paper,
    Purpose.EDDSA: _make_eddsa,
    Purpose.ES256: _make_es256,
}


def _insert(
    academy: Academy,
    purpose: Purpose,
    private,
    *,
    at: datetime,
    by,
    certificate: x509.Certificate | None = None,
    chain: tuple[x509.Certificate, ...] = (),
    is_own: bool = False,
    until: datetime | None = None,
) -> SigningKey:
    jwk = public_jwk(private.public_key())
    kid = certificate_id(certificate) if certificate else jwk["kid"]
    return SigningKey.objects.create(
        academy=academy,
        purpose=purpose,
        kid=kid,
        public_jwk=jwk,
        private_sealed=seal(private, kid=kid, secret=settings.PANAH_KEYS_SECRET),
        certificate_pem=_pem(certificate) if certificate else "",
        chain_pem="".join(_pem(one) for one in chain),
        is_own=is_own,
        valid_from=at,
        valid_until=until or at + TERM,
        created_at=at,
        created_by=by,
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()
