"""A request to the record store as its resources see it, however it was sent (xAPI 1.0.3 part 3, 1 and 3.3)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

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
        return parse_header_parameters(self.content_type)[0].strip().lower()

    def media_parameter(self, name: str) -> str:
        """Return a parameter of the Content-Type, "" when it is not there."""
        try:
            return parse_header_parameters(self.content_type)[1].get(name, "")
        except ValueError as error:
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
    plain = XapiRequest(request.method, request.GET, request.headers, lambda: _read(request))
    if request.method != "POST" or "method" not in request.GET or plain.media_type != FORM:
        return plain
    return _alternate(plain)


def read_json_body(request: XapiRequest) -> object:
    """Return the value of a body in JSON. Raises UnreadableJson, BadQuery, TooLarge."""
    if request.media_parameter("charset").lower() not in ("", "utf-8", "utf8", "us-ascii"):
        raise BadQuery("Content-Type", "must not have a charset other than UTF-8")
    return read_json(request.body)


def _read(request) -> bytes:
    most = settings.PANAH_LRS_MOST_BYTES
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdecimal() or int(length) > most:
        raise TooLarge
    body = request.read(most + 1)
    if len(body) > most:
        raise TooLarge
    return body


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
# Those of any resource, the headers above and the content are far fewer.
_MOST_FIELDS = 60


def _alternate(outer: XapiRequest) -> XapiRequest:
    outer.require_only("method")
    method = outer.parameters["method"]
    if method not in _METHODS:
        raise BadQuery("method", f"must be one of: {', '.join(sorted(_METHODS))}")
    form = _form(outer.body)
    headers, parameters = {}, QueryDict(mutable=True)
    for name, values in form.lists():
        if name.lower() in _HEADERS:
            headers[_HEADERS[name.lower()]] = values[-1]
        elif name != _CONTENT:
            parameters.setlist(name, values)
    if len(form.getlist(_CONTENT)) > 1:
        raise BadQuery(_CONTENT, "must stand only once")
    content = form.get(_CONTENT, "").encode("utf-8", "surrogatepass")
    headers = CaseInsensitiveMapping({**_plain_headers(outer.headers), "Content-Type": JSON, **headers})
    if headers.get(VERSION_HEADER, "").startswith("2."):
        raise BadQuery("method", "is the alternate request syntax, which 2.0 has no more")
    return XapiRequest(method, parameters, headers, lambda: content)


def _plain_headers(headers: HttpHeaders) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() in _HEADERS}


def _form(body: bytes) -> QueryDict:
    try:
        text = body.decode("ascii")
        return QueryDict(text, encoding="utf-8") if text.count("&") < _MOST_FIELDS else _refused_form()
    except ValueError as error:
        raise BadQuery("Content-Type", "must be that of the body: a form in percent-encoding") from error


def _refused_form():
    raise BadQuery(_CONTENT, f"must stand in a form of at most {_MOST_FIELDS} fields")
