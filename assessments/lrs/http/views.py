"""The HTTP interface of the record store (xAPI 1.0.3 part 3): statements and about. No sessions."""

import re
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.lrs.clients import credentials
from assessments.lrs.clients.credentials import NotAllowed, NotAuthenticated
from assessments.lrs.statements import finding, queries, terms
from assessments.lrs.statements.errors import BadQuery, StatementConflict
from assessments.lrs.statements.receiving import receive
from assessments.xapi import shapes, vocabulary
from assessments.xapi.reading import UnreadableJson, read_json, write_json
from assessments.xapi.shapes import Problem
from assessments.xapi.validation import InvalidStatement

VERSION_HEADER = "X-Experience-API-Version"
CONSISTENT_HEADER = "X-Experience-API-Consistent-Through"
_ACCEPTED_VERSION = re.compile(r"1\.0(\.\d+)?", re.ASCII)


@csrf_exempt  # credentials come with every request, never from a cookie
@never_cache
def statements(request):
    """GET, PUT or POST statements (2.1)."""
    acts = {"GET": _get, "HEAD": _get, "PUT": _put, "POST": _post}
    if request.method not in acts:
        response = _error(405, "This method is not allowed here.")
        response["Allow"] = ", ".join(acts)
    else:
        response = _answer(request, acts[request.method])
    # There are no languages in these addresses: LocaleMiddleware must not redirect a 404 to one that has.
    request.urlconf = "assessments.urls"
    response[VERSION_HEADER] = vocabulary.VERSION
    # Statements can be read as soon as their transaction is over.
    response[CONSISTENT_HEADER] = timezone.now().isoformat()
    return response


@csrf_exempt
def about(request):
    """Say which versions are spoken (2.8); open to everybody."""
    if request.method not in ("GET", "HEAD"):
        response = _error(405, "This method is not allowed here.")
        response["Allow"] = "GET, HEAD"
    else:
        response = JsonResponse({"version": [vocabulary.VERSION], "extensions": {}})
    response[VERSION_HEADER] = vocabulary.VERSION
    return response


def _answer(request, act) -> HttpResponse:
    try:
        client = credentials.client_of(request.headers.get("Authorization"))
        _require_version(request)
        return act(request, client)
    except NotAuthenticated:
        response = _error(401, "Valid credentials are needed.")
        response["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
        return response
    except NotAllowed as error:
        return _error(403, f"These credentials do not have the scope {error}.")
    except InvalidStatement as error:
        return _invalid(error.problems)
    except (UnreadableJson, BadQuery) as error:
        return _error(400, str(error))
    except StatementConflict as error:
        return _error(409, str(error))
    except RequestDataTooBig:
        return _error(413, "The request is too large.")


def _get(request, client) -> HttpResponse:
    authority = credentials.readable_authority(client)
    restriction = () if authority is None else (terms.of_client(authority),)
    query = queries.read_query(request.GET)
    if query.asks_for_one:
        found = finding.find_one(query, restriction=restriction)
        return _error(404, "There is no such statement.") if found is None else _json(found.text)
    page = finding.find_page(query, restriction=restriction)
    more = f"{reverse('xapi:statements')}?{page.more}" if page.more else ""
    # The statements are JSON texts already.
    return _json(f'{{"statements":[{",".join(page.texts)}],"more":{write_json(more)}}}')


def _put(request, client) -> HttpResponse:
    credentials.require(client, credentials.WRITE)
    statement_id = _only_parameter(request)
    statement = _body(request)
    if isinstance(statement, dict):
        if str(statement.get("id", statement_id)).lower() != str(statement_id):
            raise InvalidStatement((Problem("/id", "must be the statementId of the request"),))
        statement = {"id": str(statement_id), **statement}
    _receive_single(statement, client)
    return HttpResponse(status=204)


def _post(request, client) -> HttpResponse:
    credentials.require(client, credentials.WRITE)
    if request.GET:
        raise BadQuery(next(iter(request.GET)), "is not a parameter of POST")
    found = _body(request)
    rows = (
        receive(statements=found, client=client)
        if isinstance(found, list)
        else _receive_single(found, client)
    )
    return _json(write_json([str(row.statement_id) for row in rows]))


def _receive_single(statement: object, client) -> list:
    try:
        return receive(statements=[statement], client=client)
    except InvalidStatement as error:
        problems = (Problem(one.pointer.removeprefix("/0"), one.requirement) for one in error.problems)
        raise InvalidStatement(tuple(problems)) from error


def _require_version(request) -> None:
    # 3.3: any patch of 1.0 is understood, "1.0" is 1.0.0.
    if not _ACCEPTED_VERSION.fullmatch(request.headers.get(VERSION_HEADER, "")):
        raise BadQuery(VERSION_HEADER, f"must be 1.0.x; this store speaks {vocabulary.VERSION}")


def _only_parameter(request) -> UUID:
    if set(request.GET) != {"statementId"}:
        raise BadQuery("statementId", "must be there, and no other parameter")
    value = request.GET["statementId"]
    for problem in shapes.uuid(value, ""):
        raise BadQuery("statementId", problem.requirement)
    return UUID(value)


def _body(request) -> object:
    if request.content_type != "application/json":
        raise BadQuery("Content-Type", "must be application/json; attachments are not taken in so far")
    return read_json(request.body)


def _json(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/json")


def _error(status: int, message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)


def _invalid(problems: tuple[Problem, ...]) -> JsonResponse:
    told = [{"pointer": problem.pointer, "requirement": problem.requirement} for problem in problems]
    return JsonResponse({"message": str(InvalidStatement(problems)), "problems": told}, status=400)
