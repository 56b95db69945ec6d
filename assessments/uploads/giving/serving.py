"""Answers with uploaded bytes: never the site itself, whatever way they are opened (an origin of their own).

Each kind of token has a resolver, registered by the room it belongs to: `(key, path) -> Asset | None`. No cookie is
read, no session opened, no row written; the database is asked by the resolver alone.
"""

import gzip
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

import brotli
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt

from assessments.uploads.assets import open_asset, read_asset
from assessments.uploads.giving import signing
from assessments.uploads.giving.ranges import Unsatisfiable, range_of
from assessments.uploads.judging.media import DOWNLOAD, KNOWN, is_text

logger = logging.getLogger(__name__)

# Nothing runs: pictures, sounds, and what others load into themselves.
POLICY_ASSET = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; sandbox"
# A page of a course package: its scripts run in an opaque origin and reach this server alone, without cookies.
POLICY_DOCUMENT = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; object-src 'none'; base-uri 'self'; "
    "form-action 'none'; sandbox allow-scripts allow-forms allow-popups"
)
# In no frame of an opaque origin does a browser show these by itself.
_NEVER_SHOWN = frozenset({DOWNLOAD, "application/pdf"})
# What runs in, or changes, the page that asks for it: no page of the site ever does.
_RUNNING = frozenset(
    {"script", "style", "worker", "sharedworker", "serviceworker", "audioworklet", "paintworklet", "xslt"}
)
_DOCUMENTS = frozenset({"document", "iframe", "frame", "object", "embed"})
_CHUNK = 64 * 1024
# Texts up to this size are compressed; larger ones are read too seldom to hold them in memory.
_MOST_COMPRESSED = 4 * 1024**2
_MOST_TRANSFORMED = 16 * 1024**2
_TAKES_BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


@dataclass(frozen=True)
class Asset:
    """One file to be served.

    `transform` may change the body of a page that is shown in a window or a frame, which is read into memory then; what
    a script reads of it (a fragment) stays as it is.
    """

    digest: str
    size: int
    media_type: str
    policy: str = POLICY_ASSET
    transform: Callable[[bytes], bytes] | None = None


Resolver = Callable[[str, str], Asset | None]
_RESOLVERS: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    """Say who knows the files of the tokens of a kind."""
    _RESOLVERS[kind] = resolver


@csrf_exempt
def serve(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """Answer `/assets/<token>/<path>`."""
    if request.method == "OPTIONS":
        return _guarded(HttpResponse(status=204), POLICY_ASSET)
    if request.method not in ("GET", "HEAD"):
        return _told(405, "Files are read here: GET or HEAD.")
    if _is_run_by_the_site(request):
        return _told(403, "Pages of the site run nothing that was uploaded.")
    at = timezone.now()
    try:
        signed = signing.read(token, at=at)
    except signing.ExpiredToken:
        return _told(410, "This address has run out. Open the page it belongs to once more.")
    except signing.BadToken:
        return _told(403, "This address was not made by this site.")
    resolver = _RESOLVERS.get(signed.kind)
    asset = resolver(signed.key, unicodedata.normalize("NFC", path)) if resolver else None
    if asset is None:
        return _told(404, "There is no such file here.")
    return answer(request, asset, path=path, until=signed.until, at=at)


def _is_run_by_the_site(request: HttpRequest) -> bool:
    """Tell whether a page of the site's own origin asks for a script or the like.

    The policy of the site takes scripts from its own address, which these files share: markup that somebody smuggled
    into a page could load them. Frames of uploaded content have no origin; to the browser they are another site.
    """
    asked = request.headers.get("Sec-Fetch-Site"), request.headers.get("Sec-Fetch-Dest")
    return asked[0] in ("same-origin", "same-site") and asked[1] in _RUNNING


def answer(
    request: HttpRequest,
    asset: Asset,
    *,
    path: str,
    until: datetime | None = None,
    at: datetime | None = None,
) -> HttpResponseBase:
    """Return the answer to a request for an asset that was found; the browser may keep it `until` the token ends."""
    try:
        response = _answer(request, asset)
    except FileNotFoundError:
        logger.exception("The file %s of %s is not in the storage of assets", asset.digest, path)
        return _told(404, "This file has been lost on the server.")
    if asset.media_type in _NEVER_SHOWN or asset.media_type not in _SERVED:
        name = path.rpartition("/")[2]
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
    if asset.transform is not None:
        response.headers["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Sec-Fetch-Dest"])
    elif until is None or at is None:
        response.headers["Cache-Control"] = "private, no-cache"
    else:
        seconds = int((until - at).total_seconds())
        response.headers["Cache-Control"] = f"private, max-age={seconds}, immutable"
    return _guarded(response, asset.policy)


def asset_response(
    request: HttpRequest, *, digest: str, media_type: str, size: int, path: str, policy: str = POLICY_ASSET
) -> HttpResponseBase:
    """Return the answer to a request for a file; `path` gives a download its name."""
    return answer(request, Asset(digest, size, media_type, policy), path=path)


_SERVED = frozenset(KNOWN.values())


def _answer(request: HttpRequest, asset: Asset) -> HttpResponseBase:
    media_type = asset.media_type if asset.media_type in _SERVED else DOWNLOAD
    if asset.transform is not None and asset.size <= _MOST_TRANSFORMED and _is_shown(request):
        body = asset.transform(read_asset(asset.digest))
        return _whole(request, media_type, sha256(body).hexdigest(), body)
    if is_text(media_type) and asset.size <= _MOST_COMPRESSED and "Range" not in request.headers:
        return _whole(request, media_type, asset.digest, None)
    return _part(request, media_type, asset)


def _is_shown(request: HttpRequest) -> bool:
    """Tell whether the answer becomes a document; browsers that do not say so are old, and mostly load documents."""
    return request.headers.get("Sec-Fetch-Dest", "document") in _DOCUMENTS


def _whole(request: HttpRequest, media_type: str, digest: str, body: bytes | None) -> HttpResponse:
    """Answer with a text, compressed as the browser takes it; without `body` it is read where it is needed."""
    encoding = _encoding(request)
    tag = f'"{digest}-{encoding}"' if encoding else f'"{digest}"'
    if digest in request.headers.get("If-None-Match", ""):
        return _tagged(HttpResponse(status=304), tag)
    body = _COMPRESS[encoding](read_asset(digest) if body is None else body)
    response = HttpResponse(b"" if request.method == "HEAD" else body, content_type=media_type)
    response.headers["Content-Length"] = str(len(body))
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return _tagged(response, tag)


def _part(request: HttpRequest, media_type: str, asset: Asset) -> HttpResponseBase:
    """Answer with the bytes of a file that are asked for."""
    tag = f'"{asset.digest}"'
    if asset.digest in request.headers.get("If-None-Match", ""):
        return _tagged(HttpResponse(status=304), tag)
    try:
        wanted = _wanted(request, tag, asset.size)
    except Unsatisfiable:
        response = _tagged(HttpResponse(status=416, content_type="text/plain"), tag)
        response.headers["Content-Range"] = f"bytes */{asset.size}"
        return response
    first, last = wanted or (0, asset.size - 1)
    response = _stream(request, media_type, asset, first, last)
    response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Accept-Ranges"] = "bytes"
    if wanted:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{asset.size}"
    return _tagged(response, tag)


def _wanted(request: HttpRequest, tag: str, size: int) -> tuple[int, int] | None:
    if request.headers.get("If-Range", tag) != tag:
        return None
    return range_of(request.headers.get("Range", ""), size)


def _stream(request: HttpRequest, media_type: str, asset: Asset, first: int, last: int) -> HttpResponseBase:
    file = open_asset(asset.digest)
    if request.method == "HEAD":
        file.close()
        return HttpResponse(content_type=media_type)
    if (first, last) == (0, asset.size - 1):
        return FileResponse(file, content_type=media_type)
    file.seek(first)
    return StreamingHttpResponse(_chunks(file, last - first + 1), content_type=media_type)


def _chunks(file: BinaryIO, left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _encoding(request: HttpRequest) -> str:
    taken = request.headers.get("Accept-Encoding", "")
    if _TAKES_BROTLI.search(taken):
        return "br"
    return "gzip" if _TAKES_GZIP.search(taken) else ""


_COMPRESS = {
    "": lambda body: body,
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


def _tagged(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response.headers["ETag"] = tag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _told(status: int, words: str) -> HttpResponse:
    """Return a refusal in plain English: what asks here is a player, not a person."""
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return _guarded(response, POLICY_ASSET)


def _guarded(response: HttpResponseBase, policy: str) -> HttpResponseBase:
    """Set what keeps the bytes apart from the site: none of the site's middleware changes a header that is there."""
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Range, If-None-Match, If-Range, X-Requested-With"
    response.headers["Access-Control-Expose-Headers"] = "Content-Length, Content-Range, ETag"
    response.headers["Access-Control-Max-Age"] = "7200"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    # A document in a sandbox must not ask for a group of its own: the browser would not show it at all.
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.xframe_options_exempt = True
    return response
