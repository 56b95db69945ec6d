"""What is refused is told as JSON: a message, and where something stands that must be otherwise, by which rule.

{"message": "…", "problems": [{"pointer": "/verb/id", "requirement": "must be an absolute IRI", "rule": "XAPI-00044"}]}

`pointer` is an RFC 6901 pointer into the body of the request; for a parameter or a header its name stands in
`parameter` instead. The words are English: who reads them writes a client.
"""

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from assessments.lrs.clients.confines import OutsideLaunch
from assessments.lrs.clients.credentials import NotAllowed, NotAuthenticated
from assessments.lrs.clients.limits import TooManyRequests
from assessments.lrs.documents.changing import DocumentTooLarge, NotMergeable
from assessments.lrs.documents.preconditions import PreconditionFailed, PreconditionMissing, UnseenDocument
from assessments.lrs.http.requests import TooLarge
from assessments.lrs.statements.errors import BadQuery, StatementConflict
from assessments.xapi.reading import UnreadableJson, write_json
from assessments.xapi.shapes import Problem
from assessments.xapi.validation import InvalidStatement


class NotFound(Exception):
    """There is no such thing, or none that these credentials may see: 404."""


class MethodNotAllowed(Exception):
    """The resource does not know the method: 405. `allowed` are those it knows."""

    def __init__(self, allowed: tuple[str, ...]):
        super().__init__(", ".join(allowed))
        self.allowed = allowed


def refusal(error: Exception) -> HttpResponse:
    """Return the answer for an error of ANSWERS."""
    return next(answer(error) for kind, answer in ANSWERS.items() if isinstance(error, kind))


def told(status: int, message: str, *problems: Mapping[str, str]) -> HttpResponse:
    """Return an error as JSON."""
    text = {"message": message, "problems": problems} if problems else {"message": message}
    return HttpResponse(write_json(text), status=status, content_type="application/json")


def _plain(status: int, message: str) -> Callable[[Exception], HttpResponse]:
    return lambda error: told(status, message)


def _saying(status: int) -> Callable[[Exception], HttpResponse]:
    return lambda error: told(status, str(error))


def _of(problem: Problem) -> dict[str, str]:
    found = {"pointer": problem.pointer, "requirement": problem.requirement}
    return found | {"rule": problem.rule} if problem.rule else found


def _invalid(error: InvalidStatement) -> HttpResponse:
    return told(400, str(error), *map(_of, error.problems))


def _unreadable(error: UnreadableJson) -> HttpResponse:
    return told(400, str(error), _of(Problem(error.pointer, error.requirement, error.rule)))


def _bad_query(error: BadQuery) -> HttpResponse:
    return told(400, str(error), {"parameter": error.parameter, "requirement": error.requirement})


def _unauthenticated(error: NotAuthenticated) -> HttpResponse:
    response = told(401, "Valid credentials are needed.")
    response["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    return response


def _not_allowed(error: NotAllowed) -> HttpResponse:
    return told(403, f"These credentials do not have the scope {error}.")


def _method(error: MethodNotAllowed) -> HttpResponse:
    response = told(405, f"This resource knows these methods: {error}.")
    response["Allow"] = str(error)
    return response


def _too_many(error: TooManyRequests) -> HttpResponse:
    response = told(429, f"Too many requests: try again in {error.retry_after} seconds.")
    response["Retry-After"] = str(error.retry_after)
    return response


ANSWERS: Mapping[type[Exception], Callable[[Exception], HttpResponse]] = {
    InvalidStatement: _invalid,
    BadQuery: _bad_query,
    UnreadableJson: _unreadable,
    NotMergeable: _saying(400),
    PreconditionMissing: _plain(
        400, "A profile is put with If-Match, or with If-None-Match: * where none may be there (part 3, 3.1)."
    ),
    NotAuthenticated: _unauthenticated,
    OutsideLaunch: _saying(403),
    NotAllowed: _not_allowed,
    NotFound: _plain(404, "There is no such thing here."),
    MethodNotAllowed: _method,
    StatementConflict: _saying(409),
    UnseenDocument: _plain(
        409, "There is a document already: read it, then send If-Match with its ETag (part 3, 3.1)."
    ),
    PreconditionFailed: _plain(412, "The document is not the one that If-Match or If-None-Match speaks of."),
    DocumentTooLarge: _saying(413),
    TooLarge: _saying(413),
    TooManyRequests: _too_many,
}
