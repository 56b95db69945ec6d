"""What the lecturer of the journey does more than once, by keyboard alone, and what the site is asked meanwhile.

`story` has the lecturer's `page` and `keys` (keyboard.Keyboard).
"""

import json
import re

from playwright.sync_api import expect

from tests.journeys import bridge
from tests.journeys.walking import start_scenario

SOON = 15_000
CODE = "SC-13"
EDITOR = r"/scenarios/[0-9a-f-]{36}/(#.*)?$"
# The second scene of the list that is no ending.
SECOND = ".studio-outline__scenes li:has([data-ending='']) ~ li [data-ending='']"
COUNTED = """
import json
from assessments.attempts.models import Attempt
from assessments.lrs.models import Statement
mine = Attempt.objects.filter(version__scenario__code="SC-13").select_related("version", "user").order_by("pk")
print(json.dumps({"attempts": Attempt.objects.count(), "statements": Statement.objects.count(), "mine": [
    {"user": one.user.username, "version": one.version.number, "passed": one.passed} for one in mine]}))
"""
# An editor's work in the page tree, which has its own tests: a lesson with the scenario, in English and in Russian.
LESSON = """
import json
from assessments.scenarios.models import Scenario
from courses.content.models import LessonPage, ModulePage
from wagtail.models import Locale
body = json.dumps([{"type": "scenario", "value": {"scenario": Scenario.objects.get(code="SC-13").pk}}])
module = ModulePage.objects.get(code="P1", locale__language_code="en")
lesson = LessonPage(title="At the bridge", slug="at-the-bridge", code="SC-13", minutes=10, body=body)
module.add_child(instance=lesson)
lesson.save_revision().publish()
translated = lesson.copy_for_translation(Locale.objects.get(language_code="ru"))
translated.title = "У моста"
translated.save_revision().publish()
print(json.dumps(translated.url))
"""


def told(site, script):
    """Return what a script prints on its last line, run in the site's shell."""
    return json.loads(site.manage("shell", "-c", script).strip().splitlines()[-1])


def at_scene(part):
    return f".studio-field[data-place$='/{part}'] :is(input, textarea)"


def at_choice(number, part):
    return f".studio-choices > section:nth-of-type({number}) {part}"


def write_scene(keys, heading, situation):
    keys.write_at(at_scene("heading"), heading)
    keys.write_at(at_scene("situation"), situation)


def write_choice(keys, number, text, consequence, *, severity=0, leads_to):
    """Fill in a choice from above to below; `severity` is how far to go right (left) in its row of words."""
    keys.write_at(at_choice(number, "[data-place$='/text'] textarea"), text)
    if consequence:
        keys.write_at(at_choice(number, "[data-place$='/consequence'] textarea"), consequence)
    if severity:
        keys.tab_to(at_choice(number, "[data-place$='/severity'] input"))
        keys.press(*["ArrowRight" if severity > 0 else "ArrowLeft"] * abs(severity))
    keys.choose_at(at_choice(number, "[data-place$='/next'] select"), leads_to)


def open_from_list(story, selector, address):
    """Go from the list of scenarios by one of the doors of this scenario."""
    story.page.goto("/admin/scenarios/")
    place = story.page.locator(".studio-card", has_text=CODE).locator(selector).get_attribute("href")
    story.keys.follow(f"a[href='{place}']", address)


def translate(story, language, words):
    """Write every text of the side-by-side page in its own field; return the fields' rows."""
    keys, page = story.keys, story.page
    open_from_list(story, "a[href$='/translate/']", "/translate/")
    keys.follow(f".tr-languages a[href$='to={language}']", f"to={language}$")
    page.wait_for_selector(".tr.is-live")
    rows = page.locator("[data-row]")
    for row in range(rows.count()):
        source = rows.nth(row).locator("[data-source-text]").inner_text().strip()
        name = rows.nth(row).get_attribute("data-row")
        keys.write_at(f"[data-row='{name}'] textarea", words[source])
    expect(page.locator("[data-save]")).to_have_text(re.compile("Saved"), timeout=SOON)
    expect(page.locator("[data-row][data-state=draft]")).to_have_count(rows.count(), timeout=SOON)
    return rows


def publish(story, number):
    keys, page = story.keys, story.page
    open_from_list(story, ".studio-card__title a", EDITOR)
    keys.follow("#studio-publish", "/publish/$")
    expect(page.locator("#blocking")).to_have_count(0)
    keys.follow("main form button[type=submit]", "/scenarios/$")
    expect(page.locator(".studio-card", has_text=CODE)).to_contain_text(f"Version {number}")


def change_for_version_2(story):
    """Another wording in English and Russian, and a point less for it."""
    keys, page = story.keys, story.page
    open_from_list(story, ".studio-card__title a", EDITOR)
    keys.press_at(SECOND)
    keys.write_at(at_choice(1, "[data-place$='/text'] textarea"), bridge.RECORD_AGAIN["en"])
    keys.write_at(at_choice(1, "[data-place$='/points'] input"), "1")
    keys.choose_at("#studio-language", "Русский", back=True)
    keys.write_at(at_choice(1, "[data-place$='/text'] textarea"), bridge.RECORD_AGAIN["ru"])
    keys.is_saved()
    expect(page.locator(at_choice(1, "[data-place$='/points'] input"))).to_have_value("1")


def take(page, words):
    page.locator("button[name=choice]", has_text=words).click()
    page.wait_for_load_state()


def begin(page, address):
    page.goto(address)
    start_scenario(page)
