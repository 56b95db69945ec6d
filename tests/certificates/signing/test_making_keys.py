import pytest
from cryptography import x509
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from certificates.models import SigningKey
from certificates.signing.creating import LONG_ENOUGH, TERM, ensure_keys, ready_keys, rotate
from certificates.signing.keys import (
    KeyExpired,
    KeyMissing,
    KeyUnreadable,
    Purpose,
    academy_keys,
    authority_key,
)
from tests.factories.academies import make_academy


def certificate_of(key: SigningKey) -> x509.Certificate:
    return x509.load_pem_x509_certificate(key.certificate_pem.encode())


def current(academy, purpose) -> SigningKey:
    return academy.signing_keys.current().get(purpose=purpose)


def test_an_academy_gets_each_key_once(academy, noon):
    made = ensure_keys(academy=academy, at=noon)
    assert [key.purpose for key in made] == list(Purpose)
    assert ensure_keys(academy=academy, at=noon) == []


def test_the_database_holds_one_current_key_for_a_purpose(academy, keys):
    twin = SigningKey.objects.get(pk=keys.eddsa.row.pk)
    twin.pk, twin.kid = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_private_keys_are_those_of_the_public_halves(keys):
    assert certificate_of(keys.paper.row).public_key() == keys.paper.private.public_key()
    for key, kind in ((keys.eddsa, "Ed25519"), (keys.es256, "P-256")):
        assert key.row.public_jwk["crv"] == kind
        assert key.row.public_jwk["kid"] == key.kid


def test_no_private_key_stands_in_the_database_unsealed(keys):
    number = keys.es256.private.private_numbers().private_value
    sealed = SigningKey.objects.get(pk=keys.es256.row.pk).private_sealed
    assert sealed
    assert f"{number:x}" not in sealed
    assert "PRIVATE KEY" not in sealed


def test_the_authority_vouches_for_the_key_that_signs_pdfs(academy, keys):
    authority, paper = certificate_of(current(academy, Purpose.AUTHORITY)), certificate_of(keys.paper.row)
    paper.verify_directly_issued_by(authority)
    authority.verify_directly_issued_by(authority)
    assert keys.paper.row.chain_pem == current(academy, Purpose.AUTHORITY).certificate_pem

    def extension(certificate, kind):
        return certificate.extensions.get_extension_for_class(kind).value

    assert extension(authority, x509.BasicConstraints).ca is True
    assert extension(authority, x509.KeyUsage).key_cert_sign is True
    assert extension(paper, x509.BasicConstraints).ca is False
    usage = extension(paper, x509.KeyUsage)
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    above = extension(authority, x509.SubjectKeyIdentifier).digest
    assert extension(paper, x509.AuthorityKeyIdentifier).key_identifier == above


LONG = "Учебный центр пограничной службы имени героя, с очень длинным названием на кириллице"


@pytest.mark.parametrize(
    ("name", "english", "organization", "common"),
    [
        ("Пограничная академия", "Border Academy", "Пограничная академия", "Пограничная академия"),
        (LONG, "Border Training Centre", f"{LONG[:63]}…", "Border Training Centre"),
        (LONG, "", f"{LONG[:63]}…", "Учебный центр пограничной службы…"),
    ],
    ids=["fits", "long with an English one", "long"],
)
def test_the_certificate_names_academy_and_country(db, noon, name, english, organization, common):
    academy = make_academy(name=name, country="KG", name_english=english)
    names = {
        part.oid: part.value
        for part in certificate_of(ready_keys(academy=academy, at=noon).paper.row).subject
    }
    assert names[x509.NameOID.COUNTRY_NAME] == "KG"
    assert names[x509.NameOID.ORGANIZATION_NAME] == organization
    assert names[x509.NameOID.COMMON_NAME] == common


def test_a_key_signs_three_years_and_its_certificate_outlasts_it(academy, keys, noon):
    assert keys.paper.row.valid_until == noon + TERM
    assert certificate_of(keys.paper.row).not_valid_after_utc > noon + LONG_ENOUGH
    assert academy_keys(academy, at=noon + TERM * 0.999)
    with pytest.raises(KeyExpired):
        academy_keys(academy, at=noon + TERM)


def test_an_expired_key_is_named_with_academy_purpose_day_and_command(academy, keys, noon):
    academy.signing_keys.exclude(purpose=Purpose.ES256).update(valid_until=noon + TERM * 2)
    with pytest.raises(KeyExpired) as error:
        ready_keys(academy=academy, at=noon + TERM)
    assert (error.value.academy, error.value.purpose) == (academy, Purpose.ES256)
    assert str(error.value) == (
        "The key of Test academy for badges as JWT, QR codes ended on 01.04.2029. Make a new one with "
        f"“manage.py academy_keys rotate --academy {academy.pk} --purpose es256”."
    )
    assert academy.signing_keys.count() == 4


def test_a_missing_key_is_named(academy, noon):
    with pytest.raises(KeyMissing) as error:
        academy_keys(academy, at=noon)
    assert (error.value.academy, error.value.purpose) == (academy, Purpose.PAPER)
    assert "Test academy has no key for PDF files" in str(error.value)


def test_a_key_sealed_with_another_secret_is_unreadable(academy, keys, noon, settings):
    settings.PANAH_KEYS_SECRET = "of another site"
    with pytest.raises(KeyUnreadable) as error:
        academy_keys(academy, at=noon)
    assert (error.value.academy, error.value.purpose) == (academy, Purpose.PAPER)
    assert "PANAH_KEYS_SECRET" in str(error.value)


def test_a_sealed_key_cannot_stand_in_for_another(academy, keys, noon):
    stranger = ready_keys(academy=make_academy(name="Other academy"), at=noon)
    academy.signing_keys.filter(kid=keys.es256.kid).update(
        kid="put there", private_sealed=stranger.es256.row.private_sealed
    )
    with pytest.raises(KeyUnreadable):
        academy_keys(academy, at=noon)


def test_after_the_secret_was_lost_new_keys_can_be_made(academy, keys, noon, settings):
    settings.PANAH_KEYS_SECRET = "of another site"
    rotate(academy=academy, at=noon, purposes=list(Purpose))
    assert academy_keys(academy, at=noon).paper.kid != keys.paper.kid


def test_rotation_retires_the_old_key_and_forgets_its_private_half(academy, keys, noon):
    later = noon + TERM / 2
    made = rotate(academy=academy, at=later)
    assert {key.purpose for key in made} == {Purpose.PAPER, Purpose.EDDSA, Purpose.ES256}
    old = SigningKey.objects.get(pk=keys.paper.row.pk)
    assert (old.retired_at, old.private_sealed) == (later, "")
    assert old.certificate_pem == keys.paper.row.certificate_pem
    assert academy_keys(academy, at=later).paper.row in made


def test_one_purpose_is_rotated_alone(academy, keys, noon):
    rotate(academy=academy, at=noon, purposes=[Purpose.EDDSA])
    now = academy_keys(academy, at=noon)
    assert now.eddsa.kid != keys.eddsa.kid
    assert (now.paper.kid, now.es256.kid) == (keys.paper.kid, keys.es256.kid)


def test_a_new_authority_makes_a_new_key_for_pdfs(academy, keys, noon):
    rotate(academy=academy, at=noon, purposes=[Purpose.AUTHORITY])
    paper = academy_keys(academy, at=noon).paper
    assert paper.kid != keys.paper.kid
    certificate_of(paper.row).verify_directly_issued_by(certificate_of(authority_key(academy).row))


def test_an_authority_near_its_end_makes_no_more_keys(academy, keys, noon):
    old = current(academy, Purpose.AUTHORITY)
    late = old.valid_until - LONG_ENOUGH
    rotate(academy=academy, at=late - TERM, purposes=[Purpose.PAPER])
    assert current(academy, Purpose.AUTHORITY) == old
    rotate(academy=academy, at=late, purposes=[Purpose.PAPER])
    assert current(academy, Purpose.AUTHORITY) != old


def test_a_loaded_key_is_kept_and_costs_one_query(academy, keys, noon, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert academy_keys(academy, at=noon).paper is keys.paper


def test_making_keys_stands_in_the_log(academy, keys, noon, administrator):
    rotate(academy=academy, at=noon, purposes=[Purpose.PAPER], by=administrator)
    entry = ModelLogEntry.objects.for_instance(academy).latest("pk")
    assert entry.user == administrator
    assert entry.formatter.format_message(entry) == "Made signing keys: PDF files"
