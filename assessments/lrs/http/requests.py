"""A request to the record store as its resources see it, however it was sent (xAPI 1.0.3 part 3, 1 and 3.3)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import QueryDict
from django.http.request import HttpHeaders
from django.utils.datastructures import CaseInsensitiveMapping
from django.utils.http import parse_header_parameters

from assessments.lrs.statements.errors import BadQuery
from assessments.xapi.reading import read_json
from assessments.xapi.versions import V1, V2

VERSION_HEADER = "X-Experience-API-Version"
# 1.0.3 part 3, 3.3: any patch of 1.0 is understood, and "1.0" is 1.0.0; 2.0: 4.1.5 says the same of 2.0.
_VERSION = re.compile(r"([12]\.0)(?:\.\d{1,9})?", re.ASCII)
_SPOKEN = {"1.0": V1, "2.0": V2}
JSON = "application/json"
MULTIPART = "multipart/mixed"
FORM = "application/x-www-form-urlencoded"
# Those of any resource, the headers of an alternate request and its content are far fewer.
_MOST_FIELDS = 60
_MOST_DIGITS = 18


class TooLarge(Exception):
    """The body is larger than the store takes in at once: 413."""

    def __str__(self):
        return (
            f"A request may have {settings.PANAH_LRS_MOST_BYTES} bytes. Send the statements in smaller lots."
        )


@dataclass
class XapiRequest:
    """`method` and `headers` are those that count: an alternate request carries them in its form."""

    method: str
    parameters: QueryDict
    headers: Mapping[str, str]
    read: Callable[[], bytes]
    version: str = field(default="", init=False)

    @cached_property
    def body(self) -> bytes:
        """The body, read when it is first asked for. Raises TooLarge."""
        return self.read()

    @property
    def content_type(self) -> str:
        """The Content-Type header as it came, "" when there is none."""
        return self.headers.get("Content-Type", "")

    @property
    def media_type(self) -> str:
        """The type and subtype of the body, in small letters."""
        return self.content_type.partition(";")[0].strip().lower()

    def media_parameter(self, name: str) -> str:
        """Return a parameter of the Content-Type, "" when it is not there."""
        try:
            return parse_header_parameters(self.content_type)[1].get(name, "")
        except (LookupError, ValueError) as error:
            # A parameter may name its own encoding (RFC 2231), which may be none.
            raise BadQuery("Content-Type", "must be a media type and its parameters") from error

    def require_only(self, *names: str) -> None:
        """Raise BadQuery when there is a parameter of another name, or one twice (part 3, 3.2)."""
        for name, values in self.parameters.lists():
            if name not in names:
                raise BadQuery(name, "is not a parameter of this request")
            if len(values) > 1:
                raise BadQuery(name, "must stand only once")


def read_version(headers: Mapping[str, str]) -> str:
    """Return the version that is spoken, one of versions.VERSIONS. Raises BadQuery."""
    if match := _VERSION.fullmatch(headers.get(VERSION_HEADER, "")):
        return _SPOKEN[match[1]]
    raise BadQuery(VERSION_HEADER, f"must be 1.0.x or 2.0.x; this store speaks {V1} and {V2}")


def read_request(request) -> XapiRequest:
    """Return a request of Django's as the resources see it. Raises BadQuery, TooLarge."""
    # Not request.GET: a charset in the Content-Type would be taken for that of the address.
    query = request.META.get("QUERY_STRING", "").encode("latin-1")
    parameters = _fields(query, "query string")
    plain = XapiRequest(request.method, parameters, request.headers, lambda: _read(request))
    if request.method != "POST" or "method" not in parameters or plain.media_type != FORM:
        return plain
    return _alternate(plain)


def read_json_body(request: XapiRequest) -> object:
    """Return the value of a body in JSON. Raises UnreadableJson, BadQuery, TooLarge."""
    if request.media_parameter("charset").lower() not in ("", "utf-8", "utf8", "us-ascii"):
        raise BadQuery("Content-Type", "must not have a charset other than UTF-8")
    return read_json(request.body)


def _read(request) -> bytes:
    most = settings.PANAH_LRS_MOST_BYTES
    if not request.META.get("CONTENT_LENGTH") and "HTTP_TRANSFER_ENCODING" in request.META:
        return _read_chunks(request.META, most)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal()):
        raise BadQuery("Content-Length", "must be a whole number")
    if len(length) > _MOST_DIGITS or int(length) > most:
        raise TooLarge
    body = _read_stream(request, int(length))
    if len(body) < int(length):
        # The line was cut: half a document is none.
        raise BadQuery("Content-Length", "must be that of the body")
    return body


def _read_chunks(meta: Mapping[str, object], most: int) -> bytes:
    """Read a body that says itself where it ends: Django would take it for none at all."""
    if not meta.get("wsgi.input_terminated"):
        raise BadQuery("Content-Length", "is required")
    body = _read_stream(meta["wsgi.input"], most + 1)
    if len(body) > most:
        raise TooLarge
    return body


def _read_stream(stream, most: int) -> bytes:
    try:
        return stream.read(most)
    except OSError as error:
        raise BadQuery("body", "must be sent whole") from error


def _fields(text: bytes, where: str) -> QueryDict:
    """Return the fields of a query string or form. Raises BadQuery for what is not UTF-8: it has no one meaning."""
    try:
        pairs = parse_qsl(
            text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        requirement = f"must have at most {_MOST_FIELDS} fields, percent-encoded and in UTF-8"
        raise BadQuery(where, requirement) from error
    fields = QueryDict(mutable=True)
    for name, value in pairs:
        fields.appendlist(name, value)
    return fields


# Alternate request syntax (1.0.3 part 3, 1.3): 2.0 knows it no more.

_METHODS = frozenset({"GET", "HEAD", "PUT", "POST", "DELETE"})
_HEADERS = {
    name.lower(): name
    for name in (
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Authorization",
        "Content-Length",
        "Content-Transfer-Encoding",
        "Content-Type",
        "If-Match",
        "If-Modified-Since",
        "If-None-Match",
        "If-Unmodified-Since",
        VERSION_HEADER,
    )
}
_CONTENT = "content"


def _alternate(outer: XapiRequest) -> XapiRequest:
    outer.require_only("method")
    method = outer.parameters["method"]
    if method not in _METHODS:
        raise BadQuery("method", f"must be one of: {', '.join(sorted(_METHODS))}")
    form = _fields(outer.body, "body")
    headers, parameters = {}, QueryDict(mutable=True)
    for name, values in form.lists():
        if name.lower() in _HEADERS:
            headers[_HEADERS[name.lower()]] = values[-1]
        elif name != _CONTENT:
            parameters.setlist(name, values)
    if len(form.getlist(_CONTENT)) > 1:
        raise BadQuery(_CONTENT, "must stand only once")
    content = form.get(_CONTENT, "").encode()
    headers = CaseInsensitiveMapping({**_plain_headers(outer.headers), "Content-Type": JSON, **headers})
    if headers.get(VERSION_HEADER, "").startswith("2."):
        raise BadQuery("method", "is the alternate request syntax, which 2.0 has no more")
    return XapiRequest(method, parameters, headers, lambda: content)


def _plain_headers(headers: HttpHeaders) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() in _HEADERS}
