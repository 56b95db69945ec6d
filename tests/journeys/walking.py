"""What a person does in the browser, in whatever language: found by form and role, not by English words."""

import re

from tests.journeys.oracle import ScenarioOracle, check_answers, right_texts

PASSWORD = "panah-demo"


def sign_in(page, username, language):
    page.goto(f"/{language}/account/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"/my/"))


def wait_until(page, expression):
    """Wait until it is true on a page of the site, whose policy lets nobody evaluate a text inside of it."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def read_lessons(page, language, shots=None):
    """Read on from the first lesson of M4 to the knowledge check, completing each lesson."""
    page.goto(f"/{language}/manual/m4-non-refoulement/the-rule/")
    for number in range(1, 6):
        if shots and number == 1:
            shots("lesson")
        page.locator("form[action*='/complete/'] button").click()
        page.wait_for_load_state()
    assert "/knowledge-check/" in page.url, page.url


def answer_check(page, content_language):
    """Answer every question of the check on the page rightly and send it."""
    for question, words in check_answers("m4", "m4-check", content_language):
        field = page.locator("fieldset", has_text=" ".join(words["text"].split("{{")[0].split())).first
        texts = right_texts(question, words)
        if question["kind"] == "ordering":
            put_in_order(field, texts)
            continue
        for text in texts:
            field.locator(".option", has_text=text).first.locator("input").check()
    page.locator("form[action*='/check/'] button.button").click()
    page.wait_for_load_state()


def put_in_order(field, texts):
    """Move the items of an ordering question up, by their buttons, until they stand as in `texts`."""
    for place, text in enumerate(texts):
        item = field.locator("li", has_text=text).first
        while item.evaluate("item => [...item.parentElement.children].indexOf(item)") > place:
            item.locator(".ordering-moves button").first.click()


def start_scenario(page):
    """Begin the scenario of the lesson, or go on with the attempt that is running."""
    page.locator(".scenario .buttons .button").first.click()
    page.wait_for_url(re.compile(r"/play/"))


def play(page, content_language, *, critical_at=None, stop_after=None, shots=None):
    """Play SC-01 by the best choices; at choice number `critical_at` make the critical one."""
    oracle = ScenarioOracle("sc-01", content_language)
    number = 0
    while "/debrief/" not in page.url:
        number += 1
        if stop_after is not None and number > stop_after:
            return
        heading = page.locator(".scene h1").inner_text().strip()
        text = oracle.critical(heading) if number == critical_at else oracle.best(heading)
        if shots and number == 2:
            shots("scene")
        page.locator("button[name=choice]", has_text=text).click()
        page.wait_for_load_state()
