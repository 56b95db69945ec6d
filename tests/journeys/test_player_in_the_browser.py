"""The player in a real browser: two tabs, the Back button, a double click, a language and a device changed midway."""

import re

import pytest

from tests.journeys.oracle import ScenarioOracle
from tests.journeys.test_trainee_becomes_certified import read_statements_back
from tests.journeys.walking import sign_in, start_scenario

pytestmark = pytest.mark.browser

PRACTICE = "/manual/m4-non-refoulement/scenario-night-train/"
BUTTONS = "button[name=choice]"


def wait_for_step(page, number: int) -> None:
    page.wait_for_selector(f"input[name=step][value='{number}']", state="attached", timeout=10_000)


def test_one_person_in_two_tabs_two_languages_and_two_devices_makes_each_choice_once(
    site, phone, screenshots
):
    english, russian = ScenarioOracle("sc-01", "en"), ScenarioOracle("sc-01", "ru")
    page = phone("en")
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    sign_in(page, "trainee2", "en")
    page.goto(f"/en{PRACTICE}")
    start_scenario(page)
    first = page.url

    # A double click: one step.
    heading = page.locator(".scene h1").inner_text()
    page.locator(BUTTONS, has_text=english.best(heading)).dblclick()
    wait_for_step(page, 2)

    # Another choice in a second tab that still shows the scene before.
    tab = page.context.new_page()
    tab.goto(first)
    heading = page.locator(".scene h1").inner_text()
    page.locator(BUTTONS, has_text=english.best(heading)).click()
    wait_for_step(page, 3)
    tab.locator(BUTTONS).filter(has_not_text=english.best(heading)).first.click()
    wait_for_step(tab, 3)
    assert tab.locator(".notices .notice").count() == 1
    tab.screenshot(path=screenshots / "en-other-window.png", full_page=True)

    # Back to a scene that is over by now: the one that is open is shown.
    page.locator(".player-leave").click()
    page.wait_for_url(re.compile("scenario-night-train"))
    tab.locator(BUTTONS, has_text=english.best(tab.locator(".scene h1").inner_text())).click()
    wait_for_step(tab, 4)
    tab.close()
    page.go_back()
    assert page.url == first
    wait_for_step(page, 4)

    # The language changes in mid-scene; the scene and its choices stay.
    order = page.locator(BUTTONS).evaluate_all("buttons => buttons.map(button => button.value)")
    page.locator(".player-bar summary").click()
    page.locator(".player-bar a[lang=ru]").click()
    page.wait_for_url(re.compile("/ru/"))
    wait_for_step(page, 4)
    assert page.locator(BUTTONS).evaluate_all("buttons => buttons.map(button => button.value)") == order
    heading = page.locator(".scene h1").inner_text()
    page.locator(BUTTONS, has_text=russian.best(heading)).click()
    wait_for_step(page, 5)

    # Another device goes on at the very scene, to the end.
    other = phone("ru")
    sign_in(other, "trainee2", "ru")
    other.goto(f"/ru{PRACTICE}")
    start_scenario(other)
    wait_for_step(other, 5)
    while "/debrief/" not in other.url:
        heading = other.locator(".scene h1").inner_text()
        other.locator(BUTTONS, has_text=russian.best(heading)).click()
        other.wait_for_load_state()
    other.screenshot(path=screenshots / "ru-both-paths.png", full_page=True)
    assert other.locator(".track").count() == 6
    assert other.evaluate("document.documentElement.scrollWidth") <= 360

    # The first device learns that it is over.
    page.reload()
    assert "/debrief/" in page.url

    # A scene tried again leaves no statement behind.
    before = len(read_statements_back(site, "player-before"))
    other.locator(".path-again a").first.click()
    other.wait_for_url(re.compile("/again/1/"))
    for number in range(other.locator(BUTTONS).count()):
        other.locator(BUTTONS).nth(number).click()
        other.wait_for_url(re.compile(r"choice="))
        assert other.locator(".judgement").count() == 1
    other.screenshot(path=screenshots / "ru-tried-again.png", full_page=True)
    statements = read_statements_back(site, "player-after")
    assert len(statements) == before

    registration = statements[0].context.registration
    answered = [
        one
        for one in statements
        if one.context.registration == registration and one.verb.id.endswith("/answered")
    ]
    assert sorted(one.context.language for one in answered) == ["en", "en", "en", "ru", "ru"]
    assert all(one.result.duration is not None for one in answered)
    assert problems == []
