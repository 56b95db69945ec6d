"""What journeys of checking do behind the scenes; run by `manage.py shell` on the data of the site that serves."""

import json
from pathlib import Path

from django.utils import timezone

from assessments.xapi.keys import stable_key
from certificates.keeping.revoking import revoke
from certificates.making.printing import printed
from certificates.models import Certificate
from certificates.signing.keys import academy_keys
from certificates.verification.pocket import statement_for
from tests.factories.issued import issue_to
from tests.factories.people import make_person


def issue(name: str, folder: str) -> None:
    """Issue a certificate to somebody new, put its file into the folder, print what its square says and its code."""
    now = timezone.now()
    person = make_person(
        username=f"check-{name}", name_native="Әлібекова Айгүл", name_latin="ALIBEKOVA Aigul"
    )
    certificate = issue_to(person, stable_key("course", "manual"), at=now, title=f"Checking {name}")
    (Path(folder) / f"{name}.pdf").write_bytes(bytes(certificate.file.pdf))
    statement = statement_for(certificate, academy_keys(certificate.academy, at=now))
    facts, _design = printed(certificate, statement=statement)
    print(json.dumps({"square": facts.qr_text, "code": certificate.code}))  # noqa: T201


def take_back(code: str) -> None:
    """Revoke the certificate."""
    certificate = Certificate.objects.get(code=code)
    revoke(certificate=certificate, reason="The training was not attended", by=None, at=timezone.now())
