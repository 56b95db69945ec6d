"""The HTTP interface of the record store (xAPI 1.0.3 part 3; 2.0: IEEE 9274.1.1, 4.1). No sessions, no cookies."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.lrs.clients import credentials, limits
from assessments.lrs.clients.credentials import Client, NotAuthenticated
from assessments.lrs.http import documents, lookups, statements, versions
from assessments.lrs.http.errors import ANSWERS, MethodNotAllowed, NotFound, refusal
from assessments.lrs.http.requests import XapiRequest, read_request, read_version
from assessments.lrs.statements.errors import BadQuery
from assessments.lrs.statements.reading.horizon import lately_consistent_through
from assessments.xapi.versions import V1

CONSISTENT_HEADER = "X-Experience-API-Consistent-Through"
Act = Callable[[XapiRequest, Client | None], HttpResponse]

# Scripts of other origins may ask, with credentials they hold themselves: a browser adds none of its own.
_EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Last-Modified, Retry-After, {versions.HEADER}, {CONSISTENT_HEADER}",
    # What clients have stored is nothing that a browser should run with our origin.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
_ALLOWED_HEADERS = (
    "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match, "
    f"X-Experience-API-Hash, {versions.HEADER}"
)


def resource(
    methods: Mapping[str, Act],
    *,
    is_open: bool = False,
    tells_consistency: bool = False,
    is_guarded: bool = False,
):
    """Return the view of a resource that knows these methods; HEAD and OPTIONS come by themselves.

    An open resource needs neither credentials nor a version; a guarded one takes the credentials of guarded launches
    alone, and its acts check them further.
    """
    names = [name for method in methods for name in ((method, "HEAD") if method == "GET" else (method,))]
    allowed = (*names, "OPTIONS")
    enter = _enter_open if is_open else partial(_enter, is_guarded=is_guarded)

    @csrf_exempt  # credentials come with every request, never from a cookie
    @never_cache
    def view(request):
        answer = (
            _preflight(allowed) if request.method == "OPTIONS" else _answer(request, methods, allowed, enter)
        )
        for name, value in _EVERYBODY.items():
            answer[name] = value
        if tells_consistency and request.method != "OPTIONS":
            answer[CONSISTENT_HEADER] = lately_consistent_through().isoformat()
        # There are no languages in these addresses: LocaleMiddleware must not redirect a 404 to one that has.
        request.urlconf = "assessments.urls"
        return answer

    return view


def _unknown(asked: XapiRequest, client: None) -> HttpResponse:
    raise NotFound


def _preflight(allowed: tuple[str, ...]) -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(allowed)
    response["Access-Control-Allow-Headers"] = _ALLOWED_HEADERS
    response["Access-Control-Max-Age"] = "86400"
    response[versions.HEADER] = V1
    return response


def _answer(request, methods, allowed, enter) -> HttpResponse:
    spoken = versions.Spoken()
    method = request.method
    try:
        asked = read_request(request)
        method = asked.method
        with suppress(BadQuery):
            # Also who is refused for another reason is answered in the version they ask in.
            spoken.version = read_version(asked.headers)
        act = methods.get("GET" if asked.method == "HEAD" else asked.method)
        if act is None:
            raise MethodNotAllowed(allowed)
        client = enter(asked, request, spoken)
        asked.version = spoken.version
        response = act(asked, client)
    except tuple(ANSWERS) as error:
        response = refusal(error)
    response[versions.HEADER] = spoken.version
    return _without_body(response, is_head=request.method == "HEAD") if method == "HEAD" else response


def _enter(asked: XapiRequest, request, spoken: versions.Spoken, *, is_guarded: bool) -> Client:
    client = _client(asked, request.META.get("REMOTE_ADDR", ""), is_guarded=is_guarded)
    spoken.by(client.key)
    spoken.hear(client.key, read_version(asked.headers))
    return client


def _enter_open(asked: XapiRequest, request, spoken: versions.Spoken) -> None:
    """Let everybody in."""


def _client(asked: XapiRequest, address: str, *, is_guarded: bool) -> Client:
    try:
        client = credentials.client_of(asked.headers.get("Authorization"), is_guarded=is_guarded)
    except NotAuthenticated:
        # Asked only now: whoever shares the address and has good credentials is not kept waiting.
        if "Authorization" in asked.headers:
            limits.require_tries(address)
            limits.note_bad_credentials(address)
        raise
    limits.require_rate(client)
    return client


def _without_body(response: HttpResponse, *, is_head: bool) -> HttpResponse:
    if response.streaming:
        # Nothing is open before the first part is read; to close the response would end the request.
        return HttpResponse(status=response.status_code, headers=dict(response.items()))
    # In the alternate syntax it is the answer to a POST, whose body is as long as it says.
    length = len(response.content) if is_head else 0
    response.content = b""
    response["Content-Length"] = str(length)
    return response


statements_view = resource(statements.METHODS, tells_consistency=True)
state_view = resource(documents.state.methods)
activity_profile_view = resource(documents.activity_profile.methods)
agent_profile_view = resource(documents.agent_profile.methods)
agents_view = resource(lookups.AGENTS)
activities_view = resource(lookups.ACTIVITIES)
about_view = resource(lookups.ABOUT, is_open=True)
unknown_view = resource(dict.fromkeys(("GET", "PUT", "POST", "DELETE"), _unknown), is_open=True)
