"""The required fields of Open Badges 3.0 (its tables in appendix B), checked by ajv against a schema of our own.

1EdTech's own JSON schema of AchievementCredential is not for us to copy, and no package of npm or PyPI carries it: its
validators fetch it (looked for in the packages for Open Badges, Verifiable Credentials and Blockcerts, late 2026).
Badges of the factory were held against it by hand, and nothing was found.
"""

import json
from copy import deepcopy

import pytest

from tests.factories.badges import badge_of, make_listed, verify
from tests.factories.cohorts import make_cohort

pytestmark = pytest.mark.django_db

TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "format": "date-time"}
ADDRESS = {"type": "string", "format": "uri"}


def typed(name):
    return {"type": "array", "contains": {"const": name}, "items": TEXT}


def thing(required, **properties):
    return {"type": "object", "required": required.split(), "properties": properties}


RESULT_DESCRIPTION = thing(
    "id type name resultType",
    id=ADDRESS,
    type=typed("ResultDescription"),
    name=TEXT,
    resultType={"enum": ["Percent", "Result", "RubricScore", "Status"]},
    valueMin=TEXT,
    valueMax=TEXT,
)
ACHIEVEMENT = thing(
    "id type criteria description name achievementType inLanguage",
    id=ADDRESS,
    type=typed("Achievement"),
    criteria=thing("narrative", narrative=TEXT),
    description=TEXT,
    name=TEXT,
    achievementType={"enum": ["Certificate", "CertificateOfCompletion"]},
    inLanguage={"type": "string", "pattern": "^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"},
    resultDescription={"type": "array", "items": RESULT_DESCRIPTION},
)
IDENTITY = thing(
    "type hashed identityHash identityType salt",
    type={"const": "IdentityObject"},
    hashed={"const": True},
    identityHash={"type": "string", "pattern": "^sha256\\$[0-9a-f]{64}$"},
    identityType={"const": "name"},
    salt={"type": "string", "minLength": 32},
) | {"additionalProperties": False}
SUBJECT = thing(
    "id type achievement identifier",
    id=ADDRESS,
    type=typed("AchievementSubject"),
    achievement=ACHIEVEMENT,
    identifier={"type": "array", "minItems": 1, "items": IDENTITY},
    licenseNumber=TEXT,
    activityStartDate=TIME,
    activityEndDate=TIME,
    result={
        "type": "array",
        "items": thing(
            "type resultDescription",
            type=typed("Result"),
            resultDescription=ADDRESS,
            status={"enum": ["Completed"]},
            value=TEXT,
        ),
    },
)
CREDENTIAL = {"$schema": "https://json-schema.org/draft/2019-09/schema"} | thing(
    "@context id type name issuer validFrom credentialSubject credentialStatus proof",
    **{
        "@context": {
            "const": [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ]
        },
        "id": ADDRESS,
        "type": {"allOf": [typed("VerifiableCredential"), typed("OpenBadgeCredential")]},
        "name": TEXT,
        "issuer": thing("id type name url", id=ADDRESS, type=typed("Profile"), name=TEXT, url=ADDRESS),
        "validFrom": TIME,
        "validUntil": TIME,
        "credentialSubject": SUBJECT,
        "credentialStatus": thing("id type", id=ADDRESS, type=TEXT),
        "proof": {
            "type": "array",
            "items": thing(
                "type cryptosuite created proofPurpose proofValue verificationMethod",
                type={"const": "DataIntegrityProof"},
                cryptosuite={"const": "eddsa-rdfc-2022"},
                created=TIME,
                proofPurpose={"const": "assertionMethod"},
                proofValue={"type": "string", "pattern": "^z"},
                verificationMethod=ADDRESS,
            ),
        },
    },
)
# What of a badge may not be left out.
PATHS = [
    "id",
    "issuer.id",
    "issuer.type",
    "validFrom",
    "credentialSubject.id",
    "credentialSubject.identifier",
    "credentialSubject.achievement.criteria",
    "credentialSubject.achievement.description",
    "credentialSubject.achievement.name",
    "credentialSubject.achievement.resultDescription.0.resultType",
    "credentialSubject.result.0.type",
    "credentialStatus.type",
    "proof.0.cryptosuite",
]


def _without(credential, path):
    copy = deepcopy(credential)
    *way, last = path.split(".")
    part = copy
    for name in way:
        part = part[int(name) if name.isdigit() else name]
    del part[last]
    return copy


@pytest.fixture
def certificate(trainee):
    return make_listed(make_cohort(people=[trainee]).enrolments.get())


def test_required_fields_are_there_and_what_is_missing_is_found(certificate):
    whole = json.loads(badge_of(certificate).text)
    # No end, no results, no second name, no dates beyond those that are always there.
    certificate.valid_until = None
    least = json.loads(badge_of(certificate, results=(), name_latin="").text)
    badges = {"whole": whole, "least": least} | {path: _without(whole, path) for path in PATHS}
    found = verify({name: {"schema": CREDENTIAL, "credential": one} for name, one in badges.items()}, {})
    assert (found.pop("whole")["form"], found.pop("least")["form"]) == ([], [])
    assert [path for path, answer in found.items() if not answer["form"]] == []
