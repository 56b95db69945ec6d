"""The own scenario: named by its writer, reviewed by others, signed by a legal officer in either of two ways."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.studio.drafting.storing import read_document
from assessments.studio.releasing.reviewing import sign
from cms.accounts import roles
from courses.models import OwnScenario
from courses.practice.drafts import drafts_by
from courses.practice.scenarios.reviewing import (
    MayNotReview,
    NotHerDraft,
    OwnWork,
    ReviewPassed,
    name_scenario,
    pass_legal_review,
    pass_peer_review,
)
from courses.practice.standing import practice_of_one
from tests.factories.academies import make_academy
from tests.factories.drafts import change, make_draft, save
from tests.factories.people import make_person
from tests.factories.practice import NOON, make_training, place_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(lecturer, trainee, other_lecturer):
    """The place of a lecturer who becomes a trainer, beside a trainee, in a cohort of another lecturer."""
    make_training(lecturer, trainee, lecturers=[other_lecturer])
    return place_of(lecturer)


def name(place, title="The last bus", draft_key=None) -> OwnScenario:
    return name_scenario(enrolment=place, title=title, draft_key=draft_key, at=NOON)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_draft_is_own_for_who_began_it_and_for_who_wrote_in_it(lecturer, other_lecturer, administrator):
    draft = make_draft(by=administrator)
    save(draft, change("head", "minutes", old=10, new=12), by=lecturer)
    assert drafts_by(administrator) == [draft]
    assert drafts_by(lecturer) == [draft]
    assert drafts_by(other_lecturer) == []


def test_a_draft_of_others_cannot_be_named(place, other_lecturer):
    draft = make_draft(by=other_lecturer)
    with pytest.raises(NotHerDraft):
        name(place, draft_key=draft.scenario.key)
    assert not OwnScenario.objects.exists()


def test_naming_again_exchanges_it_until_a_review_is_passed(place, other_lecturer):
    name(place)
    scenario = name(place, title="The first bus")
    pass_peer_review(scenario=scenario, by=other_lecturer, at=NOON)
    with pytest.raises(ReviewPassed):
        name(place, title="The last bus")
    assert name(place, title="The first bus").title == "The first bus"


def test_a_peer_is_somebody_else_of_the_cohort_or_its_staff(place, lecturer, trainee, outsider, observer):
    scenario = name(place)
    with pytest.raises(OwnWork):
        pass_peer_review(scenario=scenario, by=lecturer, at=NOON)
    for stranger in (outsider, observer):
        with pytest.raises(MayNotReview):
            pass_peer_review(scenario=scenario, by=stranger, at=NOON)
    reviewed = pass_peer_review(scenario=scenario, by=trainee, at=NOON)
    assert (reviewed.peer_reviewed_by, reviewed.peer_reviewed_at) == (trainee, NOON)


def test_a_second_review_does_not_take_the_place_of_the_first(place, trainee, other_lecturer):
    scenario = name(place)
    pass_peer_review(scenario=scenario, by=trainee, at=NOON)
    again = pass_peer_review(scenario=scenario, by=other_lecturer, at=NOON.replace(hour=15))
    assert (again.peer_reviewed_by, again.peer_reviewed_at) == (trainee, NOON)


def test_the_legal_review_is_passed_by_a_legal_officer_and_not_by_the_writer(place, legal_officer, trainee):
    scenario = name(place)
    with pytest.raises(MayNotReview):
        pass_legal_review(scenario=scenario, by=trainee, at=NOON)
    assert not practice_of_one(place).scenario_is_legally_reviewed
    pass_legal_review(scenario=scenario, by=legal_officer, at=NOON)
    assert practice_of_one(place).scenario_is_legally_reviewed


def test_a_draft_with_every_scene_signed_has_passed_the_legal_review_until_it_changes(
    place, lecturer, legal_officer
):
    draft = make_draft(by=lecturer)
    name(place, draft_key=draft.scenario.key)
    document = read_document(draft)
    scenes = list(document["scenes"])
    for scene in scenes[1:]:
        sign(draft=draft, doc=document, scene_key=scene, office="legal", by=legal_officer, at=NOON)
    sign(draft=draft, doc=document, scene_key=scenes[0], office="child", by=legal_officer, at=NOON)
    assert not practice_of_one(place).scenario_is_legally_reviewed
    sign(draft=draft, doc=document, scene_key=scenes[0], office="legal", by=legal_officer, at=NOON)
    assert practice_of_one(place).scenario_is_legally_reviewed
    old = document["words"]["en"][scenes[0]]["situation"]
    save(draft, change("words", "en", scenes[0], "situation", old=old, new="It is later."), by=lecturer)
    assert not practice_of_one(place).scenario_is_legally_reviewed


def test_the_page_takes_a_draft_or_a_title_and_asks_for_one_of_them(place, lecturer):
    draft = make_draft(by=lecturer)
    client, url = signed_in(lecturer), reverse("my_own_scenario", args=[place.registration])
    assert client.post(url, {"draft": "", "title": " "}).status_code == 422
    assert client.post(url, {"draft": "not a key", "title": "x"}).status_code == 422
    client.post(url, {"draft": str(draft.scenario.key), "title": ""})
    scenario = OwnScenario.objects.get()
    assert (scenario.draft_key, scenario.title.startswith("SC-90")) == (draft.scenario.key, True)
    client.post(url, {"draft": "", "title": "On paper"})
    scenario.refresh_from_db()
    assert (scenario.draft_key, scenario.title) == (None, "On paper")


def test_who_has_no_draft_is_asked_for_a_title_only(trainee, lecturer):
    make_training(trainee)
    url = reverse("my_own_scenario", args=[place_of(trainee).registration])
    assert list(signed_in(trainee).get(url).context["form"].fields) == ["title"]
    signed_in(trainee).post(url, {"title": "On paper"})
    assert OwnScenario.objects.get().title == "On paper"


def test_others_of_the_group_find_it_in_their_list_and_its_writer_does_not(place, lecturer, trainee):
    scenario = name(place)
    mine = reverse("my_peers", args=[place.registration])
    theirs = reverse("my_peers", args=[place_of(trainee).registration])
    assert list(signed_in(lecturer).get(mine).context["scenarios"]) == []
    client = signed_in(trainee)
    assert list(client.get(theirs).context["scenarios"]) == [scenario]
    client.post(theirs, {"scenario": scenario.pk})
    scenario.refresh_from_db()
    assert scenario.peer_reviewed_by == trainee
    signed_in(lecturer).post(mine, {"scenario": scenario.pk})
    assert OwnScenario.objects.get().peer_reviewed_by == trainee


def test_a_scenario_of_another_cohort_cannot_be_reviewed(place, other_trainee):
    scenario = name(place)
    make_training(other_trainee, title="Another cohort")
    url = reverse("my_peers", args=[place_of(other_trainee).registration])
    client = signed_in(other_trainee)
    assert client.post(url, {"scenario": scenario.pk}).status_code == 404
    for rubbish in ("x", "", "-1", "9" * 18, "9" * 5000):
        assert client.post(url, {"scenario": rubbish}).status_code == 404


def test_legal_officers_see_and_pass_the_scenarios_of_their_academy(place, legal_officer):
    scenario = name(place)
    url = reverse("own_scenarios")
    far = make_person(username="j-9", role=roles.LEGAL_OFFICER, academy=make_academy("Another academy"))
    assert signed_in(far).get(url).context["waiting"] == []
    assert signed_in(far).post(url, {"scenario": scenario.pk}).status_code in (302, 404)
    scenario.refresh_from_db()
    assert scenario.legally_reviewed_at is None
    client = signed_in(legal_officer)
    assert client.get(url).context["waiting"] == [scenario]
    client.post(url, {"scenario": scenario.pk})
    answer = client.get(url)
    assert (answer.context["waiting"], answer.context["passed"]) == ([], [scenario])
