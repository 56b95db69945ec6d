import pytest

from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import all_words
from assessments.studio.drafting.document import VALUE, digest
from assessments.studio.drafting.history import StateUnknown, keep, restore
from assessments.studio.drafting.saving import open_draft
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft
from assessments.studio.releasing import reviewing
from assessments.studio.releasing.checking import judge
from assessments.studio.releasing.publishing import NotMinor, NotReady, NotWhatWasSeen, publish_draft
from assessments.studio.translating.accepting import mark_reviewed
from assessments.studio.translating.states import Place
from tests.factories.assessments import NOON, structure, words_for
from tests.factories.drafts import change, make_draft, save
from tests.factories.pictures import make_image

pytestmark = pytest.mark.django_db
HEADING = ("words", "en", "d1", "heading")


def publish(draft, by, kind="major"):
    draft.refresh_from_db()
    return publish_draft(draft=draft, change=kind, serial=draft.serial, by=by, at=NOON)


def test_what_is_published_is_what_was_written(lecturer):
    draft = make_draft(by=lecturer)
    version = publish(draft, lecturer)
    assert (version.number, version.published_by, version.change) == (1, lecturer, "major")
    assert version.structure["max_points"] == 4
    assert version.structure["scenes"] == structure()["scenes"]
    assert all_words(version) == words_for(structure())
    draft.refresh_from_db()
    assert draft.is_published_as_it_is


def test_a_problem_that_blocks_is_named_and_nothing_is_published(lecturer):
    draft = make_draft(by=lecturer)
    save(draft, change("scenes", "d2", "choices", "a", "next", old="end-pass", new="nowhere"), by=lecturer)
    with pytest.raises(NotReady) as raised:
        publish(draft, lecturer)
    assert ("choice_to_nowhere", "d2/a") in {(one.code, one.where) for one in raised.value.problems}
    assert not ScenarioVersion.objects.filter(scenario=draft.scenario).exists()


def test_a_draft_that_somebody_changed_meanwhile_is_not_published_unseen(lecturer, other_lecturer):
    draft = make_draft(by=lecturer)
    save(draft, change("head", "minutes", old=10, new=12), by=other_lecturer)
    with pytest.raises(NotWhatWasSeen):
        publish_draft(draft=draft, change="major", serial=draft.serial, by=lecturer, at=NOON)


def test_a_second_click_on_publish_makes_no_second_version(lecturer):
    draft = make_draft(by=lecturer)
    assert publish(draft, lecturer) == publish(draft, lecturer)
    assert ScenarioVersion.objects.filter(scenario=draft.scenario).count() == 1


def test_a_translation_that_was_only_reviewed_since_can_be_published(lecturer, translator):
    draft = make_draft(by=lecturer)
    first = publish(draft, lecturer)
    doc = read_document(draft)
    seen = {
        Place(address, name): digest(text)
        for address, texts in doc["words"]["ru"].items()
        for name, text in texts.items()
    }
    mark_reviewed(draft=draft, language="ru", seen=seen, by=translator, at=NOON)
    second = publish(draft, lecturer)
    told = [dict(one.translations.values_list("language_code", "state"))["ru"] for one in (first, second)]
    assert told == ["draft", "reviewed"]


def test_a_picture_that_is_gone_blocks_with_its_scene(lecturer):
    draft = make_draft(by=lecturer)
    save(
        draft,
        change("scenes", "d1", "image", old="", new="a" * 40),
        *(change("words", code, "d1", "alt", new="A gate") for code in ("en", "ru")),
        by=lecturer,
    )
    with pytest.raises(NotReady) as raised:
        publish(draft, lecturer)
    assert [(one.code, one.where) for one in raised.value.problems] == [("wrong_image", "d1")]
    make_image(file_hash="a" * 40)
    assert publish(draft, lecturer).number == 1


def test_words_alone_are_a_minor_change_and_points_are_not(lecturer):
    draft = make_draft(by=lecturer)
    publish(draft, lecturer)
    save(draft, change(*HEADING, old="en d1 heading", new="The gate"), by=lecturer)
    assert publish(draft, lecturer, "minor").change == "minor"
    save(draft, change("scenes", "d2", "choices", "b", "points", old=1, new=0), by=lecturer)
    with pytest.raises(NotMinor):
        publish(draft, lecturer, "minor")
    assert publish(draft, lecturer).number == 3


def test_a_scenario_of_the_library_can_be_edited_and_stays_minor_when_only_words_change(lecturer):
    scenario = ScenarioVersion.objects.filter(scenario__code="SC-01").first().scenario
    draft = open_draft(scenario=scenario, by=lecturer, at=NOON)
    heading = read_document(draft)["words"]["en"]["d1"]["heading"]
    save(draft, change(*HEADING, old=heading, new="Two words"), by=lecturer)
    version = publish(draft, lecturer, "minor")
    assert all_words(version)["en"]["scenes"]["d1"]["heading"] == "Two words"


def test_half_a_language_is_left_out_and_a_whole_one_that_nobody_reviewed_is_a_draft(lecturer):
    draft = make_draft(by=lecturer)
    save(draft, change("words", "tg", "d1", "heading", new="Дарвоза"), by=lecturer)
    version = publish(draft, lecturer)
    states = dict(version.translations.values_list("language_code", "state"))
    assert states == {"en": "reviewed", "ru": "draft"}


def test_a_scene_that_must_be_signed_off_blocks_until_it_is_and_again_when_it_changes(
    lecturer, legal_officer
):
    draft = make_draft(by=lecturer)
    save(draft, change("head", "sign_offs", old=[], new=["legal"]), by=lecturer)
    draft.refresh_from_db()
    doc = read_document(draft)
    for key in doc["scenes"]:
        reviewing.sign(draft=draft, doc=doc, scene_key=key, office="legal", by=legal_officer, at=NOON)
    assert judge(draft).can_publish
    save(draft, change(*HEADING, old="en d1 heading", new="The gate"), by=lecturer)
    draft.refresh_from_db()
    (problem,) = judge(draft).blocking
    assert (problem.code, problem.where) == ("not_signed_off", "d1")


def test_an_open_remark_warns_until_it_is_settled(lecturer, legal_officer):
    draft = make_draft(by=lecturer)
    doc = read_document(draft)
    row = reviewing.comment(draft=draft, doc=doc, scene_key="d2", text="Art. 31?", by=legal_officer, at=NOON)
    assert [(one.code, one.where) for one in judge(draft).warning if one.code == "open_comment"] == [
        ("open_comment", "d2")
    ]
    reviewing.settle(draft=draft, key=row.key, settled=True, by=lecturer, at=NOON)
    assert "open_comment" not in {one.code for one in judge(draft).problems}


def test_going_back_to_a_kept_state_keeps_what_was_there_and_can_be_undone(lecturer):
    draft = make_draft(by=lecturer)
    kept = keep(draft=draft, name="Before the summer course", by=lecturer, at=NOON)
    save(draft, change(*HEADING, old="en d1 heading", new="The gate"), by=lecturer)
    save(draft, change("values", "seen", new=VALUE), by=lecturer)
    restore(draft=draft, name=f"snapshot:{kept.pk}", by=lecturer, at=NOON)
    doc = read_document(Draft.objects.get(pk=draft.pk))
    assert (doc["words"]["en"]["d1"]["heading"], doc["values"]) == ("en d1 heading", {})
    safety = draft.snapshots.filter(is_automatic=True).get()
    assert safety.document["words"]["en"]["d1"]["heading"] == "The gate"
    last = draft.changes.order_by("serial").last()
    save(draft, *[{"path": c["path"], "old": c["new"], "new": c["old"]} for c in last.changes], by=lecturer)
    doc = read_document(Draft.objects.get(pk=draft.pk))
    assert doc["words"]["en"]["d1"]["heading"] == "The gate"


@pytest.mark.parametrize(
    "name", ["snapshot:999", "version:7", "snapshot:x", "version:", "", "draft2", "draft:x"]
)
def test_a_state_that_is_not_there_is_refused(lecturer, name):
    with pytest.raises(StateUnknown):
        restore(draft=make_draft(by=lecturer), name=name, by=lecturer, at=NOON)


def test_a_verdict_costs_a_handful_of_queries(lecturer, django_assert_max_num_queries):
    draft = make_draft(by=lecturer)
    with django_assert_max_num_queries(5):
        judge(draft)
