"""manage.py academy_keys: keys are made, changed, brought and listed on the command line."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from cryptography import x509
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from certificates.management.commands import academy_keys
from certificates.models import SigningKey
from certificates.signing.creating import ensure_keys
from courses.models import Academy
from tests.factories.academies import make_academy
from tests.factories.own_certificates import in_pkcs12, make_identity


def run(*arguments) -> str:
    out = StringIO()
    call_command("academy_keys", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def academy(db):
    academy = make_academy(code="KZ77")
    Academy.objects.exclude(pk=academy.pk).delete()
    return academy


@pytest.fixture
def own_file(tmp_path):
    now = timezone.now().replace(microsecond=0)
    path = tmp_path / "own.p12"
    path.write_bytes(in_pkcs12(make_identity("Border Academy", since=now), password="geheim"))
    return path


def test_keys_are_made_once(academy):
    assert run("create").count("Test academy: made a key for") == 4
    assert "nothing was made" in run("create", "--academy", "KZ77")


def test_keys_are_rotated_all_or_one(academy):
    ensure_keys(academy=academy, at=timezone.now())
    assert "badges, valid until" in run("rotate", "--purpose", "eddsa", "--academy", str(academy.pk))
    assert SigningKey.objects.exclude(retired_at=None).count() == 1
    assert run("rotate").count("made a key") == 3


def test_the_list_tells_state_and_term(academy):
    assert run("list") == "There are no keys yet.\n"
    now = timezone.now()
    ensure_keys(academy=academy, at=now)
    run("rotate", "--purpose", "es256")
    academy.signing_keys.filter(purpose="eddsa").update(valid_until=now - timedelta(days=1))
    rows = [re.split(r"  +", line) for line in run("list").splitlines()]
    assert rows[0] == ["Academy", "Purpose", "State", "Made", "Valid until", "Key id"]
    states = sorted((row[1], row[2].split(" on ")[0]) for row in rows[1:])
    assert states == [
        ("PDF files", "in use"),
        ("authority", "in use"),
        ("badges", "ended"),
        ("badges as JWT, QR codes", "in use"),
        ("badges as JWT, QR codes", "retired"),
    ]


def test_an_own_certificate_is_taken_from_its_file(academy, own_file, monkeypatch):
    monkeypatch.setenv(academy_keys.PASSWORD, "geheim")
    assert "Test academy signs PDF files with its own certificate now" in run("own", str(own_file))
    key = academy.signing_keys.get()
    assert key.is_own
    assert "(own certificate)" in run("list")
    with pytest.raises(CommandError, match="has been brought before"):
        run("own", str(own_file))


@pytest.mark.parametrize("password", [None, "wrong"])
def test_a_wrong_password_says_so_and_changes_nothing(academy, own_file, monkeypatch, password):
    monkeypatch.delenv(academy_keys.PASSWORD, raising=False)
    if password:
        monkeypatch.setenv(academy_keys.PASSWORD, password)
    with pytest.raises(CommandError, match="own.p12: .*password is missing or wrong"):
        run("own", str(own_file))
    assert not SigningKey.objects.exists()


def test_a_file_that_is_not_there_is_named(academy, tmp_path):
    with pytest.raises(CommandError, match="none.p12: No such file"):
        run("own", str(tmp_path / "none.p12"))


def test_a_file_too_large_to_be_a_certificate_is_not_read(academy, tmp_path):
    path = tmp_path / "film.p12"
    path.write_bytes(bytes(academy_keys.LARGEST + 1))
    with pytest.raises(CommandError, match="too large"):
        run("own", str(path))


def test_the_authority_is_printed_for_readers_of_pdf(academy):
    with pytest.raises(CommandError, match="has no authority"):
        run("authority")
    ensure_keys(academy=academy, at=timezone.now())
    old = academy.signing_keys.get(purpose="authority").certificate_pem
    run("rotate", "--purpose", "authority")
    found = x509.load_pem_x509_certificates(run("authority").encode())
    assert len(found) == 2
    assert found[1] == x509.load_pem_x509_certificate(old.encode())


def test_keys_under_a_lost_secret_are_told_of(academy, settings):
    ensure_keys(academy=academy, at=timezone.now())
    settings.PANAH_KEYS_SECRET = "another"
    with pytest.raises(CommandError, match="another PANAH_KEYS_SECRET.*--purpose authority"):
        run("rotate")
    assert academy.signing_keys.current().count() == 4


def test_with_several_academies_one_has_to_be_named(academy):
    other = make_academy(name="Other academy")
    with pytest.raises(CommandError, match=rf"Say which academy: .*{other.pk} \(Other academy\)"):
        run("create")
    with pytest.raises(CommandError, match="There is no academy “KZ99”"):
        run("create", "--academy", "KZ99")
