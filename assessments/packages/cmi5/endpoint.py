"""The address that a unit sends to: /cmi5/<session>/xapi/…, the resources of the record store behind the rules of cmi5.

Who takes statements in is given from outside: what they mean for a course of the platform is known above this room.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, re_path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.lrs.clients import confines
from assessments.lrs.clients.confines import OutsideLaunch
from assessments.lrs.clients.credentials import Client
from assessments.lrs.http import documents, lookups, parameters, statements, views
from assessments.lrs.http.requests import XapiRequest
from assessments.lrs.statements import locking, storing
from assessments.packages.cmi5 import fetching, preferring, vocabulary
from assessments.packages.cmi5.receiving import Refused, SessionOver, Taken
from assessments.packages.models import Launch

Act = Callable[[XapiRequest, Client], HttpResponse]
# Documents that are asked for tell that somebody is there: noted so seldom that it costs nothing.
NOTED_EVERY = timedelta(minutes=10)


class Take(Protocol):
    """The act that takes statements in, see receiving.take."""

    def __call__(
        self,
        *,
        session: UUID,
        client: Client,
        statements: list[dict],
        contents: Mapping[str, tuple[str, bytes]],
        version: str,
        at: datetime,
    ) -> Taken: ...


def addresses(take: Take) -> list:
    """Return the addresses below /cmi5/: the fetch URL and the resources of each session."""
    resources = {
        "statements": partial(_statements, take=take),
        "activities/state": _state,
        "activities/profile": _activity_profile,
        "agents/profile": _agent_profile,
        "agents": lambda session, here: lookups.AGENTS,
        "activities": lambda session, here: lookups.ACTIVITIES,
    }
    session = r"^(?P<session>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/xapi/+"
    return [
        path("fetch/<str:token>", fetch_view, name="cmi5_fetch"),
        # Players in the field join an endpoint that ends in a slash with a path that begins with one.
        *(re_path(f"{session}{name}$", _view(methods)) for name, methods in resources.items()),
        re_path(f"{session}about$", lambda request, session: views.about_view(request)),
        re_path(r"", lambda request, **_place: views.unknown_view(request)),
    ]


@csrf_exempt  # the address itself is the secret, no cookie is looked at
@never_cache
def fetch_view(request: HttpRequest, token: str) -> HttpResponse:
    """Answer POST with the credentials, once; always 200 and JSON (8.2)."""
    if request.method == "POST":
        try:
            told = {"auth-token": fetching.fetch(token=token, at=timezone.now())}
        except fetching.NotFetched as error:
            told = {"error-code": error.code, "error-text": error.text}
        answer = JsonResponse(told)
    else:
        answer = HttpResponse(status=204 if request.method == "OPTIONS" else 405)
        answer["Allow"] = answer["Access-Control-Allow-Methods"] = "POST, OPTIONS"
        answer["Access-Control-Allow-Headers"] = "Accept, Authorization, Content-Type"
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _view(methods: Callable[[UUID, str], Mapping[str, Act]]):
    """Return the view of a resource; `methods` are those of the record store for one session."""

    @csrf_exempt  # credentials come with every request, never from a cookie
    def view(request: HttpRequest, session: str) -> HttpResponse:
        key = UUID(session)
        guarded = {
            name: partial(_enter, session=key, act=act) for name, act in methods(key, request.path).items()
        }
        return views.resource(guarded, is_guarded=True)(request)

    return view


def _enter(request: XapiRequest, client: Client, *, session: UUID, act: Act) -> HttpResponse:
    """Let the credentials of the session in, as long as it goes on."""
    launch = Launch.objects.filter(key=session, credentials_id=client.pk).first()
    if launch is None:
        raise OutsideLaunch("These credentials are those of another session.")
    if launch.is_over:
        raise OutsideLaunch("The session is over: it was terminated or abandoned (cmi5 8.1.2.0-2).")
    at = timezone.now()
    Launch.objects.filter(Q(last_heard_at=None) | Q(last_heard_at__lt=at - NOTED_EVERY), pk=launch.pk).update(
        last_heard_at=at
    )
    return act(request, client)


def _statements(session: UUID, here: str, *, take: Take) -> Mapping[str, Act]:
    taken = partial(_take, session=session, take=take)
    return {
        "GET": partial(statements.get, here=here),
        "PUT": partial(statements.put, take=taken),
        "POST": partial(statements.post, take=taken),
    }


def _take(found: list, contents: dict, request: XapiRequest, client: Client, *, session: UUID, take: Take):
    """Take statements in as `take` says; what is no xAPI is refused first (400), then what is no cmi5 (403)."""
    storing.require_valid(found, version=request.version)
    confines.require_statements(client, found)
    try:
        # On SQLite writers stand in a queue, one transaction after the other.
        with locking.turn():
            taken = take(
                session=session,
                client=client,
                statements=found,
                contents=contents,
                version=request.version,
                at=timezone.now(),
            )
    except Refused as error:
        broken = error.broken
        told = f"/{error.number}{broken.pointer} {broken.why} (cmi5 {broken.rule})."
        raise OutsideLaunch(told) from error
    except SessionOver as error:
        raise OutsideLaunch(f"The session is over: it was {error} (cmi5 8.1.2.0-2).") from error
    return taken.rows


def _state(session: UUID, here: str) -> Mapping[str, Act]:
    methods = documents.state.methods
    writing = {name: partial(_keep_launch_data, act=methods[name]) for name in ("PUT", "POST", "DELETE")}
    return methods | writing


def _keep_launch_data(request: XapiRequest, client: Client, *, act: Act) -> HttpResponse:
    """Leave the launch data to the LMS (10.2.1.0-5); all states at once would be those, too."""
    name = request.parameters.get("stateId")
    if name == vocabulary.LAUNCH_DATA or (name is None and request.method == "DELETE"):
        raise OutsideLaunch(f"A unit must not change {vocabulary.LAUNCH_DATA} (cmi5 10.2.1.0-5).")
    return act(request, client)


def _activity_profile(session: UUID, here: str) -> Mapping[str, Act]:
    return documents.activity_profile.methods


def _agent_profile(session: UUID, here: str) -> Mapping[str, Act]:
    methods = documents.agent_profile.methods
    writing = {name: partial(_check_preferences, act=methods[name]) for name in ("PUT", "POST")}
    return methods | writing | {"GET": partial(_note_preferences, session=session, act=methods["GET"])}


def _check_preferences(request: XapiRequest, client: Client, *, act: Act) -> HttpResponse:
    if request.parameters.get("profileId") == vocabulary.PREFERENCES:
        confines.require_agent(client, parameters.read_agent(request))
        try:
            preferring.check_preferences(request.body, request.content_type)
        except preferring.BadPreferences as error:
            raise OutsideLaunch(str(error)) from error
    return act(request, client)


def _note_preferences(request: XapiRequest, client: Client, *, session: UUID, act: Act) -> HttpResponse:
    """Note that the unit has read what its learner prefers; there may be nothing (11.0.0.0-3)."""
    if request.parameters.get("profileId") == vocabulary.PREFERENCES:
        confines.require_agent(client, parameters.read_agent(request))
        Launch.objects.filter(key=session, preferences_read_at=None).update(
            preferences_read_at=timezone.now()
        )
    return act(request, client)
