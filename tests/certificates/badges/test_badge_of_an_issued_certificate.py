"""A certificate that is issued has its badge: kept with the PDF, inside of it, and for its holder to take along."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.making.making import make
from certificates.making.orders import Order
from certificates.models import Certificate
from tests.factories.badges import published, verify
from tests.factories.issued import ISSUED_AT, issue_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(trainee, manual_key):
    return issue_to(trainee, manual_key)


@pytest.fixture
def letter(certificate):
    certificate.transcript.certificates.update(revoked_at=ISSUED_AT)
    order = Order(
        kind=Certificate.Kind.ATTENDANCE,
        academy=certificate.academy,
        transcript=certificate.transcript,
        holder=certificate.holder,
        subject="attendance:1",
        cycle=1,
        facts=certificate.facts | {"hours_attended": "12"},
        language=certificate.language,
        version=None,
    )
    return make(order=order, by=None, at=ISSUED_AT)


def test_it_is_kept_and_in_the_pdf_and_genuine(certificate, client):
    file = certificate.file
    attached = PdfReader(BytesIO(bytes(file.pdf))).attachments
    assert [content.decode() for content in attached["open-badge.json"]] == [file.badge]
    keys = client.get(f"/academies/{certificate.academy.key}/jwks.json").json()
    badge = {"credential": json.loads(file.badge), "jwt": file.badge_jwt, "jwks": keys}
    answer = verify({"one": badge}, published(client, certificate.academy))["one"]
    assert (answer["verified"], answer["revoked"]) == (True, [False])
    assert answer["claims"]["jti"].endswith(f"/verify/{certificate.code}/")
    assert answer["claims"]["name"] == certificate.facts["title"]["ru"]


def test_a_letter_of_attendance_has_no_badge_and_no_place_in_a_list(letter, client):
    assert (letter.file.badge, letter.file.badge_jwt) == ("", "")
    assert (letter.status_list, letter.status_index) == (None, None)
    assert PdfReader(BytesIO(bytes(letter.file.pdf))).attachments == {}
    client.force_login(letter.holder)
    assert client.get(f"/certificates/{letter.code}.json").status_code == 404


def test_its_holder_takes_it_along_in_both_forms(certificate, client):
    client.force_login(certificate.holder)
    for ending, content in {"json": certificate.file.badge, "jwt": certificate.file.badge_jwt}.items():
        answer = client.get(f"/certificates/{certificate.code}.{ending}")
        assert answer.content.decode() == content
        assert answer["Cache-Control"] == "private, no-store"
        assert f'filename="{certificate.number}.{ending}"' in answer["Content-Disposition"]


def test_it_is_nobody_elses(certificate, client, other_trainee):
    for ending in ("json", "jwt"):
        address = f"/certificates/{certificate.code}.{ending}"
        client.logout()
        assert client.get(address).status_code == 302
        client.force_login(other_trainee)
        assert client.get(address).status_code == 404


def test_a_certificate_of_before_badges_has_none(certificate, client):
    certificate.file.delete()
    client.force_login(certificate.holder)
    assert client.get(f"/certificates/{certificate.code}.json").status_code == 404
