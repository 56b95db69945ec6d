"""A certificate as an OpenBadgeCredential (Open Badges 3.0), before it is signed."""

from datetime import date, datetime, time
from hashlib import sha256
from secrets import token_hex
from unicodedata import normalize
from uuid import UUID

from django.utils import timezone

from assessments.xapi.keys import child_key
from certificates.badges.addresses import certificate_address, did_of, profile_address, status_address
from certificates.badges.canonical import CREDENTIALS, OPEN_BADGES
from certificates.badges.proof import moment
from certificates.badges.wording import courses_in_words, criteria
from certificates.register.models import Certificate
from certificates.rendering.facts import CertificateFacts
from certificates.rendering.pdf import language_tag
from certificates.rendering.wording import amount, words

# What kind of result is which ResultType of the standard, and from where to where its values go.
RESULT_TYPES = {
    "hours": ("Result", None),
    "attendance": ("Percent", ("0", "100")),
    "observed": ("RubricScore", ("1", "4")),
    "assessment_language": ("Result", None),
}


def credential_of(certificate: Certificate, facts: CertificateFacts) -> dict:
    """Return the credential of a certificate that has its bit in a status list; `facts` is what the paper says.

    Whoever gets the badge has been given it by its holder, but does not keep it to himself: it goes through wallets,
    portals and search engines. So the name is not in it. It is there as salted hashes (IdentityObject): whoever is
    told the name can check it, as on the page where certificates are verified; who finds the badge learns no name.
    That the few names of a class can be tried is not hindered by this; plain names in thousands of files are. A paper
    with the plain name is what the holder shows. Nothing else points to the person: `credentialSubject.id` is new for
    each certificate, so that two badges of a person are not seen to be one person's, and of scenarios and errors there
    is nothing (curriculum.md 6.1). `id` holds the code, as the QR of the paper does: who has the badge, has that.
    """
    issued = certificate.academy.key
    credential = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": certificate_address(certificate.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.title,
        "issuer": {
            "id": did_of(issued),
            "type": ["Profile"],
            "name": facts.academy,
            "url": profile_address(issued),
        },
        "validFrom": moment(certificate.issued_at),
        "credentialSubject": _subject(certificate, facts),
        "credentialStatus": _status(certificate),
    }
    if certificate.valid_until:
        credential["validUntil"] = moment(_end_of(certificate.valid_until))
    return credential


def identity(name: str, salt: str) -> str:
    """Return the IdentityHash of a name as printed (Open Badges 3.0, appendix B.1.11): in NFC, then the salt."""
    return "sha256$" + sha256((normalize("NFC", name) + salt).encode()).hexdigest()


def _subject(certificate: Certificate, facts: CertificateFacts) -> dict:
    achievement = child_key(certificate.academy.key, f"achievement:{certificate.subject}")
    printed = words(facts)
    results = list(_results(achievement, facts, printed))
    return {
        "id": _urn(child_key(certificate.academy.key, f"holder of {certificate.code}")),
        "type": ["AchievementSubject"],
        "identifier": [
            _identity(name) for name in dict.fromkeys([facts.name_latin, facts.name_native]) if name
        ],
        "licenseNumber": certificate.number,
        "activityStartDate": _day(facts.starts_on),
        "activityEndDate": _day(facts.ends_on),
        "achievement": {
            "id": _urn(achievement),
            "type": ["Achievement"],
            "achievementType": _achievement_type(certificate.subject),
            "inLanguage": language_tag(facts.language),
            "name": facts.title,
            "description": printed["nature"].own,
            "criteria": {"narrative": criteria(facts)},
            "resultDescription": [description for description, _result in results],
        },
        "result": [result for _description, result in results],
    }


def _achievement_type(subject: str) -> str:
    """Return the standard's word: what a rule certifies is a certificate, courses alone a certificate of completion."""
    return "CertificateOfCompletion" if subject.startswith("course:") else "Certificate"


def _results(achievement: UUID, facts: CertificateFacts, printed: dict):
    """Yield (ResultDescription, Result) of each course, the hours, and what else the paper tells of results."""
    titles = courses_in_words(facts)
    for number, title in enumerate(titles, 1):
        key = _urn(child_key(achievement, f"course {number}"))
        described = {"id": key, "type": ["ResultDescription"], "name": title, "resultType": "Status"}
        yield described, {"type": ["Result"], "resultDescription": key, "status": "Completed"}
    told = [("hours", amount(facts.hours), "")] + [(one.kind, one.value, one.of) for one in facts.results]
    for kind, kept, of in told:
        value = language_tag(kept) if kind == "assessment_language" else str(kept)
        key = _urn(child_key(achievement, kind))
        result_type, span = RESULT_TYPES[kind]
        described = {
            "id": key,
            "type": ["ResultDescription"],
            "name": f"{printed[kind].own}: {of}" if of else printed[kind].own,
            "resultType": result_type,
        }
        if span:
            described |= {"valueMin": span[0], "valueMax": span[1]}
        yield described, {"type": ["Result"], "resultDescription": key, "value": value}


def _identity(name: str) -> dict:
    salt = token_hex(16)
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": identity(name, salt),
        "identityType": "name",
        "salt": salt,
    }


def _status(certificate: Certificate) -> dict:
    listed = status_address(certificate.academy.key, certificate.status_list)
    return {
        "id": f"{listed}#{certificate.status_index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(certificate.status_index),
        "statusListCredential": listed,
    }


def _end_of(day: date) -> datetime:
    """Return the last second of a day where the site is: the last day of the term is still valid."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_current_timezone())


def _day(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _urn(key: UUID) -> str:
    return f"urn:uuid:{key}"
