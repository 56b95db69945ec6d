"""kill -9 in the middle of a scenario: the next start resumes at the same scene, and nothing is doubled."""

import re

import pytest

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
    attempt = re.search(r"/play/[^/]+/([^/]+)/", page.url).group(1)
    told = [one for one in read_statements_back(site, "power-cut") if attempt in one.to_json()]
    ids = [str(one.id) for one in told]
    assert len(ids) == len(set(ids))
