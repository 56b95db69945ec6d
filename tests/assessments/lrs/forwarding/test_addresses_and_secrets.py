"""Secrets: sealed in the database, and sent only where it is safe."""

import pytest

from assessments.lrs.forwarding.addresses import UnsafeAddress, require_safe
from assessments.lrs.forwarding.sealing import SecretUnreadable, seal, unseal


def test_a_sealed_secret_does_not_show_it_and_opens_under_the_same_key(settings):
    sealed = seal("пароль")
    assert "пароль" not in sealed
    assert sealed != seal("пароль")
    assert unseal(sealed) == "пароль"
    settings.SECRET_KEY = "another"
    with pytest.raises(SecretUnreadable):
        unseal(sealed)


@pytest.mark.parametrize(
    "address", ["https://lrs.example.org/xapi", "https://10.0.0.5:8443/", "http://localhost:8001/xapi"]
)
def test_https_is_safe_and_so_is_a_host_that_is_named(settings, address):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["localhost"]
    require_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://lrs.example.org/xapi",
        "http://127.0.0.1/xapi",
        "ftp://localhost/",
        "file:///etc/passwd",
        "https://user:secret@lrs.example.org/",
        "https://lrs.example.org/?x=1",
        "https://lrs.example.org/#x",
        "https://",
        "https://[::1",
        "https://lrs.example.org:99999/",
        "lrs.example.org",
    ],
)
def test_other_addresses_get_no_secret(settings, address):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["localhost"]
    with pytest.raises(UnsafeAddress):
        require_safe(address)
