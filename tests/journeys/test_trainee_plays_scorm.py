"""Course packages in a lesson in a real browser: played, gone on with on a second device, finished, and recorded."""

import pytest
from playwright.sync_api import expect

from tests.journeys.package_site import LESSON
from tests.journeys.test_trainee_becomes_certified import read_statements_back
from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser
OLDER, NEWER, CMI5 = range(3)
SLOW_LINE = """() => {
    const fetch = window.fetch;
    window.fetch = (...asked) => new Promise((go) => setTimeout(go, 800)).then(() => fetch(...asked));
}"""


@pytest.fixture
def packages(site):
    site.manage("shell", "-v0", "-c", "from tests.journeys.package_site import put_good; put_good()")


class Device:
    """A browser in which somebody has opened one package of the lesson."""

    def __init__(self, phone, username, number, language="en"):
        self.page = phone(language)
        self.problems = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on(
            "console", lambda said: self.problems.append(said.text) if said.type == "error" else None
        )
        sign_in(self.page, username, language)
        self.page.goto(f"/{language}{LESSON}")
        self.page.locator("section[id^=package-] a.button").nth(number).click()
        self.page.locator(".package-units").wait_for()

    def start(self, number=0):
        self.page.locator(".unit-line button").nth(number).click()
        self.page.locator("iframe.unit-frame").wait_for()
        return self

    @property
    def frame(self):
        return self.page.frame_locator("iframe.unit-frame")

    def press(self, name):
        # By the keyboard: after a picture was taken Chromium takes a click inside of the frame for one beside it.
        self.frame.get_by_role("button", name=name).press("Enter")

    def says(self, state):
        self.page.locator(f"[data-says={state}]:not([hidden])").wait_for()

    def text(self, name) -> str:
        # The unit writes all of them when it has been told where it is.
        expect(self.frame.locator("#place")).not_to_be_empty(timeout=30_000)
        return self.frame.locator(f"#{name}").inner_text()

    def leave(self):
        self.page.locator("a.player-leave").click()
        self.page.locator(".package-units").wait_for()


class Told:
    """What the store holds of one person."""

    def __init__(self, site, username):
        code = (
            f"from cms.accounts.models import User; print(User.objects.get(username='{username}').actor_key)"
        )
        key = site.manage("shell", "-v0", "-c", code).strip()
        everything = read_statements_back(site, f"packages-{username}")
        self.own = [one for one in everything if one.actor.account.name == key]

    def of(self, kind) -> list:
        return [one for one in self.own if f"/{kind}/" in str(one.object.id)]


def verbs(statements) -> list[str]:
    return [one.verb.id.rsplit("/", 1)[-1] for one in statements]


def test_a_unit_of_1_2_is_left_on_one_device_and_finished_on_another(site, phone, screenshots, packages):
    first = Device(phone, "trainee4", OLDER).start()
    assert first.page.locator("iframe.unit-frame").get_attribute("sandbox").startswith("allow-scripts ")
    assert "allow-same-origin" not in first.page.locator("iframe.unit-frame").get_attribute("sandbox")
    assert (first.text("place"), first.text("entry")) == ("start", "ab-initio")
    first.press("Half")
    first.says("saved")
    assert first.text("place") == "page 2"

    # Reloaded, the session goes on; on another device, in another language, it is gone on with.
    first.page.reload()
    assert (first.text("place"), first.text("held")) == ("page 2", "seen:1,2")
    second = Device(phone, "trainee4", OLDER, "ru").start()
    assert (second.text("place"), second.text("entry")) == ("page 2", "resume")
    second.page.screenshot(path=screenshots / "ru-scorm-unit.png")

    # What the first device sends now would undo that: it is told, and nothing of it is kept.
    first.press("Half")
    first.says("elsewhere")
    second.press("Finish well")
    second.says("ended")
    second.leave()
    assert second.page.locator(".unit-line.is-done").count() == 1
    second.page.screenshot(path=screenshots / "ru-package.png", full_page=True)
    assert second.page.locator(".notice-success").count() == 1

    told = Told(site, "trainee4")
    units = told.of("unit")
    assert sorted(verbs(units)) == sorted(["initialized", "resumed", "completed", "passed", "terminated"])
    assert verbs(told.of("package")) == ["completed"]
    assert verbs(told.of("unit-question")) == ["answered"]
    passed = next(one for one in units if one.verb.id.endswith("/passed"))
    assert passed.result.score.raw == 90
    assert passed.result.extensions["https://w3id.org/xapi/panah/extensions/scored-by"] == "browser"
    assert second.problems == []


def test_a_unit_of_2004_is_judged_by_its_mark_and_the_lesson_waits_for_it(site, phone, packages):
    device = Device(phone, "trainee5", NEWER).start()
    device.press("Half")
    device.says("saved")
    # It says "passed" with 0.2, and the manifest asks for 0.7.
    device.press("Finish badly")
    device.says("ended")
    device.leave()
    assert device.page.locator(".unit-line.is-failed").count() == 1
    device.start()
    assert device.text("place") == "start"
    device.press("Finish well")
    device.says("ended")
    device.leave()
    assert device.page.locator(".unit-line.is-done").count() == 1
    assert device.problems == []


def test_work_of_a_dead_network_is_kept_through_a_reload_and_sent(phone, packages):
    device = Device(phone, "trainee6", OLDER).start()
    device.frame.get_by_role("button", name="Half").wait_for()
    device.page.context.set_offline(True)
    device.press("Half")
    device.says("waiting")
    device.page.context.set_offline(False)
    device.page.reload()
    assert device.text("place") == "page 2"
    device.page.context.set_offline(True)
    device.press("Finish well")
    device.says("waiting")
    device.page.context.set_offline(False)
    device.says("ended")
    device.leave()
    assert device.page.locator(".unit-line.is-done").count() == 1


def test_leaving_without_a_word_keeps_what_was_done(phone, packages):
    device = Device(phone, "trainee3", OLDER).start()
    device.frame.get_by_role("button", name="Half").wait_for()
    inside = device.page.frames[-1]
    inside.evaluate("a.LMSSetValue('cmi.core.lesson_location', 'page 7')")
    device.leave()
    device.start()
    assert device.text("place") == "page 7"


def test_who_leaves_by_the_page_has_all_kept_before_the_next_page_comes(phone, packages):
    device = Device(phone, "trainee3", NEWER).start()
    device.frame.get_by_role("button", name="Half").wait_for()
    # On a slow line, and without the beacon of the frame, which may come after the next launch.
    device.page.evaluate(SLOW_LINE)
    device.page.frames[-1].evaluate(
        "() => { navigator.sendBeacon = () => true; a.SetValue('cmi.location', 'p9'); }"
    )
    device.leave()
    device.start()
    assert device.text("place") == "p9"


def test_a_cmi5_unit_is_played_from_the_lesson(site, phone, packages):
    device = Device(phone, "trainee5", CMI5).start()
    device.frame.locator("#told", has_text="begun").wait_for()
    device.press("Done")
    device.frame.locator("#told", has_text="ended").wait_for()
    device.leave()
    assert device.page.locator(".unit-line.is-done").count() == 1
    assert device.page.locator(".notice-success").count() == 1
    told = Told(site, "trainee5")
    assert sorted(verbs(told.of("cmi5-unit"))) == [
        "completed", "initialized", "launched", "passed", "terminated",
    ]  # fmt: skip
    assert verbs(told.of("cmi5-course")) == ["satisfied"]


def test_a_tree_of_units_opens_one_after_the_other(site, phone, screenshots):
    site.manage("shell", "-v0", "-c", "from tests.journeys.package_site import put_tree; put_tree()")
    device = Device(phone, "trainee2", 0, "fa-af")
    assert device.page.locator(".unit-line").count() == 3
    assert device.page.locator(".unit-line button").count() == 2
    device.page.screenshot(path=screenshots / "fa-af-package.png", full_page=True)
    for number in range(2):
        device.start(number)
        device.press("Finish well")
        device.says("ended")
        device.leave()
    assert device.page.locator(".unit-line button").count() == 3
    # The unit in its frame leads on to the next one.
    device.start(1)
    device.page.locator("form[data-go=next] button").click()
    device.page.locator(".player-title", has_text="Last").wait_for()
