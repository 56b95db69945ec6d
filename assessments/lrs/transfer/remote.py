"""Statements of another store, page by page along `more` (xAPI 1.0.3 part 3, 2.1.3 and 2.1.4)."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import urlencode, urljoin, urlsplit

import httpx
from django.conf import settings

from assessments.lrs.transfer.sources import BATCH, Batch, Item
from assessments.xapi import vocabulary
from assessments.xapi.reading import UnreadableJson, read_json

TRIES = 5
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)


class NoSource(Exception):
    """The other store cannot be read; the text says what it answered."""


def batches_of_store(
    endpoint: str, *, key: str, secret: str, version: str = "1.0.3", position: str = ""
) -> Iterator[Batch]:
    """Yield all statements of a store, oldest first, with the contents of their attachments.

    A store lists no voided statements (part 3, 2.1.3): they are asked for one by one, as statements that void them
    turn up. `endpoint` is the address before "/statements", or that address with a query of one's own; `position`
    the address of a page. Raises NoSource: no page after several tries, an address that secrets are not sent to.
    """
    address, number = position or _first_page(endpoint), 0
    _require_safe(address)
    with httpx.Client(
        auth=(key, secret), headers={"X-Experience-API-Version": version}, timeout=_TIMEOUT
    ) as http:
        while address:
            page = _Page.of(_get(http, address))
            following = _following(address, page.more)
            page = page.with_voided(http, _resource(endpoint))
            found = [Item(number + n, one) for n, one in enumerate(page.statements, start=1)]
            number += len(found)
            starts = range(0, len(found), BATCH)
            for start in starts:
                # Until the last batch of a page is in, an interrupted import reads the page again.
                is_last = start == starts[-1]
                yield Batch(found[start : start + BATCH], following if is_last else address, page.contents)
            address = following


def _first_page(endpoint: str) -> str:
    if urlsplit(endpoint).query:
        return endpoint
    # A page is in memory with the contents of all its attachments: no longer than one batch.
    base = endpoint.rstrip("/").removesuffix("/statements")
    return f"{base}/statements?{urlencode({'ascending': 'true', 'attachments': 'true', 'limit': BATCH})}"


def _require_safe(address: str) -> None:
    parts = urlsplit(address)
    is_plain = parts.scheme == "http" and parts.hostname in settings.PANAH_FORWARD_HTTP_HOSTS
    if not parts.hostname or (parts.scheme != "https" and not is_plain):
        raise NoSource(address)


def _following(address: str, more: object) -> str:
    """Return the next page's address, "" after the last; credentials do not go to another host (or scheme)."""
    if not more:
        return ""
    following = urljoin(address, str(more))
    if urlsplit(following)[:2] != urlsplit(address)[:2]:
        raise NoSource(following)
    return following


def _get(http: httpx.Client, address: str) -> httpx.Response:
    """Return the answer, 200 or 404. Raises NoSource."""
    failure = ""
    for number in range(TRIES):
        if number:
            time.sleep(min(30.0, 2.0**number))
        try:
            response = http.get(address)
        except httpx.HTTPError as error:
            failure = f"{type(error).__name__}: {error}"
            continue
        if response.status_code in (200, 404):
            return response
        failure = f"HTTP {response.status_code}: {response.text[:500]}"
        if response.status_code < 500 and response.status_code != 429:
            break
    raise NoSource(failure)


@dataclass(frozen=True)
class _Page:
    """What one answer holds: statements, the address of the next page, {sha2: (content type, bytes)}."""

    statements: list[object]
    more: object = None
    contents: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, response: httpx.Response) -> "_Page":
        """Read a page of statements. Raises NoSource if the answer is none."""
        if response.status_code != 200:
            raise NoSource(f"HTTP {response.status_code}: {response.text[:500]}")
        result, contents = _read(response)
        statements = result.get("statements") if isinstance(result, dict) else None
        if not isinstance(statements, list):
            raise NoSource(response.text[:500])
        return cls(statements, result.get("more"), contents)

    def with_voided(self, http: httpx.Client, resource: str) -> "_Page":
        """Return the page with each statement that one of its statements voids before that one."""
        statements, contents = [], dict(self.contents)
        for one in self.statements:
            if (target := _voided_by(one)) is not None:
                asked = urlencode({"voidedStatementId": target, "attachments": "true"})
                response = _get(http, f"{resource}?{asked}")
                # It may have gone, or voiding may have been refused there: then there is nothing to take.
                if response.status_code == 200:
                    voided, more_contents = _read(response)
                    statements.append(voided)
                    contents |= more_contents
            statements.append(one)
        return _Page(statements, self.more, contents)


def _resource(endpoint: str) -> str:
    """Return the address of the Statement Resource."""
    return urlsplit(_first_page(endpoint))._replace(query="").geturl()


def _voided_by(statement: object) -> str | None:
    """Return the id of the statement that this one voids, None if it voids none."""
    if not isinstance(statement, dict):
        return None
    verb, target = statement.get("verb"), statement.get("object")
    if not isinstance(verb, dict) or verb.get("id") != vocabulary.VOIDED.iri or not isinstance(target, dict):
        return None
    return str(target["id"]) if target.get("objectType") == "StatementRef" and "id" in target else None


def _read(response: httpx.Response) -> tuple[object, dict[str, tuple[str, bytes]]]:
    """Return the JSON of an answer, and the contents that came with it. Raises NoSource."""
    head = Message()
    head["Content-Type"] = response.headers.get("Content-Type", "")
    parts = [({}, response.content)]
    if head.get_content_type() == "multipart/mixed":
        parts = list(_parts(response.content, str(head.get_param("boundary", "")).encode()))
    try:
        result = read_json(parts[0][1]) if parts else None
    except UnreadableJson as error:
        raise NoSource(str(error)) from error
    contents = {
        header["X-Experience-API-Hash"].strip().lower(): (header.get("Content-Type", ""), content)
        for header, content in parts[1:]
        if header["X-Experience-API-Hash"]
    }
    return result, contents


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Message, bytes]]:
    """Yield (headers, content) of a multipart body (RFC 2046, 5.1.1); contents to the byte."""
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
        if part.startswith(b"--"):
            return
        head, _blank, content = part.lstrip(b" \t").partition(b"\r\n\r\n")
        yield BytesHeaderParser().parsebytes(head.removeprefix(b"\r\n")), content
