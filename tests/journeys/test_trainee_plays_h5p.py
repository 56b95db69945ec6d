"""H5P in a lesson in a real browser: played in its frame, gone on with on a second device, finished, and recorded."""

import pytest

from tests.journeys.h5p_site import LESSON
from tests.journeys.test_trainee_becomes_certified import read_statements_back
from tests.journeys.walking import sign_in, wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def exercises(site):
    site.manage("shell", "-v0", "-c", "from tests.journeys.h5p_site import put_good; put_good()")


class Exercise:
    """One card of the lesson with its player, found by its place on the page."""

    def __init__(self, page, number=0):
        self.page = page
        self.card = page.locator("[data-h5p]").nth(number)
        self.frame = self.card.frame_locator("iframe")

    def begin(self):
        self.card.locator("[data-begin]").click()
        self.frame.locator(".h5p-container").wait_for()
        return self

    def choose(self, number):
        self.frame.locator(".h5p-panah-answer").nth(number).click()

    def check(self, number=0):
        self.frame.locator(".h5p-panah-check").nth(number).click()

    def finish(self):
        self.frame.locator(".h5p-panah-finish").click()

    @property
    def told(self):
        return self.card.locator("[data-told]")

    def is_chosen(self, number) -> bool:
        return self.frame.locator(".h5p-panah-box").nth(number).is_checked()


def open_lesson(phone, username, language="en"):
    page = phone(language)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
    sign_in(page, username, language)
    page.goto(f"/{language}{LESSON}")
    return page


def saved(page):
    return page.expect_response(lambda answer: "/state/" in answer.url and answer.ok)


def test_a_series_is_begun_on_one_device_and_finished_on_another(site, phone, screenshots, exercises):
    first = open_lesson(phone, "trainee4")
    series = Exercise(first).begin()
    assert first.locator("[data-h5p] iframe").get_attribute("title") == "At the counter"
    assert first.locator("[data-h5p] iframe").get_attribute("sandbox") == "allow-scripts"
    series.choose(1)
    with saved(first):
        series.check()
    series.frame.locator(".h5p-panah-feedback", has_text="That is your duty.").wait_for()
    # The frame is as high as what is in it: nothing has to be scrolled inside.
    inside = series.frame.locator("body").evaluate("body => body.scrollHeight")
    assert abs(series.card.locator("iframe").bounding_box()["height"] - inside) < 4

    # Another device, in another language, goes on where the first one stopped.
    second = open_lesson(phone, "trainee4", "fa-af")
    there = Exercise(second)
    there.begin()
    there.frame.locator(".h5p-panah-feedback", has_text="That is your duty.").wait_for()
    assert there.is_chosen(1)
    there.choose(4)
    with saved(second):
        there.check(1)
    second.screenshot(path=screenshots / "fa-af-h5p.png", full_page=True)

    # What the first device sends now would undo that: it is told, and goes on from there.
    with first.expect_response(lambda answer: "/state/" in answer.url and answer.status == 409):
        series.choose(3)
    first.locator("[data-told]", has_text="in another window or on another device").wait_for()
    series.begin()
    assert series.is_chosen(4)

    with second.expect_response(lambda answer: "/end/" in answer.url and answer.ok):
        there.finish()
    there.told.filter(has_text="100").wait_for()
    second.reload()
    assert second.locator("[data-h5p]").first.locator(".notice").count() == 1

    key = series.card.get_attribute("id").removeprefix("h5p-")
    statements = [one for one in read_statements_back(site, "h5p-devices") if key in one.to_json()]
    told = {verb_of(one) for one in statements}
    assert {"initialized", "answered"} <= told
    assert told & {"completed", "passed"}
    assert len({one.actor.account.name for one in statements}) == 1
    right = [one.result for one in statements if verb_of(one) == "answered"]
    assert [result.success for result in right] == [True, True]
    assert second.problems == []


def verb_of(statement) -> str:
    return statement.verb.id.rsplit("/", 1)[-1]


def test_three_players_on_a_page_have_nothing_of_each_other(phone, exercises):
    page = open_lesson(phone, "trainee5")
    players = [Exercise(page, number).begin() for number in range(3)]
    players[0].choose(0)
    players[1].choose(1)
    with page.expect_response(lambda answer: "/end/" in answer.url and answer.ok):
        players[1].check()
    players[1].told.filter(has_text="Passed with 100%").wait_for()
    # The other two are where they were; a note has no end of its own, so it has a button.
    assert [players[number].told.inner_text() for number in (0, 2)] == ["", ""]
    assert players[0].is_chosen(0)
    with page.expect_response(lambda answer: "/end/" in answer.url and answer.ok):
        players[2].card.locator("[data-hand-in]").click()
    players[2].told.filter(has_text="Your work is recorded").wait_for()
    assert page.problems == []


def test_answers_of_a_dead_network_are_kept_through_a_reload_and_sent(phone, exercises):
    page = open_lesson(phone, "trainee6")
    series = Exercise(page).begin()
    page.context.set_offline(True)
    series.choose(1)
    series.check()
    series.told.filter(has_text="No network").wait_for()
    series.choose(4)
    series.check(1)
    series.finish()
    wait_until(page, "Object.keys(localStorage).some(key => localStorage[key].includes('nonce'))")
    # The battery was empty before the network was back: the page is opened anew, and nothing has to be pressed.
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    with again.expect_response(lambda answer: "/end/" in answer.url and answer.ok):
        again.goto(f"/en{LESSON}")
    Exercise(again).told.filter(has_text="Passed with 100%").wait_for()
    assert again.evaluate("Object.keys(localStorage).filter(key => key.startsWith('panah-h5p-'))") == []


def test_without_javascript_and_on_paper_it_says_what_it_is(chromium, site, exercises):
    context = chromium.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "trainee5", "en")
    page.goto(f"/en{LESSON}")
    card = page.locator("[data-h5p]").first
    assert card.locator("noscript p", has_text="needs JavaScript").is_visible()
    assert not card.locator("[data-begin]").is_visible()
    page.emulate_media(media="print")
    assert card.locator(".h5p-print").is_visible()
    context.close()


# As types of content do that paint: an opaque origin reads no canvas back that was painted with a picture of elsewhere.
PAINT = """() => new Promise((resolve) => {
    const picture = new Image();
    picture.onerror = () => resolve("not loaded");
    picture.onload = () => {
        const context = document.createElement("canvas").getContext("2d");
        context.drawImage(picture, 0, 0);
        try { resolve(context.getImageData(0, 0, 1, 1).data.length); } catch (problem) { resolve(problem.name); }
    };
    H5P.setSource(picture, { path: "images/gate.png" }, 1);
})"""


def test_content_paints_with_its_pictures(phone, exercises):
    page = open_lesson(phone, "trainee5")
    series = Exercise(page).begin()
    assert series.frame.locator("body").evaluate(PAINT) == 4
    assert page.problems == []


def test_who_only_reads_looks_at_it_and_nothing_is_recorded(phone, exercises):
    page = open_lesson(phone, "administrator")
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    series = Exercise(page).begin()
    series.told.filter(has_text="nothing is recorded").wait_for()
    series.choose(1)
    series.check()
    series.finish()
    page.wait_for_timeout(2500)
    assert posts == []
    assert page.problems == []
