"""An export to a file tells how far it is, and goes on where it broke off."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from assessments.lrs.transfer.exporting import Wanted, count_statements
from assessments.lrs.transfer.resuming import NotResumable, last_exported
from tests.factories.forwarding import VERB, store_statements, store_with_attachment

pytestmark = pytest.mark.django_db
OTHER_VERB = "https://example.org/other"


def export(*arguments):
    err = io.StringIO()
    call_command("export_statements", *map(str, arguments), stdout=io.StringIO(), stderr=err)
    return err.getvalue()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "export.ndjson"


@pytest.mark.parametrize("cut", [0, 1, 30])
@pytest.mark.parametrize("asked", [[], ["--verb", VERB], ["--verb", VERB, "--since", "2020-01-01T00:00:00Z"]])
def test_a_file_that_was_cut_off_becomes_the_file_that_it_was_to_be(path, asked, cut):
    for _number in range(3):
        store_statements(4)
        store_statements(1, verb={"id": OTHER_VERB})
    export(*asked, "--output", path)
    whole = path.read_bytes()
    assert len(whole.splitlines()) == (12 if asked else 15)
    lines = whole.splitlines(keepends=True)
    for kept in (0, 1, 7):
        path.write_bytes(b"".join(lines[:kept]) + lines[kept][:cut])
        export(*asked, "--output", path, "--resume")
        assert path.read_bytes() == whole


def test_what_was_stored_since_is_added_by_resuming(path):
    store_statements(2)
    export("--output", path, "--resume")
    row = store_statements(1)[0]
    export("--output", path, "--resume")
    assert len(path.read_text().splitlines()) == 3
    assert json.loads(path.read_text().splitlines()[-1])["id"] == str(row.statement_id)


def test_progress_is_told(path, monkeypatch):
    monkeypatch.setattr("assessments.management.commands.export_statements.STEP", 2)
    store_statements(5)
    assert export("--output", path).split("\n") == ["2 of 5", "4 of 5", "5 of 5", ""]
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:3]))
    assert export("--output", path, "--resume").split("\n") == ["4 of 5", "5 of 5", ""]
    assert count_statements(Wanted(verb=VERB)) == 5


def test_a_content_that_was_cut_off_is_written_again(path, tmp_path):
    content = bytes(range(256))
    row = store_with_attachment(content)
    folder = tmp_path / "contents"
    folder.mkdir()
    name = row.attachments.get().sha2
    (folder / f"{name}.part").write_bytes(content[:10])
    export("--output", path, "--attachments", folder)
    assert [(one.name, one.read_bytes()) for one in folder.iterdir()] == [(name, content)]


@pytest.mark.parametrize(
    "text",
    [
        "{broken\n",
        "[]\n",
        '{"id": 5}\n',
        '{"id": "0d9b3ac6-6a58-4c1b-8a3b-5f0e4f9e2d11"}\n',
        "no line at all",
    ],
)
def test_a_file_of_something_else_is_not_gone_on_with(path, text):
    store_statements(1)
    path.write_text(text)
    with pytest.raises(CommandError, match="does not end in a statement of this store"):
        export("--output", path, "--resume")
    assert path.read_text() == text


@pytest.mark.parametrize(
    "arguments", [["--resume"], ["--resume", "--format", "json", "--output", "/dev/null"]]
)
def test_only_lines_in_a_file_can_be_gone_on_with(arguments):
    with pytest.raises(CommandError, match="can be resumed"):
        export(*arguments)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        export("--output", tmp_path / "none" / "file")


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_the_last_line_is_found_whatever_the_pieces_are(path, size, monkeypatch):
    monkeypatch.setattr("assessments.lrs.transfer.resuming._PIECE", size)
    rows = store_statements(3)
    whole = "".join(f'{{"id": "{row.statement_id}"}}\n' for row in rows)
    path.write_text(whole + '{"id": "cut')
    assert last_exported(path) == (3, rows[-1])
    assert path.read_text() == whole
    path.write_text('{"id": "cut')
    assert last_exported(path) == (0, None)
    assert path.read_text() == ""
    path.write_text("no line of ours\n")
    with pytest.raises(NotResumable):
        last_exported(path)
