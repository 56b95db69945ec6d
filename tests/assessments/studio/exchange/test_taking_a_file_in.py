"""A file becomes a draft, or changes one: whole or not at all, undone in one step, the second time without effect."""

import pytest

from assessments.scenarios.models import Scenario
from assessments.studio.drafting.changes import inverse
from assessments.studio.drafting.saving import CodeTaken, document_of_version
from assessments.studio.drafting.storing import read_document
from assessments.studio.exchange import keeping
from assessments.studio.exchange.faults import FileRefused
from assessments.studio.exchange.importing import DraftMoved, look, read_file, take_as_new, take_into_draft
from assessments.studio.exchange.yaml_files import write_yaml
from assessments.studio.models import DraftChange, DraftSnapshot
from tests.factories.assessments import NOON, make_scenario, make_version
from tests.factories.drafts import change, make_document, make_draft, save
from tests.factories.workbooks import altered

pytestmark = pytest.mark.django_db
HEADING = "Scenes!E3"


def file_of(doc, cells=None):
    return read_file("duty.xlsx", altered(doc, cells))


def take(draft, content, *, by, serial=None):
    return take_into_draft(
        scenario=draft.scenario,
        content=content,
        serial=draft.serial if serial is None else serial,
        file_name="duty.xlsx",
        by=by,
        at=NOON,
    )


def yaml_of(doc, scenario_key="11111111-1111-4111-8111-111111111111", states=None):
    return write_yaml(doc, key=scenario_key, states=states or {})


def told_of(doc):
    """A document without what a save adds to it."""
    return {name: value for name, value in doc.items() if name not in ("serial", "states")}


def test_a_workbook_becomes_a_new_draft(lecturer):
    draft = take_as_new(code="SC-91", content=file_of(make_document()), by=lecturer, at=NOON)
    doc = make_document()
    doc["head"]["code"] = "SC-91"
    assert told_of(read_document(draft)) == told_of(doc)


def test_a_code_that_is_taken_makes_nothing_new(lecturer):
    make_draft(by=lecturer)
    with pytest.raises(CodeTaken):
        take_as_new(code="sc-90", content=file_of(make_document()), by=lecturer, at=NOON)
    assert Scenario.objects.filter(code__iexact="SC-90").count() == 1


def test_a_file_changes_the_draft_in_one_step_that_can_be_undone(lecturer):
    draft = make_draft(by=lecturer)
    before = read_document(draft)
    take(draft, file_of(before, {HEADING: "At the bridge", "Choices!C3": 1}), by=lecturer)
    assert read_document(draft)["words"]["en"]["d1"]["heading"] == "At the bridge"
    batch = DraftChange.objects.filter(draft=draft).last()
    assert len(batch.changes) == 2
    save(draft, *inverse(batch.changes), by=lecturer)
    assert told_of(read_document(draft)) == told_of(before)


def test_what_the_draft_was_is_kept_before(lecturer):
    draft = make_draft(by=lecturer)
    take(draft, file_of(make_document(), {HEADING: "At the bridge"}), by=lecturer)
    snapshot = DraftSnapshot.objects.get(draft=draft)
    assert (snapshot.is_automatic, snapshot.name) == (True, "Before the import of duty.xlsx")
    assert snapshot.document["words"]["en"]["d1"]["heading"] == "en d1 heading"


def test_the_same_file_a_second_time_changes_nothing(lecturer):
    draft = make_draft(by=lecturer)
    content = file_of(make_document(), {HEADING: "At the bridge"})
    take(draft, content, by=lecturer)
    draft.refresh_from_db()
    counts = DraftChange.objects.count(), DraftSnapshot.objects.count()
    assert look(content).changes_nothing
    take(draft, content, by=lecturer)
    assert (DraftChange.objects.count(), DraftSnapshot.objects.count()) == counts


def test_a_draft_that_moved_meanwhile_is_not_written_over(lecturer, other_lecturer):
    draft = make_draft(by=lecturer)
    serial = look(file_of(make_document())).serial
    save(draft, change("head", "minutes", old=10, new=12), by=other_lecturer)
    with pytest.raises(DraftMoved):
        take(draft, file_of(make_document(), {HEADING: "At the bridge"}), by=lecturer, serial=serial)
    assert DraftSnapshot.objects.count() == 0


def test_a_version_without_a_draft_gets_one_with_what_the_file_says(lecturer):
    version = make_version(make_scenario("SC-90"))
    content = file_of(make_document(), {HEADING: "At the bridge"})
    preview = look(content)
    assert (preview.scenario, preview.serial) == (version.scenario, 0)
    draft = take_into_draft(
        scenario=version.scenario, content=content, serial=0, file_name="a.xlsx", by=lecturer, at=NOON
    )
    assert read_document(draft)["words"]["en"]["d1"]["heading"] == "At the bridge"
    assert read_document(draft)["words"]["ru"]["d1"]["heading"] == "ru d1 heading"


def test_what_is_only_unfinished_is_taken_in_and_told_by_cell(lecturer):
    content = file_of(make_document(), {"Choices!F3": None, HEADING: None, "Choices!C4": 2})
    lines = {(line.place, line.is_blocking) for line in look(content).lines}
    assert {("Choices!F3", True), ("Choices!C4", False), (HEADING, False)} <= lines
    draft = take_as_new(code="SC-91", content=content, by=lecturer, at=NOON)
    assert read_document(draft)["scenes"]["d1"]["choices"]["a"]["next"] == ""


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"Choices!I3": "trust -1"}, "Choices!I3"),
        ({"Choices!J3": "trust >= 1"}, "Choices!J3"),
        ({"Choices!K3": "d2 if trust >= 1"}, "Choices!K3"),
        ({"Values!A3": "seen", "Values!B3": "yes_no", "Choices!I3": "seen +1"}, "Choices!I3"),
        ({"Values!A3": "seen", "Values!B3": "yes_no", "Choices!J3": "seen >= 1"}, "Choices!J3"),
    ],
)
def test_a_value_that_is_not_there_or_not_of_this_kind_refuses_the_file(cells, place):
    content = file_of(make_document(), cells)
    with pytest.raises(FileRefused) as caught:
        look(content)
    assert [fault.place for fault in caught.value.faults] == [place]
    assert DraftChange.objects.count() == 0


def test_yaml_that_was_taken_out_changes_nothing_when_brought_back(lecturer):
    draft = make_draft(by=lecturer)
    doc = read_document(draft)
    content = read_file("sc-90.yaml", yaml_of(doc).encode())
    assert look(content).changes_nothing


def test_yaml_says_what_is_reviewed_only_where_it_comes_as_a_whole(lecturer):
    doc = make_document()
    content = read_file("sc-90.yaml", yaml_of(doc, states={"ru": "reviewed", "en": "reviewed"}).encode())
    new = take_as_new(code="SC-91", content=content, by=lecturer, at=NOON)
    assert read_document(new)["states"]["ru"]["d1"]["heading"]["state"] == "reviewed"
    other = make_draft(by=lecturer, code="SC-90")
    save(other, change("words", "ru", "d1", "heading", old="ru d1 heading", new="Иначе"), by=lecturer)
    other.refresh_from_db()
    take(other, content, by=lecturer)
    assert read_document(other)["words"]["ru"]["d1"]["heading"] == "ru d1 heading"
    assert read_document(other)["states"]["ru"]["d1"]["heading"]["state"] == "draft"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("severity: best", "severity: best, score: 3", "line", "score"),
        ("next: d2", "next: d99", "line", "d99"),
        ("en d1 heading", "<b>en</b>", "line", "HTML"),
        ("minutes: 10", "minutes: [10", "line", ""),
    ],
)
def test_faults_of_yaml_are_told_by_line(old, new, line, says):
    text = yaml_of(make_document())
    number = 1 + next(index for index, one in enumerate(text.splitlines()) if old in one)
    with pytest.raises(FileRefused) as caught:
        read_file("sc-90.yaml", text.replace(old, new, 1).encode())
    places = {fault.place: fault.message for fault in caught.value.faults}
    assert any(place.startswith(line) for place in places)
    if says:
        assert says in places[f"line {number}"]


def test_yaml_in_a_wrong_encoding_is_refused():
    with pytest.raises(FileRefused):
        read_file("sc-90.yaml", yaml_of(make_document()).encode("utf-16"))
    with pytest.raises(FileRefused):
        read_file("sc-90.yaml", "code: Сцена".encode("cp1251"))


def test_every_scenario_of_the_library_goes_through_a_workbook_unchanged():
    versions = [scenario.versions.first() for scenario in Scenario.objects.order_by("code")[:3]]
    assert versions
    for version in versions:
        doc = document_of_version(version)
        assert look(file_of(doc)).changes_nothing


def test_a_kept_file_is_given_only_to_the_one_who_brought_it(lecturer, other_lecturer, tmp_path, settings):
    settings.PANAH_DATA = tmp_path
    token = keeping.keep_file(name="duty.xlsx", content=b"abc", by=lecturer)
    assert keeping.take_file(token, by=lecturer).content == b"abc"
    with pytest.raises(keeping.FileGone):
        keeping.take_file(token, by=other_lecturer)
    with pytest.raises(keeping.FileGone):
        keeping.take_file(token[:-2] + "xx", by=lecturer)
