"""A hostile SCO in its frame: everything it tries fails, and the site and other people are unharmed."""

import json

import pytest

from tests.journeys.test_trainee_plays_scorm import Device

pytestmark = pytest.mark.browser


@pytest.fixture
def hostile(site):
    site.manage("shell", "-v0", "-c", "from tests.journeys.package_site import put_hostile; put_hostile()")


@pytest.fixture
def victim(phone, hostile):
    """Somebody else, in a unit of a good package: the address of their commits, and the secret of their launch."""
    device = Device(phone, "trainee2", 1).start()
    device.press("Half")
    device.says("saved")
    root = device.page.locator("[data-scorm]")
    return {"url": root.get_attribute("data-url"), "key": root.get_attribute("data-key")}


def states(site, username) -> list:
    code = (
        "import json; from assessments.packages.models import ScormState; print(json.dumps(list("
        f"ScormState.objects.filter(registration__user__username='{username}').order_by('pk')"
        ".values_list('commits', 'cmi'))))"
    )
    return json.loads(site.manage("shell", "-v0", "-c", code))


def kept_of(site, username) -> list:
    """Return the data models of a person in which something was kept: of other packages, too."""
    return [cmi for _commits, cmi in states(site, username) if cmi]


def test_every_attack_of_a_sco_fails(site, phone, victim):
    before = states(site, "trainee2")
    device = Device(phone, "trainee3", 0)
    device.page.evaluate("localStorage.setItem('secret', 'of the site'); document.cookie = 'plain=1'")
    device.start()
    windows, dialogs = [], []
    device.page.context.on("page", lambda page: windows.append(page.url))
    device.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    inside = device.page.frames[-1]
    device.frame.locator("#report").wait_for(state="attached")
    assert inside.evaluate("self.origin") == "null"
    address = device.page.url
    inside.evaluate("others => attack(others)", [victim["url"]])
    outcome = json.loads(device.frame.locator("#report").inner_text())

    assert len(outcome) == 18
    assert {name: said for name, said in outcome.items() if not said.startswith("blocked: ")} == {}
    assert device.page.url == address
    assert (windows, dialogs) == ([], [])
    assert device.page.evaluate("localStorage.getItem('secret')") == "of the site"
    assert states(site, "trainee2") == before


def test_forged_and_foreign_messages_change_nothing(site, phone, hostile, victim):
    before, own = states(site, "trainee2"), kept_of(site, "trainee3")
    device = Device(phone, "trainee3", 0).start()
    inside = device.page.frames[-1]
    device.frame.locator("#report").wait_for(state="attached")
    posts = []
    device.page.on("request", lambda asked: posts.append(asked.url) if asked.method == "POST" else None)

    # A beacon with an invented secret, and messages that name another launch: the page drops them.
    with device.page.expect_response(lambda answer: "/scorm/beacon/" in answer.url) as refused:
        inside.evaluate("beacon('0'.repeat(64))")
    assert refused.value.status == 403
    inside.evaluate("key => shout(key)", "0" * 64)
    device.page.wait_for_timeout(1000)
    assert [url for url in posts if "/commit/" in url] == []

    # A score that cannot be is refused with a reason, and nothing of that commit is kept.
    with device.page.expect_response(lambda answer: "/commit/" in answer.url) as forged:
        inside.evaluate("forge()")
    assert forged.value.status == 400
    device.says("refused")
    assert kept_of(site, "trainee3") == own
    assert states(site, "trainee2") == before


def test_the_page_of_another_person_cannot_be_committed_to(site, phone, victim):
    before = states(site, "trainee2")
    page = Device(phone, "trainee3", 1).page
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")
    body = {"kind": "end", "number": 40, "cmi": {"cmi.core.lesson_status": "passed"}}
    headers = {"Content-Type": "application/json", "X-CSRFToken": token, "Referer": page.url}
    answer = page.request.post(victim["url"], data=json.dumps(body), headers=headers)
    assert answer.status == 404
    # Without the word that only pages of the site have, not even one's own.
    assert page.request.post(victim["url"], data=json.dumps(body)).status == 403
    assert states(site, "trainee2") == before


def test_opened_alone_the_unit_is_still_a_world_of_its_own(phone, hostile):
    device = Device(phone, "trainee3", 0).start()
    device.frame.locator("#report").wait_for(state="attached")
    device.page.goto(device.page.locator("iframe.unit-frame").get_attribute("src"))
    assert device.page.evaluate("self.origin") == "null"
    reads = (
        "() => { delete document.cookie; try { return document.cookie } catch (error) { return error.name } }"
    )
    assert device.page.evaluate(reads) == "SecurityError"
