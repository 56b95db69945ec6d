"""kill -9 in the middle of a scenario: the next start resumes at the same scene, and nothing is doubled."""

import pytest

from assessments.xapi.vocabulary import SCENARIO
from tests.journeys.test_trainee_becomes_certified import read_statements_back
from tests.journeys.walking import play, sign_in, start_scenario

pytestmark = pytest.mark.browser

PRACTICE = "/ru/manual/m4-non-refoulement/scenario-night-train/"


def test_a_killed_server_resumes_at_the_same_scene_with_nothing_doubled(site, phone):
    page = phone("ru")
    sign_in(page, "trainee3", "ru")
    page.goto(PRACTICE)
    start_scenario(page)
    play(page, "ru", stop_after=2)
    heading, step = (
        page.locator(".scene h1").inner_text(),
        page.locator("input[name=step]").input_value(),
    )

    site.kill()
    site.start()

    page.reload()
    assert page.locator(".scene h1").inner_text() == heading
    assert page.locator("input[name=step]").input_value() == step
    page.goto(PRACTICE)
    start_scenario(page)
    assert page.locator(".scene h1").inner_text() == heading

    play(page, "ru")
    # The newest statement about a scene is of this attempt; its registration picks out all this person did. Others
    # may have left statements without a context here.
    statements = [one for one in read_statements_back(site, "power-cut") if one.context]
    answered = [
        one
        for one in statements
        if one.verb.id.endswith("/answered") and SCENARIO in (one.context.extensions or {})
    ]
    registration = answered[0].context.registration
    mine = [one for one in statements if one.context.registration == registration]
    steps = [one.context.extensions[SCENARIO]["step"] for one in answered if one in mine]
    assert sorted(steps) == [1, 2, 3, 4, 5]
    assert [one.verb.id.endswith("/passed") and "/scenario/" in one.object.id for one in mine].count(
        True
    ) == 1
