"""Statements of another store, page by page along `more` (xAPI 1.0.3 part 3, 2.1.3 and 2.1.4)."""

import time
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import urlencode, urljoin, urlsplit

import httpx
from django.conf import settings

from assessments.lrs.transfer.sources import BATCH, Batch, Item
from assessments.xapi.reading import UnreadableJson, read_json

TRIES = 5
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)


class NoSource(Exception):
    """The other store cannot be read; the text says what it answered."""


def batches_of_store(
    endpoint: str, *, key: str, secret: str, version: str = "1.0.3", position: str = ""
) -> Iterator[Batch]:
    """Yield all statements of a store, oldest first, with the contents of their attachments.

    `endpoint` is the address before "/statements", or that address with a query of one's own; `position` the
    address of a page. Raises NoSource: no page after several tries, an address that secrets are not sent to.
    """
    address, number = position or _first_page(endpoint), 0
    _require_safe(address)
    with httpx.Client(
        auth=(key, secret), headers={"X-Experience-API-Version": version}, timeout=_TIMEOUT
    ) as http:
        while address:
            result, contents = _page(http, address)
            following = _following(address, result.get("more"))
            found = [Item(number + n, one) for n, one in enumerate(result["statements"], start=1)]
            number += len(found)
            starts = range(0, len(found), BATCH)
            for start in starts:
                # Until the last batch of a page is in, an interrupted import reads the page again.
                is_last = start == starts[-1]
                yield Batch(found[start : start + BATCH], following if is_last else address, contents)
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


def _page(http: httpx.Client, address: str) -> tuple[dict, dict[str, tuple[str, bytes]]]:
    failure = ""
    for number in range(TRIES):
        if number:
            time.sleep(min(30.0, 2.0**number))
        try:
            response = http.get(address)
        except httpx.HTTPError as error:
            failure = f"{type(error).__name__}: {error}"
            continue
        if response.status_code == 200:
            return _understood(response)
        failure = f"HTTP {response.status_code}: {response.text[:500]}"
        if response.status_code < 500 and response.status_code != 429:
            break
    raise NoSource(failure)


def _understood(response: httpx.Response) -> tuple[dict, dict[str, tuple[str, bytes]]]:
    head = Message()
    head["Content-Type"] = response.headers.get("Content-Type", "")
    parts = [({}, response.content)]
    if head.get_content_type() == "multipart/mixed":
        parts = list(_parts(response.content, str(head.get_param("boundary", "")).encode()))
    try:
        result = read_json(parts[0][1]) if parts else None
    except UnreadableJson as error:
        raise NoSource(str(error)) from error
    if not isinstance(result, dict) or not isinstance(result.get("statements"), list):
        raise NoSource(response.text[:500])
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
