"""Two colleagues in one moment, each in a thread and a connection of their own."""

from uuid import uuid4

import pytest

from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.studio.drafting.changes import ChangesConflict
from assessments.studio.drafting.saving import CodeTaken, create_draft, open_draft
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft, DraftChange
from assessments.studio.releasing.publishing import NotWhatWasSeen, publish_draft
from tests.factories.assessments import NOON, make_version
from tests.factories.drafts import change, make_draft, save
from tests.factories.people import make_person
from tests.racing import CLICKS, at_once

pytestmark = pytest.mark.django_db(transaction=True)
HEADING = ("words", "en", "d1", "heading")


@pytest.fixture
def lecturer():
    return make_person()


def test_a_batch_sent_by_two_tabs_is_written_once(lecturer):
    draft, key = make_draft(by=lecturer), uuid4()
    wish = change(*HEADING, old="en d1 heading", new="The gate")
    rows = at_once(lambda: save(draft, wish, by=lecturer, key=key))
    assert set(rows) == {DraftChange.objects.get(key=key)}


def test_of_four_who_change_one_text_one_wins_and_three_are_told(lecturer):
    draft = make_draft(by=lecturer)

    def write(text):
        return lambda: save(draft, change(*HEADING, old="en d1 heading", new=text), by=lecturer)

    results = at_once(*(write(text) for text in "abcd"))
    assert sum(isinstance(one, DraftChange) for one in results) == 1
    assert sum(isinstance(one, ChangesConflict) for one in results) == CLICKS - 1
    assert read_document(Draft.objects.get(pk=draft.pk))["serial"] == 2


def test_of_four_who_take_one_code_one_gets_it(lecturer):
    def begin():
        return create_draft(code="SC-91", source_language="en", by=lecturer, at=NOON)

    results = at_once(begin)
    assert sum(isinstance(one, CodeTaken) for one in results) == CLICKS - 1
    assert Scenario.objects.filter(code="SC-91").count() == 1


def test_all_who_open_a_scenario_of_the_library_first_share_one_draft(lecturer):
    scenario = make_version().scenario
    assert set(at_once(lambda: open_draft(scenario=scenario, by=lecturer, at=NOON))) == {Draft.objects.get()}


def test_clicks_on_publish_make_one_version(lecturer):
    draft = make_draft(by=lecturer)
    results = at_once(lambda: publish_draft(draft=draft, change="major", serial=1, by=lecturer, at=NOON))
    assert set(results) == {ScenarioVersion.objects.get(scenario=draft.scenario)}


def test_what_is_saved_while_it_is_published_is_either_in_the_version_or_refuses_it(lecturer):
    draft = make_draft(by=lecturer)
    at_once(
        lambda: save(draft, change(*HEADING, old="en d1 heading", new="The gate"), by=lecturer),
        lambda: publish_draft(draft=draft, change="major", serial=1, by=lecturer, at=NOON),
    )
    draft = Draft.objects.get(pk=draft.pk)
    assert draft.serial == 2
    assert not draft.is_published_as_it_is
    with pytest.raises(NotWhatWasSeen):
        publish_draft(draft=draft, change="major", serial=1, by=lecturer, at=NOON)
