"""What a phone downloads: bytes and requests of the pages a learner opens, cold and warm."""

import pytest

from tests.journeys.walking import play, sign_in, start_scenario

pytestmark = pytest.mark.browser

COLD_BYTES, COLD_REQUESTS, WARM_BYTES = 60_000, 6, 5_000
# A lesson brings the meaning of its terms along, so that they can be read on a dead network: it is over the budget
# by that, and a Russian text under a Dari interface needs the letters of both.
LESSON_COLD_BYTES, LESSON_WARM_BYTES = 62_000, 6_100
LESSON = "/ru/manual/m4-non-refoulement/the-rule/"


class Traffic:
    """Requests that went out and bytes that came over the wire, pictures apart.

    `bytes` counts everything, headers too (some 600 a request over HTTP/1.1); `body_bytes` what they carried.
    """

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.requests, self.bodies, self.kinds = {}, {}, {}
        self.session.on(
            "Network.responseReceived", lambda event: self.kinds.update({event["requestId"]: event})
        )
        self.session.on("Network.loadingFinished", self._finished)

    def _finished(self, event):
        answer = self.kinds.get(event["requestId"])
        if answer and answer["type"] != "Image" and event["encodedDataLength"]:
            url, total = answer["response"]["url"], int(event["encodedDataLength"])
            self.requests[url] = total
            self.bodies[url] = total - int(answer["response"]["encodedDataLength"])

    def clear(self, *, cache=False):
        if cache:
            self.session.send("Network.clearBrowserCache")
        self.requests.clear()
        self.bodies.clear()

    @property
    def bytes(self):
        return sum(self.requests.values())

    @property
    def body_bytes(self):
        return sum(self.bodies.values())


def visit(page, traffic, path):
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return dict(traffic.requests)


@pytest.mark.parametrize(
    ("language", "path"),
    [
        ("ru", "/ru/"),
        ("ru", "/ru/manual/"),
        ("ru", LESSON),
        ("en", "/en/manual/m4-non-refoulement/the-rule/"),
        ("fa-af", "/fa-af/manual/m4-non-refoulement/the-rule/"),
    ],
)
def test_a_page_is_light_when_cold_and_nearly_nothing_when_warm(site, phone, language, path):
    page = phone(language)
    sign_in(page, "trainee4", language)
    traffic = Traffic(page)
    traffic.clear(cache=True)
    is_lesson = path.endswith("/the-rule/")
    cold = visit(page, traffic, path)
    assert len(cold) <= COLD_REQUESTS, cold
    assert traffic.bytes <= (LESSON_COLD_BYTES if is_lesson else COLD_BYTES), cold
    traffic.clear()
    warm = visit(page, traffic, path)
    assert len(warm) == 1, warm
    assert 0 < traffic.body_bytes <= (LESSON_WARM_BYTES if is_lesson else WARM_BYTES), warm


def test_the_player_is_light_too(site, phone):
    page = phone("ru")
    sign_in(page, "trainee5", "ru")
    page.goto("/ru/manual/m4-non-refoulement/scenario-night-train/")
    start_scenario(page)
    play(page, "ru", stop_after=1)
    traffic = Traffic(page)
    traffic.clear(cache=True)
    cold = visit(page, traffic, page.url)
    assert len(cold) <= COLD_REQUESTS, cold
    assert traffic.bytes <= COLD_BYTES, cold
