from uuid import uuid4

import pytest

from assessments.scenarios.models import Scenario
from assessments.scenarios.publishing import publish
from assessments.studio.drafting.changes import ChangesConflict, ChangesInvalid
from assessments.studio.drafting.document import diff_changes, digest
from assessments.studio.drafting.saving import CodeTaken, create_draft, document_of_version, open_draft
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft, DraftChange
from tests.factories.assessments import NOON, structure, words_for
from tests.factories.drafts import change, make_document, make_draft, save

pytestmark = pytest.mark.django_db
HEADING = ("words", "en", "d1", "heading")


def test_what_is_saved_is_read_back_the_same(lecturer):
    doc = make_document()
    found = read_document(make_draft(by=lecturer, doc=doc))
    assert diff_changes(found, doc) == []
    assert found["serial"] == 1


def test_reading_a_draft_takes_three_queries(lecturer, django_assert_num_queries):
    draft = make_draft(by=lecturer)
    with django_assert_num_queries(3):
        read_document(draft)


def test_saving_is_a_row_with_a_number_of_its_own(lecturer):
    draft = make_draft(by=lecturer)
    row = save(draft, change(*HEADING, old="en d1 heading", new="The gate"), by=lecturer)
    assert (row.serial, row.made_by) == (2, lecturer)
    assert read_document(Draft.objects.get(pk=draft.pk))["words"]["en"]["d1"]["heading"] == "The gate"


def test_a_batch_sent_twice_is_written_once(lecturer):
    draft, key = make_draft(by=lecturer), uuid4()
    wish = change(*HEADING, old="en d1 heading", new="The gate")
    first = save(draft, wish, by=lecturer, key=key)
    # Meanwhile somebody went on; the late copy of the batch must not undo that.
    save(draft, change(*HEADING, old="The gate", new="The door"), by=lecturer)
    assert save(draft, wish, by=lecturer, key=key) == first
    assert read_document(Draft.objects.get(pk=draft.pk))["words"]["en"]["d1"]["heading"] == "The door"


def test_a_batch_of_another_scenario_is_refused(lecturer):
    key = uuid4()
    save(make_draft(by=lecturer), change("head", "minutes", old=10, new=12), by=lecturer, key=key)
    other = make_draft(by=lecturer, code="SC-91")
    with pytest.raises(ChangesInvalid):
        save(other, change("head", "minutes", old=10, new=12), by=lecturer, key=key)


def test_a_conflict_writes_nothing(lecturer, other_lecturer):
    draft = make_draft(by=lecturer)
    save(draft, change(*HEADING, old="en d1 heading", new="Theirs"), by=other_lecturer)
    with pytest.raises(ChangesConflict):
        save(
            draft,
            change("head", "minutes", old=10, new=12),
            change(*HEADING, old="en d1 heading", new="Mine"),
            by=lecturer,
        )
    found = read_document(Draft.objects.get(pk=draft.pk))
    assert (found["head"]["minutes"], found["words"]["en"]["d1"]["heading"], found["serial"]) == (
        10,
        "Theirs",
        2,
    )


def test_a_translated_text_is_a_draft_made_from_todays_source(lecturer):
    draft = make_draft(by=lecturer)
    save(draft, change("words", "ru", "d1", "heading", old="ru d1 heading", new="Ворота"), by=lecturer)
    state = read_document(Draft.objects.get(pk=draft.pk))["states"]["ru"]["d1"]["heading"]
    assert (state["state"], state["source"], state["by"]) == ("draft", digest("en d1 heading"), "l-1")


def test_an_emptied_text_leaves_no_state_behind(lecturer):
    draft = make_draft(by=lecturer)
    save(draft, change("words", "ru", "d1", "heading", old="ru d1 heading", new=""), by=lecturer)
    found = read_document(Draft.objects.get(pk=draft.pk))
    assert "heading" not in found["words"]["ru"]["d1"]
    assert "heading" not in found["states"]["ru"]["d1"]


def test_the_draft_of_a_published_scenario_begins_as_its_newest_version(lecturer):
    scenario = Scenario.objects.get(code="SC-01")
    draft = open_draft(scenario=scenario, by=lecturer, at=NOON)
    found, version = read_document(draft), scenario.versions.order_by("-number").first()
    assert diff_changes(found, document_of_version(version)) == []
    assert draft.based_on == version
    assert found["states"]["ru"]["d1"]["heading"]["state"] == "reviewed"
    assert open_draft(scenario=scenario, by=lecturer, at=NOON) == draft


def test_a_draft_nobody_touched_follows_a_newer_version_and_one_with_work_in_it_does_not(lecturer):
    made = structure()
    scenario = Scenario.objects.create(code="SC-92")

    def publish_with(heading):
        words = words_for(made)
        words["en"]["scenes"]["d1"]["heading"] = heading
        publish(scenario=scenario, structure=made, words=words, minutes=10, at=NOON)

    def heading_now():
        draft = open_draft(scenario=scenario, by=lecturer, at=NOON)
        return read_document(draft)["words"]["en"]["d1"]["heading"]

    publish_with("First")
    assert heading_now() == "First"
    publish_with("Second")
    assert heading_now() == "Second"
    draft = Draft.objects.get(scenario=scenario)
    assert draft.is_published_as_it_is
    save(draft, change(*HEADING, old="Second", new="Mine"), by=lecturer)
    publish_with("Third")
    assert heading_now() == "Mine"


def test_a_copy_is_a_scenario_of_its_own(lecturer):
    source = make_draft(by=lecturer)
    copy = create_draft(
        code="SC-90-KZ", source_language="en", copied_from=source.scenario, by=lecturer, at=NOON, title="Copy"
    )
    doc, original = read_document(copy), read_document(source)
    assert doc["words"]["en"][""]["title"] == "Copy"
    assert doc["scenes"] == original["scenes"]
    assert (doc["head"]["code"], copy.copied_from) == ("SC-90-KZ", source.scenario)
    save(copy, change(*HEADING, old="en d1 heading", new="Changed"), by=lecturer)
    assert read_document(source) == original


def test_two_scenarios_cannot_have_one_code(lecturer):
    make_draft(by=lecturer)
    with pytest.raises(CodeTaken):
        create_draft(code="sc-90", source_language="en", by=lecturer, at=NOON)
    assert DraftChange.objects.count() == 1
