"""What one store exports another imports: once, however often, and with what is broken told by its number."""

import io
import json
import tracemalloc
from hashlib import sha256
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.lrs import blobs
from assessments.lrs.models import Attachment, ImportRun, Statement
from assessments.lrs.transfer.exporting import CHUNK, Wanted, export_statements
from assessments.lrs.transfer.importing import AUTHORITY
from assessments.xapi import vocabulary
from tests.assessments.lrs.forwarding.pretend_store import PretendStore
from tests.factories.forwarding import VERB, make_statement, store_statements, store_with_attachment

pytestmark = pytest.mark.django_db
STORE_SETS = ("stored", "authority", "version")


def said(statement):
    return {name: value for name, value in statement.items() if name not in STORE_SETS}


def stored():
    return [said(json.loads(raw)) for raw in Statement.objects.order_by("id").values_list("raw", flat=True)]


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_statements", *arguments, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue()


def write(path, *values):
    path.write_text("".join(one if isinstance(one, str) else json.dumps(one) + "\n" for one in values))
    return str(path)


@pytest.mark.parametrize("form", ["lines", "array", "result", "pretty result", "one"])
def test_each_form_of_a_file_is_read_and_nothing_in_it_is_changed(tmp_path, form):
    statements = [make_statement() for _number in range(1 if form == "one" else 120)]
    text = {
        "lines": "\n\n".join(json.dumps(one) for one in statements),
        "array": json.dumps(statements),
        "result": json.dumps({"statements": statements, "more": ""}),
        "pretty result": json.dumps({"statements": statements}, indent=2),
        "one": json.dumps(statements[0]),
    }[form]
    path = tmp_path / "statements"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    told, _errors = run(str(path))
    assert told == f"{len(statements)} stored, 0 known already, 0 refused"
    assert stored() == statements
    assert ImportRun.objects.get().ended_at is not None


def test_the_authority_is_ours(tmp_path):
    foreign = {"stored": "2020-01-01T00:00:00Z", "authority": {"mbox": "mailto:them@example.org"}}
    run(write(tmp_path / "f", make_statement() | foreign))
    row = Statement.objects.get()
    assert "mailto:them@example.org" not in row.raw
    assert row.stored.year != 2020
    assert AUTHORITY in row.raw or row.authority in row.raw


def test_importing_again_stores_nothing_twice_also_without_ids(tmp_path):
    without = make_statement()
    del without["id"]
    path = write(tmp_path / "f", *(make_statement() for _number in range(60)), without)
    assert run(path)[0] == "61 stored, 0 known already, 0 refused"
    assert run(path)[0] == "0 stored, 61 known already, 0 refused"
    assert Statement.objects.count() == 61


def test_what_is_broken_is_told_by_line_and_the_rest_is_stored(tmp_path):
    good = [make_statement() for _number in range(4)]
    other = make_statement(id=good[0]["id"], verb={"id": "https://example.org/other"})
    naive = make_statement(actor={"mbox": "nobody"})
    path = write(
        tmp_path / "f", good[0], "{broken\n", good[1], naive, other, "[1]\n", good[2], '"text"\n', good[3]
    )
    told, errors = run(path)
    assert told == "4 stored, 0 known already, 5 refused"
    assert stored() == good
    lines = [
        line.partition(":")[0] for line in errors.splitlines() if line[0].isdigit() and "refused" not in line
    ]
    assert lines == ["2", "4", "5", "6", "8"]
    assert "4: /actor/mbox must be" in errors
    assert "5: /id Another statement is stored" in errors


def test_strict_stops_and_resuming_goes_on_after_it(tmp_path):
    good = [make_statement() for _number in range(120)]
    path = write(tmp_path / "f", *good[:70], "{broken\n", *good[70:])
    with pytest.raises(CommandError):
        run(path, "--strict")
    assert Statement.objects.count() == 99
    assert ImportRun.objects.get().position == "100"
    with CaptureQueriesContext(connection) as captured:
        told, _errors = run(path, "--resume", "--strict")
    assert told == "120 stored, 0 known already, 1 refused"
    assert stored() == good
    assert ImportRun.objects.count() == 1
    assert len(captured) < 60


def test_a_statement_of_version_2_keeps_what_only_it_can_say(tmp_path):
    agents = [
        {"objectType": "contextAgent", "agent": {"objectType": "Agent", "mbox": "mailto:a@example.org"}}
    ]
    second = make_statement(context={"contextAgents": agents}, timestamp="2026-11-23T04:30:00Z")
    told, errors = run(write(tmp_path / "f", make_statement(), second))
    assert told.startswith("2 stored"), errors
    assert stored()[1] == second


def test_export_and_import_give_back_the_same_with_contents_of_attachments(tmp_path):
    store_statements(3)
    content = bytes(range(256)) + b"\r"
    row = store_with_attachment(content)
    before, folder = stored(), tmp_path / "contents"
    folder.mkdir()
    path = tmp_path / "export"
    with path.open("w") as out:
        call_command("export_statements", "--attachments", str(folder), stdout=out)
    assert [path.name for path in folder.iterdir()] == [sha256(content).hexdigest()]
    Statement.objects.all().delete()
    # Without the content the statement is refused, and told so; the others come in.
    assert run(str(path))[0] == "3 stored, 0 known already, 1 refused"
    assert run(str(path), "--attachments", str(folder))[0] == "1 stored, 3 known already, 0 refused"
    assert stored() == before
    attachment = Attachment.objects.get(statement__statement_id=row.statement_id)
    assert blobs.read(attachment.digest) == content


def exported(*arguments):
    out = io.StringIO()
    call_command("export_statements", *arguments, stdout=out)
    return out.getvalue()


def test_an_export_is_filtered_like_a_request():
    registration, iri = "0d9b3ac6-6a58-4c1b-8a3b-5f0e4f9e2d11", "https://example.org/elsewhere"
    first = store_statements(2)
    verb = store_statements(1, verb={"id": iri})
    activity = store_statements(1, object={"id": iri})
    told = store_statements(1, context={"registration": registration})
    agent = store_statements(1, actor={"mbox": "mailto:a@example.org"})
    rows = [*first, *verb, *activity, *told, *agent]

    def ids(*arguments):
        return [UUID(json.loads(line)["id"]) for line in exported(*arguments).splitlines()]

    def those(found):
        return [row.statement_id for row in found]

    assert ids() == those(rows)
    assert ids("--verb", iri) == those(verb)
    assert ids("--activity", iri) == those(activity)
    assert ids("--registration", registration) == those(told)
    assert ids("--agent", '{"mbox":"mailto:a@example.org"}') == those(agent)
    assert ids("--agent", '{"mbox":"mailto:a@example.org"}', "--verb", iri) == []
    assert ids("--verb", VERB, "--since", agent[0].stored.isoformat()) == []
    assert ids("--until", first[0].stored.isoformat()) == those(first)
    assert len(json.loads(exported("--format", "json"))["statements"]) == 6
    assert json.loads(exported("--format", "json", "--verb", "https://example.org/none"))["statements"] == []
    with pytest.raises(CommandError):
        exported("--agent", '{"mbox":"nobody"}')


def test_an_export_needs_no_more_memory_for_more_statements():
    def peak(wanted):
        tracemalloc.start()
        count = sum(1 for _text in export_statements(wanted))
        _size, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return count, highest

    padding = {"extensions": {"https://example.org/padding": "x" * 2000}}
    store_statements(CHUNK, result=padding)
    peak(Wanted())  # what is remembered in the process is remembered now
    few, small = peak(Wanted())
    for _number in range(5):
        store_statements(CHUNK, result=padding)
    many, large = peak(Wanted())
    assert (few, many) == (CHUNK, 6 * CHUNK)
    # Two chunks are alive while one gives way to the next; all of them would be six.
    assert large < 2.5 * small
    with CaptureQueriesContext(connection) as captured:
        assert sum(1 for _text in export_statements(Wanted())) == 6 * CHUNK
    assert len(captured) <= 6 + 2


def test_an_import_from_another_store_follows_its_pages(settings):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["127.0.0.1"]
    statements = [make_statement() for _number in range(130)]
    content = b"recording\r\n--\r"
    sha2 = sha256(content).hexdigest()
    attachment = {
        "usageType": "https://example.org/usage",
        "display": {"en": "Recording"},
        "contentType": "audio/ogg",
        "length": len(content),
        "sha2": sha2,
    }
    statements[5]["attachments"] = [attachment]
    with PretendStore() as other:
        other.pages = [statements[:60], statements[60:120], statements[120:]]
        other.contents[sha2] = content
        other.failing_gets = 1
        assert (
            run(other.endpoint, "--key", "k", "--secret", "s")[0] == "130 stored, 0 known already, 0 refused"
        )
        assert (
            run(other.endpoint, "--key", "k", "--secret", "s")[0] == "0 stored, 130 known already, 0 refused"
        )
    assert stored() == statements
    assert blobs.read(Attachment.objects.get().digest) == content


def test_an_import_from_another_store_asks_for_what_is_voided_there(settings):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["127.0.0.1"]
    voided, gone = make_statement(), make_statement()

    def voiding(target):
        reference = {"objectType": "StatementRef", "id": target["id"]}
        return make_statement(verb={"id": vocabulary.VOIDED.iri}, object=reference)

    listed = [make_statement(), voiding(voided), voiding(gone), make_statement()]
    with PretendStore() as other:
        other.pages, other.voided = [listed], {voided["id"]: voided}
        assert run(other.endpoint)[0] == "5 stored, 0 known already, 0 refused"
        assert run(other.endpoint)[0] == "0 stored, 5 known already, 0 refused"
    assert stored() == [listed[0], voided, *listed[1:]]
    assert list(Statement.objects.filter(voided=True).values_list("statement_id", flat=True)) == [
        UUID(voided["id"])
    ]


def test_the_import_goes_on_at_the_page_where_it_was_cut_off(settings):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["127.0.0.1"]
    statements = [make_statement() for _number in range(90)]
    with PretendStore() as other:
        other.pages = [statements[:60], statements[60:]]
        other.refused_page = 1
        with pytest.raises(CommandError, match="HTTP 401"):
            run(other.endpoint)
        assert Statement.objects.count() == 60
        other.refused_page, other.asked_pages = None, []
        assert run(other.endpoint, "--resume")[0] == "90 stored, 0 known already, 0 refused"
        assert other.asked_pages == [1]


@pytest.mark.parametrize("address", ["http://example.org/xapi", "https:///xapi"])
def test_a_secret_goes_to_no_unsafe_address(address):
    with pytest.raises(CommandError):
        run(address, "--secret", "s")
