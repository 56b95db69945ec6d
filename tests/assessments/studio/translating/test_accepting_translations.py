import pytest

from assessments.studio.drafting.document import digest
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft
from assessments.studio.translating import accepting
from assessments.studio.translating.earlier import earlier_sources
from assessments.studio.translating.states import DRAFT, REVIEWED, STALE, Place, entry_at, state_of, text_at
from tests.factories.assessments import NOON
from tests.factories.drafts import change, make_draft, save

pytestmark = pytest.mark.django_db
HEADING, SITUATION, GONE = Place("d1", "heading"), Place("d1", "situation"), Place("d1", "alt")


@pytest.fixture
def draft(lecturer):
    return make_draft(by=lecturer)


def document(draft):
    return read_document(Draft.objects.get(pk=draft.pk))


def seen(draft, *places, language="ru"):
    return {place: digest(text_at(document(draft), language, place)) for place in places}


def review(draft, by, places):
    return accepting.mark_reviewed(draft=draft, language="ru", seen=places, by=by, at=NOON)


def change_source(draft, by, text="The new heading"):
    old = text_at(document(draft), "en", HEADING)
    save(draft, change("words", "en", "d1", "heading", old=old, new=text), by=by)
    return old


def test_a_reviewed_text_says_who_reviewed_it_and_when(draft, translator):
    outcome = review(draft, translator, seen(draft, HEADING))
    assert outcome.done == (HEADING,)
    doc = document(draft)
    assert state_of(doc, "ru", HEADING) == REVIEWED
    assert state_of(doc, "ru", SITUATION) == DRAFT
    entry = entry_at(doc, "ru", HEADING)
    assert (entry["by"], entry["at"]) == (translator.username, NOON.isoformat())


def test_reviewing_writes_no_words_and_no_batch(draft, translator):
    before, batches = document(draft), draft.changes.count()
    review(draft, translator, seen(draft, HEADING, SITUATION))
    assert document(draft)["words"] == before["words"]
    assert document(draft)["serial"] == before["serial"]
    assert draft.changes.count() == batches


def test_what_is_missing_stale_or_changed_since_is_left_as_it_is(draft, lecturer, translator):
    looked_at = seen(draft, HEADING, SITUATION, GONE)
    change_source(draft, lecturer)
    old = text_at(document(draft), "ru", SITUATION)
    save(draft, change("words", "ru", "d1", "situation", old=old, new="Иначе"), by=lecturer)
    outcome = review(draft, translator, looked_at)
    assert outcome.done == ()
    assert outcome.left == {HEADING: "stale", SITUATION: "changed", GONE: "missing"}


def test_saving_a_reviewed_text_makes_it_a_draft_again(draft, translator):
    review(draft, translator, seen(draft, HEADING))
    old = text_at(document(draft), "ru", HEADING)
    save(draft, change("words", "ru", "d1", "heading", old=old, new="Иначе"), by=translator)
    assert state_of(document(draft), "ru", HEADING) == DRAFT


@pytest.mark.parametrize("state", [DRAFT, REVIEWED])
def test_a_trivial_change_of_the_source_keeps_the_state_there_was(draft, lecturer, translator, state):
    if state == REVIEWED:
        review(draft, translator, seen(draft, HEADING))
    change_source(draft, lecturer)
    assert state_of(document(draft), "ru", HEADING) == STALE
    outcome = accepting.keep_reviewed(
        draft=draft, language="ru", seen=seen(draft, HEADING, language="en"), by=translator, at=NOON
    )
    assert outcome.done == (HEADING,)
    assert state_of(document(draft), "ru", HEADING) == state


def test_a_source_that_changed_once_more_is_not_called_trivial_unseen(draft, lecturer, translator):
    change_source(draft, lecturer)
    looked_at = seen(draft, HEADING, language="en")
    change_source(draft, lecturer, "The newest heading")
    outcome = accepting.keep_reviewed(draft=draft, language="ru", seen=looked_at, by=translator, at=NOON)
    assert outcome.left == {HEADING: "changed"}
    assert state_of(document(draft), "ru", HEADING) == STALE


def test_a_review_can_be_taken_back_and_a_stale_text_stays_stale(draft, lecturer, translator):
    looked_at = seen(draft, HEADING, SITUATION)
    review(draft, translator, looked_at)
    change_source(draft, lecturer)
    accepting.back_to_draft(draft=draft, language="ru", seen=looked_at, by=translator, at=NOON)
    doc = document(draft)
    assert state_of(doc, "ru", SITUATION) == DRAFT
    assert state_of(doc, "ru", HEADING) == STALE
    assert entry_at(doc, "ru", HEADING)["state"] == "draft"


def test_the_source_language_has_no_states(draft, translator):
    with pytest.raises(accepting.NotATranslation):
        accepting.mark_reviewed(draft=draft, language="en", seen={HEADING: ""}, by=translator, at=NOON)


def test_the_source_a_stale_text_was_made_from_is_found_in_the_history(
    draft, lecturer, django_assert_num_queries
):
    old = change_source(draft, lecturer)
    change_source(draft, lecturer, "The newest heading")
    wanted = {HEADING: digest(old), SITUATION: "0" * 16}
    with django_assert_num_queries(1):
        assert earlier_sources(draft, "en", wanted) == {HEADING: old}
    with django_assert_num_queries(0):
        assert earlier_sources(draft, "en", {}) == {}
