"""What is refused is told as application/problem+json (RFC 9457), with a `code` that programs can read.

{"type": "about:blank", "title": "Unprocessable Content", "status": 422, "code": "invalid", "detail": "…",
 "errors": [{"index": 3, "field": "code", "code": "number_instead_of_code", "detail": "…"}]}

The words are English: who reads them writes a client. docs/ministry-api.md has every code.
"""

from dataclasses import asdict
from http import HTTPStatus
from math import ceil

from django.http import JsonResponse

from certificates.verification.offices.questions import BadQuestions

# RFC 9110, section 15.5; Python's own are older.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


class Refused(Exception):
    """The request is answered with a problem: `status`, `code`, `detail`, and headers that go with it."""

    def __init__(self, status: int, code: str, detail: str, **headers: str):
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.errors: list[dict] = []


def too_many(code: str, detail: str, *, seconds: float) -> Refused:
    """Return the refusal of who asks too often; `seconds` until the next request is taken."""
    wait = max(1, ceil(seconds))
    return Refused(429, code, f"{detail} Try again in {wait} seconds.", Retry_After=str(wait))


def invalid(error: BadQuestions) -> Refused:
    """Return the refusal of a request whose faults are told one by one."""
    refused = Refused(422, "invalid", "Nothing was checked: see “errors”, mend them and send it again.")
    refused.errors = [asdict(fault) for fault in error.faults]
    return refused


def problem(refused: Refused) -> JsonResponse:
    """Return the answer to a request that is refused."""
    told = {
        "type": "about:blank",
        "title": _TITLES.get(refused.status) or HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "code": refused.code,
        "detail": refused.detail,
    }
    if refused.errors:
        told["errors"] = refused.errors
    response = JsonResponse(
        told,
        status=refused.status,
        headers=refused.headers,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    response["Content-Language"] = "en"
    return response
