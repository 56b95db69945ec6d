"""Talking to another record store over HTTP: timeouts on everything, no redirects, nothing of ours re-written."""

import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

import httpx

from assessments.lrs.forwarding import reasons
from assessments.lrs.forwarding.addresses import require_safe
from assessments.lrs.forwarding.models import Destination
from assessments.lrs.forwarding.sealing import unseal
from assessments.lrs.forwarding.sending.parcels import Parcel, body_of
from assessments.xapi.reading import UnreadableJson, read_json

TIMEOUT = httpx.Timeout(20.0, connect=10.0)
# Of an answer, that much is kept for people to read.
ANSWER_KEPT = 2000
# A statement that is looked at again; far more than one takes.
LONGEST_ANSWER = 32 * 1024 * 1024


class Unreachable(Exception):
    """No answer came: the network, a timeout, TLS. Whether the request arrived is not known."""


@dataclass(frozen=True)
class Answer:
    """What the other store said: HTTP status, the beginning of its text, its Retry-After header or None."""

    status: int
    text: str = ""
    retry_after: str | None = None


class RemoteStore:
    """A record store reached over HTTP; a context manager that holds its connections."""

    def __init__(self, destination: Destination, *, timeout: httpx.Timeout = TIMEOUT):
        """Raises addresses.UnsafeAddress, sealing.SecretUnreadable."""
        require_safe(destination.endpoint)
        self._base = destination.endpoint.rstrip("/")
        self._http = httpx.Client(
            auth=httpx.BasicAuth(destination.username, unseal(destination.secret)),
            headers={"X-Experience-API-Version": destination.version, "User-Agent": "Panah"},
            timeout=timeout,
            # A redirect could carry the credentials to somebody else.
            follow_redirects=False,
        )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._http.close()

    def post(self, parcels: Sequence[Parcel]) -> Answer:
        """Send statements in one request. Raises Unreachable."""
        content_type, body = body_of(parcels)
        answer, content = self._request("POST", "/statements", body, {"Content-Type": content_type})
        # A hotel's or a hospital's sign-in page says 200 to everything; a store names what it took (2.1.2).
        if 200 <= answer.status < 300 and not _names(content, parcels):
            raise Unreachable(reasons.NO_STORE)
        return answer

    def about(self) -> Answer:
        """Ask what the store is, with credentials: statements, and at most one of them. Raises Unreachable."""
        return self._request("GET", "/statements?limit=1")[0]

    def statement(self, statement_id: UUID) -> dict | None:
        """Return the statement under that id, voided or not; None if it cannot be read. Raises Unreachable."""
        for name in ("statementId", "voidedStatementId"):
            answer, body = self._request("GET", f"/statements?{name}={quote(str(statement_id))}")
            if answer.status == 200:
                try:
                    found = read_json(body)
                except UnreadableJson:
                    return None
                return found if isinstance(found, dict) else None
        return None

    def _request(
        self, method: str, path: str, body: bytes | None = None, headers: dict | None = None
    ) -> tuple[Answer, bytes]:
        try:
            with self._http.stream(method, f"{self._base}{path}", content=body, headers=headers) as response:
                content = _bounded(response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreachable(f"{_cause(error)}: {error}" if str(error) else _cause(error)) from error
        text = content[: ANSWER_KEPT * 4].decode("utf-8", "replace").replace("\x00", "")[:ANSWER_KEPT]
        return Answer(response.status_code, text, response.headers.get("Retry-After")), content


# What lies at the bottom of an error of the network, the first that fits.
_CAUSES = (
    (ssl.SSLError, reasons.NO_TRUST),
    (socket.gaierror, reasons.NO_HOST),
    (httpx.TimeoutException, reasons.TOO_LATE),
    (httpx.ConnectError, reasons.NO_CONNECTION),
)


def _cause(error: BaseException) -> str:
    chain = [error]
    while following := chain[-1].__cause__ or chain[-1].__context__:
        chain.append(following)
    found = (code for kind, code in _CAUSES if any(isinstance(one, kind) for one in chain))
    return next(found, reasons.BROKEN_OFF)


def _names(content: bytes, parcels: Sequence[Parcel]) -> bool:
    try:
        ids = read_json(content)
    except UnreadableJson:
        return False
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        return False
    return {str(one.statement_id) for one in parcels} <= {one.lower() for one in ids}


def _bounded(response: httpx.Response) -> bytes:
    found = bytearray()
    for piece in response.iter_bytes():
        found += piece
        if len(found) > LONGEST_ANSWER:
            break
    return bytes(found)
