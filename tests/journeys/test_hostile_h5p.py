"""A hostile H5P package in its frame: everything it tries fails, and the site and other people are unharmed."""

import json

import pytest

from tests.journeys.h5p_site import LESSON
from tests.journeys.test_trainee_becomes_certified import read_statements_back
from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser

OTHERS_STATE = (
    "/en/learn/h5p/e0a5f9f7-1d5f-5147-94bd-8c82d294ff3c/00000000-0000-4000-8000-000000000000/state/"
)


@pytest.fixture
def hostile(site):
    command = f"from tests.journeys.h5p_site import put_hostile; put_hostile({OTHERS_STATE!r})"
    site.manage("shell", "-v0", "-c", command)


@pytest.fixture
def playing(phone, hostile):
    """A lesson with the hostile content begun."""
    page = phone("en")
    sign_in(page, "trainee3", "en")
    page.goto(f"/en{LESSON}")
    page.evaluate("localStorage.setItem('secret', 'of the site'); document.cookie = 'plain=1'")
    page.locator("[data-begin]").click()
    page.frame_locator("iframe").locator(".panah-attack").wait_for()
    return page


def press(page, name):
    page.frame_locator("iframe").locator(f".panah-{name}").click()


def counted(site) -> dict:
    """What the database has of the person: tries ended, results, states."""
    code = (
        "import json; from assessments.h5p.models import H5PPlay, H5PState; from courses.models import UnitResult; "
        "mine = H5PPlay.objects.filter(user__username='trainee3'); "
        "print(json.dumps({'ended': mine.exclude(ended_at=None).count(), "
        "'results': UnitResult.objects.filter(kind='h5p', enrolment__user__username='trainee3').count(), "
        "'states': H5PState.objects.filter(play__in=mine).count()}))"
    )
    return json.loads(site.manage("shell", "-v0", "-c", code))


def test_every_attack_of_a_library_fails(site, playing):
    page = playing
    arrived, windows, dialogs = [], [], []
    page.context.on("page", lambda opened: windows.append(opened.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("response", lambda answer: arrived.append(answer.url))
    before = page.url

    press(page, "attack")
    report = page.frame_locator("iframe").locator(".panah-attacks")
    report.filter(has_text="whole screen").wait_for(timeout=90_000)
    outcome = json.loads(report.inner_text())

    assert len(outcome) == 36
    assert {name: said for name, said in outcome.items() if not said.startswith("blocked: ")} == {}
    assert page.url == before
    assert (windows, dialogs) == ([], [])
    # Nothing but the site's own answers came back while it tried, and none of those it asked for.
    assert [url for url in arrived if not url.startswith(site.address)] == []
    assert [
        url for url in arrived if any(part in url for part in ("/my/", "/admin/", "/xapi/", "beacon"))
    ] == []
    assert page.evaluate("localStorage.getItem('secret')") == "of the site"
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    page.goto("/en/my/")
    assert page.url.endswith("/en/my/"), "signed out"


def test_forged_messages_change_nothing(site, playing):
    page = playing
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    press(page, "shout")
    # It may say that it failed, which closes its own frame; in what words is for the page to say.
    page.locator("[data-told]", has_text="The exercise could not be opened").wait_for()
    page.wait_for_timeout(2500)
    assert posts == []
    assert page.locator("img[src='x'], [data-h5p] iframe").count() == 0
    assert page.url.endswith(LESSON)
    assert counted(site) == {"ended": 0, "results": 0, "states": 0}


def test_a_score_nobody_can_have_is_refused(site, playing):
    page = playing
    with page.expect_response(lambda answer: "/end/" in answer.url) as refused:
        press(page, "forge")
    assert refused.value.status == 400
    page.locator("[data-told]", has_text="The result could not be taken").wait_for()
    assert counted(site) | {"states": 0} == {"ended": 0, "results": 0, "states": 0}


def test_going_away_with_the_frame_shows_no_page_of_the_site(playing):
    page = playing
    press(page, "leave")
    page.wait_for_timeout(1500)
    inside = page.frames[-1]
    assert inside.evaluate("window.origin") == "null"
    assert inside.evaluate("document.querySelector('form[action*=logout]')") is None
    assert page.url.endswith(LESSON)


def test_opened_alone_the_frame_is_still_a_world_of_its_own(playing):
    page = playing
    address = page.locator("[data-h5p] iframe").get_attribute("src")
    page.goto(address)
    assert page.evaluate("window.origin") == "null"
    reads = (
        "() => { delete document.cookie; try { return document.cookie } catch (error) { return error.name } }"
    )
    assert page.evaluate(reads) == "SecurityError"


def test_an_end_is_taken_once_and_says_what_the_server_knows_of_the_person(site, playing):
    page = playing
    with page.expect_request(lambda request: "/end/" in request.url) as sent:
        press(page, "finish")
    page.locator("[data-told]", has_text="Passed with 100%").wait_for()
    after = counted(site)
    assert (after["ended"], after["results"]) == (1, 1)

    # The same end with another result, then for the next try: the nonce is used, and was made for that one.
    address, body = sent.value.url, json.loads(sent.value.post_data)
    forged = {**body, "report": {**body["report"], "score": 0}}
    assert post(page, address, forged).status == 409
    begun = post(page, page.locator("[data-h5p]").get_attribute("data-start"), {}).json()
    next_try = address.replace(address.rsplit("/", 3)[1], begun["play"])
    assert post(page, next_try, body).status == 403
    assert counted(site)["ended"] == 1

    # It told the frame's page of somebody else; the store knows better.
    mine = [one for one in read_statements_back(site, "hostile") if "h5p" in str(one.object.id)]
    assert {one.actor.account.name for one in mine if one.result} & {"administrator"} == set()
    assert {str(one.context.registration) for one in mine}.isdisjoint(
        {"00000000-0000-4000-8000-000000000001"}
    )


def post(page, address, body):
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")
    headers = {"Content-Type": "application/json", "X-CSRFToken": token, "Referer": page.url}
    return page.request.post(address, data=json.dumps(body), headers=headers)
