"""Why something did not go out is told so that somebody knows what to do."""

import socket
import ssl

import httpx
import pytest

from assessments.lrs.forwarding import reasons
from assessments.lrs.forwarding.reasons import told, told_answer
from assessments.lrs.forwarding.sending import client
from assessments.lrs.forwarding.sending.client import RemoteStore, Unreachable
from tests.factories.forwarding import make_destination

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("HTTP 401: {\"message\": \"Who?\"}", "The store does not accept the user name and the secret: Who?"),
        ("HTTP 401", "The store does not accept the user name and the secret"),
        ("HTTP 500: <html><h1>Oops &amp; sorry</h1>\n</html>",
         "The store has a fault of its own (status 500): Oops & sorry"),
        ("HTTP 302: ", "The store answers with the status 302"),
        ("no-store", "Something answered that is not a record store"),
        ("fault: KeyError", "A fault on our side, told in the log of the server: KeyError"),
        ("something else: entirely", "something else: entirely"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_kept_is_told_in_words(kept, words):
    assert told(kept) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"error": {"message": "deep"}}', "deep"),
        ('{"error": true, "detail": "d"}', '{"error": true, "detail": "d"}'),
        ("[1]", "[1]"),
        ("  plain\nwords ", "plain words"),
        ("{broken", "{broken"),
        ("", ""),
    ],
)
def test_the_words_of_an_answer_are_found(text, said):
    assert (
        told_answer(409, text).removeprefix("The store holds another statement with this id").lstrip(": ")
        == said
    )


@pytest.mark.parametrize(
    ("error", "cause", "code"),
    [
        (httpx.ConnectError("x"), ConnectionRefusedError(), reasons.NO_CONNECTION),
        (httpx.ConnectError("x"), socket.gaierror(), reasons.NO_HOST),
        (httpx.ConnectError("x"), ssl.SSLCertVerificationError(), reasons.NO_TRUST),
        (httpx.ReadTimeout("x"), TimeoutError(), reasons.TOO_LATE),
        (httpx.RemoteProtocolError("x"), None, reasons.BROKEN_OFF),
    ],
)
def test_errors_of_the_network_are_told_apart(error, cause, code):
    error.__cause__ = httpx.HTTPError("between")
    error.__cause__.__context__ = cause
    assert client._cause(error) == code


def test_a_host_that_is_not_known_and_a_port_without_a_listener(settings):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["127.0.0.1", "no-such-host.invalid"]
    found = []
    for endpoint in ("http://127.0.0.1:9/xapi", "http://no-such-host.invalid/xapi"):
        with (
            RemoteStore(make_destination(endpoint, name=endpoint)) as store,
            pytest.raises(Unreachable) as error,
        ):
            store.about()
        found.append(str(error.value).partition(":")[0])
    assert found == [reasons.NO_CONNECTION, reasons.NO_HOST]
