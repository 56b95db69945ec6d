"""A lecturer marks attendance on a phone in a room without network: nothing is lost, nothing arrives twice."""

import json
import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ARGUMENTS, PHONE, chromium_path
from tests.journeys.walking import PASSWORD, sign_in

pytestmark = pytest.mark.browser


class Phone:
    """A browser with a folder of its own, which can be closed and opened again."""

    def __init__(self, chromium, folder, site):
        self.chromium, self.folder, self.site = chromium, folder, site
        self.context = None

    def open(self):
        """Return a page of the browser, started if it is closed."""
        if self.context is None:
            self.context = self.chromium.browser_type.launch_persistent_context(
                self.folder,
                executable_path=chromium_path(),
                args=ARGUMENTS,
                viewport=PHONE,
                base_url=self.site.address,
            )
        return self.context.new_page()

    def close(self):
        self.context.close()
        self.context = None

    @contextmanager
    def without_network(self):
        """Take the network away from pages and from the worker behind them: the site itself does not answer."""
        self.site.stop()
        if self.context:
            self.context.set_offline(True)
        yield
        self.site.start()
        if self.context:
            self.context.set_offline(False)


@pytest.fixture
def handset(chromium, site, tmp_path):
    phone = Phone(chromium, tmp_path / "phone", site)
    yield phone
    if phone.context:
        phone.close()
    if site.process.poll() is not None:
        site.start()


def behind_the_scenes(site, call: str) -> str:
    lines = site.manage("shell", "-v0", "-c", f"from tests.journeys import attending; attending.{call}")
    return lines.strip().splitlines()[-1] if lines.strip() else ""


def marks_of(site, key):
    return json.loads(behind_the_scenes(site, f"tell_marks({key!r})"))


def row_of(page, number):
    return page.locator(".attendance-row", has=page.locator(f".serial:text-is('{number}')"))


def choose(page, number, mark):
    row_of(page, number).locator(f".attendance-mark.is-{mark}").click()


def wait_until(page, state, waiting=None):
    page.wait_for_selector(f"[data-bar][data-state={state}]", timeout=20_000)
    if waiting is not None:
        expect(page.locator("[data-waiting]")).to_have_text(str(waiting))


def chosen(page):
    """Return {service number: mark} as the page shows it."""
    return {
        row.locator(".serial").inner_text(): row.locator("input:checked").get_attribute("value")
        for row in page.locator(".attendance-row").all()
        if row.locator("input[type=radio]:checked").count()
    }


@pytest.mark.parametrize("language", ["ru", "fa-af"])
def test_marks_made_without_network_survive_and_arrive_once(site, handset, screenshots, language):
    key = behind_the_scenes(site, f"begin_session('Interviewing {language}')")
    address = f"/{language}/teach/sessions/{key}/"
    page = handset.open()
    sign_in(page, "lecturer", language)
    page.goto(address)
    page.wait_for_selector("[data-attendance][data-ready=yes]", timeout=20_000)

    with handset.without_network():
        choose(page, "trainee", "late")
        row_of(page, "trainee").locator("[data-minutes]").fill("40")
        choose(page, "trainee2", "absent")
        page.locator("[data-all]").dblclick()
        wait_until(page, "saved")
        assert len(chosen(page)) == 6
        page.screenshot(path=screenshots / f"{language}-attendance-saved.png")

        page.reload()
        wait_until(page, "saved")
        assert chosen(page)["trainee2"] == "absent"
        handset.close()
        page = handset.open()
        page.goto(address)
        wait_until(page, "saved")
        assert chosen(page) == {
            "trainee": "late",
            "trainee2": "absent",
            **{f"trainee{number}": "present" for number in (3, 4, 5, 6)},
        }
        assert row_of(page, "trainee").locator("[data-minutes]").input_value() == "40"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    # The closed browser has forgotten who was signed in; what was marked has stayed and goes on after signing in.
    page.locator("[data-notice] a").click()
    page.fill("input[name=login]", "lecturer")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(re.compile(key))
    wait_until(page, "sent")
    page.reload()
    wait_until(page, "sent")
    arrived = marks_of(site, key)
    latest = {number: (mark, minutes) for number, mark, minutes, _by in arrived}
    assert latest["trainee"] == ("late", 40)
    assert latest["trainee2"] == ("absent", 0)
    assert sorted(number for number, mark, _minutes, _by in arrived if mark == "present") == [
        "trainee3",
        "trainee4",
        "trainee5",
        "trainee6",
    ]
    assert len({tuple(one) for one in arrived}) == len(arrived)


def test_nothing_is_lost_with_the_sign_in_and_nobody_sends_for_another(site, handset):
    key = behind_the_scenes(site, "begin_session('Sign-in lost')")
    address = f"/ru/teach/sessions/{key}/"
    page = handset.open()
    sign_in(page, "lecturer", "ru")
    page.goto(address)
    page.wait_for_selector("[data-attendance][data-ready=yes]", timeout=20_000)
    session_cookie = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    assert session_cookie
    page.context.clear_cookies(name="sessionid")

    choose(page, "trainee", "present")
    page.wait_for_selector("[data-notice]:not([hidden])")
    wait_until(page, "saved", waiting=1)

    # Somebody else of the academy signs in on the same device, and marks somebody.
    sign_in(page, "administrator", "ru")
    page.goto(address)
    choose(page, "trainee2", "absent")
    wait_until(page, "sent")
    assert marks_of(site, key) == [["trainee2", "absent", 0, "administrator"]]

    page.goto("/ru/account/logout/")
    page.locator("main form button").click()
    page.wait_for_url(re.compile(r"/(ru|en)/$"))
    assert page.evaluate("caches.keys()") == []
    sign_in(page, "lecturer", "ru")
    page.goto(address)
    wait_until(page, "sent")
    assert sorted(marks_of(site, key)) == [
        ["trainee", "present", 120, "lecturer"],
        ["trainee2", "absent", 0, "administrator"],
    ]


def test_a_mark_for_a_session_that_was_moved_is_decided_by_the_lecturer(site, handset):
    key = behind_the_scenes(site, "begin_session('Moved')")
    page = handset.open()
    sign_in(page, "lecturer", "ru")
    page.goto(f"/ru/teach/sessions/{key}/")
    page.wait_for_selector("[data-attendance][data-ready=yes]", timeout=20_000)
    behind_the_scenes(site, f"move({key!r})")

    choose(page, "trainee", "present")
    choose(page, "trainee2", "absent")
    expect(page.locator("[data-refused]")).to_have_text("2", timeout=20_000)
    assert marks_of(site, key) == []
    row_of(page, "trainee").locator("[data-question] [data-decide=keep]").click()
    row_of(page, "trainee2").locator("[data-question] [data-decide=drop]").click()
    wait_until(page, "sent")

    assert marks_of(site, key) == [["trainee", "present", 90, "lecturer"]]
    assert chosen(page) == {"trainee": "present"}
