"""What a phone downloads: bytes and requests of the pages a learner opens, cold and warm."""

import pytest

from tests.journeys.walking import play, sign_in, start_scenario

pytestmark = pytest.mark.browser

COLD_BYTES, COLD_REQUESTS, WARM_BYTES = 60_000, 6, 5_000
LESSON = "/ru/manual/m4-non-refoulement/the-rule/"


class Traffic:
    """Bytes that came over the wire and requests that went out, pictures apart."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.requests, self.kinds = {}, {}
        self.session.on(
            "Network.responseReceived", lambda event: self.kinds.update({event["requestId"]: event})
        )
        self.session.on("Network.loadingFinished", self._finished)

    def _finished(self, event):
        answer = self.kinds.get(event["requestId"])
        if answer and answer["type"] != "Image" and event["encodedDataLength"]:
            self.requests[answer["response"]["url"]] = int(event["encodedDataLength"])

    def clear(self, *, cache=False):
        if cache:
            self.session.send("Network.clearBrowserCache")
        self.requests.clear()

    @property
    def bytes(self):
        return sum(self.requests.values())


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
    cold = visit(page, traffic, path)
    assert len(cold) <= COLD_REQUESTS, cold
    assert traffic.bytes <= COLD_BYTES, cold
    traffic.clear()
    warm = visit(page, traffic, path)
    assert traffic.bytes <= WARM_BYTES, warm


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
