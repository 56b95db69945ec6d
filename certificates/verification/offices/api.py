"""The address at which offices check many certificates at once. A token comes with each request; no cookie counts."""

from django.http import HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.xapi.reading import UnreadableJson, read_json
from certificates.verification.limits import allow, try_again_at, visitor_of
from certificates.verification.models import VerifierToken
from certificates.verification.offices.answers import answers_to
from certificates.verification.offices.credentials import (
    NoToken,
    RevokedToken,
    UnknownToken,
    note_use,
    office_of,
)
from certificates.verification.offices.problems import Refused, invalid, problem, too_many
from certificates.verification.offices.questions import BadQuestions, read_questions

# 500 codes as whole addresses with long names in Dari.
MOST_BYTES = 1024 * 1024
REQUESTS, REQUEST_SECONDS = 60, 60
# Of one visitor; an office that has put an old token into a job is told for a while, then has to wait.
BAD_TOKENS, BAD_TOKEN_SECONDS = 20, 600
_REALM = 'Bearer realm="certificates"'


@csrf_exempt
@never_cache
def check(request) -> HttpResponse:
    """Answer an office about the certificates it names, see docs/ministry-api.md."""
    at = timezone.now()
    try:
        if request.method != "POST":
            raise Refused(405, "method_not_allowed", "Certificates are checked by POST.", Allow="POST")
        office = _office(request, at)
        questions = read_questions(_body(request))
    except BadQuestions as error:
        return problem(invalid(error))
    except Refused as error:
        return problem(error)
    note_use(office=office, on=timezone.localdate(at))
    results = answers_to(questions, language=get_language(), today=timezone.localdate(at))
    return JsonResponse(
        {"checked_at": at.isoformat(timespec="seconds"), "language": get_language(), "certificates": results},
        json_dumps_params={"ensure_ascii": False},
    )


def _office(request, at) -> VerifierToken:
    try:
        office = office_of(request.headers.get("Authorization"))
    except NoToken:
        detail = "Send the token of your office: “Authorization: Bearer …”."
        raise Refused(401, "token_missing", detail, WWW_Authenticate=_REALM) from None
    except (UnknownToken, RevokedToken) as error:
        raise _bad_token(request, at, is_revoked=isinstance(error, RevokedToken)) from None
    if not allow(what="office", who=str(office.pk), most=REQUESTS, seconds=REQUEST_SECONDS, at=at):
        raise _wait(
            "too_many_requests", f"Each office has {REQUESTS} requests a minute.", at, REQUEST_SECONDS
        )
    return office


def _bad_token(request, at, *, is_revoked: bool) -> Refused:
    """Counted only once the token has turned out to be bad: whoever shares the address and has a good one goes on."""
    who = visitor_of(request)
    if not allow(what="bad token of an office", who=who, most=BAD_TOKENS, seconds=BAD_TOKEN_SECONDS, at=at):
        return _wait("too_many_bad_tokens", "Too many tokens that are not valid.", at, BAD_TOKEN_SECONDS)
    code, detail = ("token_revoked", "This token was revoked. Ask the academy for a new one.")
    if not is_revoked:
        code, detail = "token_unknown", "This token is not valid here."
    return Refused(401, code, detail, WWW_Authenticate=f'{_REALM}, error="invalid_token"')


def _wait(code: str, detail: str, at, seconds: int) -> Refused:
    left = (try_again_at(seconds=seconds, at=at) - at).total_seconds()
    return too_many(code, detail, seconds=left)


def _body(request) -> object:
    """Return the JSON of the request. Raises Refused."""
    if request.content_type != "application/json":
        raise Refused(
            415, "not_json", "Send JSON, with “Content-Type: application/json”.", Accept="application/json"
        )
    length = request.META.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdecimal()):
        raise Refused(411, "length_required", "Send a Content-Length.")
    if len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
        raise Refused(
            413, "too_large", f"A request may have {MOST_BYTES} bytes. Send fewer certificates at once."
        )
    try:
        return read_json(request.body)
    except UnreadablePostError:
        raise Refused(400, "incomplete", "The request broke off. Send it again.") from None
    except UnreadableJson as error:
        raise Refused(400, "unreadable_json", f"The body {error.requirement}. {error}") from None
