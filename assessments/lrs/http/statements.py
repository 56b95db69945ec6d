"""The Statements resource (xAPI 1.0.3 part 3, 2.1; 2.0: 4.1.6.1)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import http_date

from assessments.lrs.clients import confines
from assessments.lrs.clients.confines import OutsideLaunch
from assessments.lrs.clients.credentials import READ_MINE, WRITE, Client, readable_authority, require
from assessments.lrs.http import multipart
from assessments.lrs.http.errors import NotFound
from assessments.lrs.http.requests import JSON, MULTIPART, TooLarge, XapiRequest, read_json_body
from assessments.lrs.models import LaunchToken
from assessments.lrs.statements import activities, attachments, storing, terms
from assessments.lrs.statements.errors import BadQuery
from assessments.lrs.statements.reading import finding, queries
from assessments.lrs.statements.reading.finding import Found
from assessments.lrs.statements.receiving import receive
from assessments.xapi import formats, shapes
from assessments.xapi.reading import read_json, write_json
from assessments.xapi.shapes import Problem
from assessments.xapi.validation import InvalidStatement

Contents = dict[str, tuple[str, bytes]]
# Who takes statements in: read from JSON, their attachments, the request, the client; returns the rows in their order.
Take = Callable[[list, Contents, XapiRequest, Client], list]
# A second or two of work, during which nobody else writes on SQLite; a body of tiny statements could hold many more.
MOST_STATEMENTS = 10_000


class TooManyStatements(TooLarge):
    """There are more statements in a request than the store takes in at once: 413."""

    def __str__(self):
        return f"A request may have {MOST_STATEMENTS} statements. Send them in smaller lots."


def get(request: XapiRequest, client: Client, *, here: str = "") -> HttpResponse:
    """Answer with one statement, or with a page of those that meet the filters.

    `here` is the path at which it was asked, for the address of the next page, where that is not the store's own.
    """
    restriction = _restriction(client)
    query = queries.read_query(request.parameters, version=request.version)
    if query.asks_for_one:
        found = finding.find_one(query, restriction=restriction)
        if found is None:
            raise NotFound
        response = _answer([found], _texts([found], query, request)[0], query)
        response["Last-Modified"] = http_date(found.stored.timestamp())
        return response
    page = finding.find_page(query, restriction=restriction)
    more = f"{here or reverse('xapi:statements')}?{page.more}" if page.more else ""
    # The statements are JSON texts already.
    texts = ",".join(_texts(page.found, query, request))
    return _answer(page.found, f'{{"statements":[{texts}],"more":{write_json(more)}}}', query)


def put(request: XapiRequest, client: Client, *, take: Take | None = None) -> HttpResponse:
    """Store one statement under the id in the address. `take` is who takes it in, else the store itself."""
    require(client, WRITE)
    request.require_only("statementId")
    statement_id = _statement_id(request)
    statement, contents = _body(request)
    if isinstance(statement, dict):
        if str(statement.get("id", statement_id)).lower() != str(statement_id):
            raise InvalidStatement(
                (Problem("/id", "must be the statementId of the request", "part 3, 2.1.1"),)
            )
        statement = {"id": str(statement_id), **statement}
    _receive_single(statement, contents, request, client, take or _receive)
    return HttpResponse(status=204)


def post(request: XapiRequest, client: Client, *, take: Take | None = None) -> HttpResponse:
    """Store one statement or a list of them; answer with their ids in the order sent. `take` as for put."""
    take = take or _receive
    require(client, WRITE)
    request.require_only()
    found, contents = _body(request)
    if isinstance(found, list):
        if len(found) > MOST_STATEMENTS:
            raise TooManyStatements
        rows = take(found, contents, request, client)
    else:
        rows = _receive_single(found, contents, request, client, take)
    return _json(write_json([str(row.statement_id) for row in rows]))


METHODS = {"GET": get, "PUT": put, "POST": post}


def _restriction(client: Client) -> tuple[int, ...]:
    """Return the terms that a statement must have for the client to see it. Raises NotAllowed."""
    if isinstance(client, LaunchToken):
        require(client, READ_MINE)
        return (terms.of_launch(client.agent, client.registration),)
    authority = readable_authority(client)
    return () if authority is None else (terms.of_client(authority),)


def _texts(found: Sequence[Found], query: queries.Query, request: XapiRequest) -> list[str]:
    """Return the statements as JSON texts in the format asked for."""
    if query.format == "exact":
        return [one.text for one in found]
    told = [read_json(one.text) for one in found]
    definitions, languages = {}, []
    if query.format == "canonical":
        iris = {activity["id"] for one in told for activity in activities.told_in(one)}
        definitions = activities.known_definitions(iris)
        languages = formats.accepted_languages(request.headers.get("Accept-Language", ""))
    return [write_json(formats.formatted(one, query.format, languages, definitions)) for one in told]


def _answer(found: Sequence[Found], text: str, query: queries.Query) -> HttpResponse:
    if not query.has_attachments:
        return _json(text)
    contents = attachments.contents_of([one.id for one in found])
    boundary = multipart.new_boundary()
    body = multipart.written(boundary, text, contents)
    return StreamingHttpResponse(body, content_type=f'{MULTIPART}; boundary="{boundary}"')


def _statement_id(request: XapiRequest) -> UUID:
    value = request.parameters.get("statementId", "")
    for problem in shapes.uuid(value):
        raise BadQuery("statementId", problem.requirement)
    return UUID(value)


def _body(request: XapiRequest) -> tuple[object, Contents]:
    if request.media_type == JSON:
        return read_json_body(request), {}
    if request.media_type != MULTIPART:
        raise BadQuery("Content-Type", f"must be {JSON} or {MULTIPART}")
    first, contents = multipart.read_statements_and_contents(
        request.body, request.media_parameter("boundary")
    )
    if first.content_type.partition(";")[0].strip().lower() != JSON:
        raise BadQuery("body, part 1", f"must have the header Content-Type: {JSON}")
    return read_json(first.content), contents


def _receive(found: list, contents: Contents, request: XapiRequest, client: Client) -> list:
    if isinstance(client, LaunchToken):
        storing.require_valid(found, version=request.version)
        confines.require_statements(client, found)
    return receive(statements=found, client=client, version=request.version, contents=contents)


def _receive_single(
    statement: object, contents: Contents, request: XapiRequest, client: Client, take: Take
) -> list:
    try:
        return take([statement], contents, request, client)
    except InvalidStatement as error:
        problems = (
            Problem(one.pointer.removeprefix("/0"), one.requirement, one.rule) for one in error.problems
        )
        raise InvalidStatement(tuple(problems)) from error
    except OutsideLaunch as error:
        raise OutsideLaunch(str(error).removeprefix("/0")) from error


def _json(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=JSON)
