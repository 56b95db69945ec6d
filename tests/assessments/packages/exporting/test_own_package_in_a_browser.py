"""Our own cmi5 package, launched by this site's own endpoint and played in a browser; and the file on its own.

The browser asks no server: every request is answered by the site's code in the test's own transaction.
"""

from base64 import b64encode
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assessments.lrs.clients.granting import grant_key
from assessments.models import PackageVersion, Statement
from assessments.packages.cmi5 import launching, registering
from assessments.packages.exporting.course import write_course
from assessments.packages.exporting.single_file import write_page
from assessments.packages.exporting.telling import tell
from assessments.xapi.reading import read_json
from tests.assessments.packages.exporting.test_page_and_package_of_a_scenario import send
from tests.factories.assessments import counting_structure, make_scenario, make_version
from tests.factories.cmi5_courses import AGENT, told_of, words_of
from tests.factories.playing import noticed_words
from tests.journeys.conftest import ARGUMENTS, PHONE, chromium_path

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def chrome(db, monkeypatch):
    # Playwright's loop runs in this thread: Django would refuse to ask the database, and take another connection.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    connection = connections["default"]
    with sync_playwright() as playwright:
        connections["default"] = connection
        chrome = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield chrome
        chrome.close()


@pytest.fixture
def told():
    made = counting_structure()
    version = make_version(make_scenario("SC-77"), made, noticed_words(made, "en", "ru", "fa-af"))
    return tell(version, languages=["en", "ru", "fa-af"])


class Site:
    """Answers what a page asks of the site by the site's code. `is_dead`: the network is gone."""

    def __init__(self, context):
        self.is_dead = False
        self.connection = connections["default"]
        self.http = Client(enforce_csrf_checks=True)
        context.route("**/*", self.answer)

    def answer(self, route):
        if self.is_dead:
            route.abort("internetdisconnected")
            return
        connections["default"] = self.connection
        asked = route.request
        url = urlsplit(asked.url)
        headers = {
            name: value for name, value in asked.headers.items() if name not in ("content-type", "host")
        }
        answer = self.http.generic(
            asked.method,
            f"{url.path}?{url.query}",
            asked.post_data_buffer or b"",
            content_type=asked.headers.get("content-type", "application/octet-stream"),
            headers=headers,
        )
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = {name: value for name, value in answer.headers.items() if name.lower() != "content-length"}
        route.fulfill(status=answer.status_code, headers=told, body=body)


def open_page(chrome, address, language="en"):
    context = chrome.new_context(viewport=PHONE, locale=language)
    context.set_default_timeout(15_000)
    site = Site(context)
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(address)
    return page, site


def verbs(statements):
    return [one["verb"]["id"].rsplit("/", 1)[1] for one in statements]


def choose(page, key):
    if page.locator("details:not([open]) summary").count():
        page.locator("details summary").click()
    page.locator(f'[data-choice="{key}"]').click()


def launched(registration, **more):
    unit = registration.version.units.get()
    return launching.launch(
        registration=registration,
        unit=unit,
        mode=more.pop("mode", "Normal"),
        language=more.pop("language", "ru"),
        at=timezone.now(),
        return_url=more.pop("return_url", ""),
    ).address


@pytest.fixture
def registration(told, lecturer):
    send(write_course(told, write_page(told, no_script="-")), lecturer)
    return registering.register_agent(version=PackageVersion.objects.get(), actor=AGENT, at=timezone.now())


def test_a_launch_is_played_resumed_and_counted(chrome, registration):
    page, _site = open_page(chrome, launched(registration))
    # The learner's language comes from the learning system.
    expect(page.locator("h1")).to_have_text("ru title")
    page.locator(".buttons .button").first.click()
    choose(page, "a")
    expect(page.locator("h1")).to_have_text("ru d2 heading")
    page.locator("header .player-leave").click()
    expect(page.locator("main .buttons")).to_have_count(0)
    assert words_of(registration) == ["launched", "initialized", "answered", "terminated"]

    # Another device goes on where the first one stopped.
    second, _site = open_page(chrome, launched(registration))
    second.locator(".buttons .button").first.click()
    expect(second.locator("h1")).to_have_text("ru d2 heading")
    choose(second, "a")
    expect(second.locator(".outcome.is-passed")).to_be_visible()
    second.locator(".debrief-buttons .button").first.click()
    expect(second.locator(".debrief")).to_have_count(0)
    words = words_of(registration)
    assert words[4:] == [
        "launched",
        "initialized",
        "answered",
        "completed",
        "passed",
        "satisfied",
        "terminated",
    ]
    passed = next(one for one in told_of(registration) if one["verb"]["id"].endswith("/passed"))
    assert passed["result"]["score"] == {"scaled": 1, "raw": 4, "min": -1, "max": 4}
    assert page.problems + second.problems == []


def test_a_critical_error_fails_and_a_second_play_of_the_session_is_kept_to_itself(chrome, registration):
    page, _site = open_page(chrome, launched(registration))
    page.locator(".buttons .button").first.click()
    choose(page, "c")
    choose(page, "c")
    expect(page.locator(".outcome.is-critical")).to_be_visible()
    page.locator(".debrief-buttons .button").nth(1).click()
    choose(page, "a")
    choose(page, "a")
    expect(page.locator(".outcome.is-passed")).to_be_visible()
    expect(page.locator(".notice")).to_be_visible()
    words = words_of(registration)
    assert words.count("failed") == words.count("completed") == 1
    assert "passed" not in words


def test_what_comes_late_of_one_play_leaves_the_screens_of_the_next_alone(chrome, told, tmp_path):
    file = tmp_path / "SC-77.html"
    file.write_text(write_page(told, no_script="-"), encoding="utf-8")
    page = chrome.new_context(viewport=PHONE, locale="en").new_page()
    page.goto(file.as_uri())
    page.evaluate(
        "() => { panahPlayer.reporter.end = () => new Promise((go) => { window.letGo = () => go(false); }); }"
    )
    page.locator(".buttons .button").first.click()
    choose(page, "c")
    choose(page, "c")
    page.locator(".debrief-buttons .button").first.click()
    choose(page, "a")
    page.locator("details summary").click()
    page.evaluate("letGo()")
    page.wait_for_timeout(300)
    expect(page.locator("details[open]")).to_have_count(1)
    assert page.evaluate("panahPlayer.counted") is None


def test_a_look_alone_records_nothing(chrome, registration):
    page, _site = open_page(chrome, launched(registration, mode="Browse"))
    page.locator(".buttons .button").first.click()
    choose(page, "a")
    choose(page, "b")
    page.locator(".debrief-buttons .button").first.click()
    expect(page.locator(".debrief")).to_have_count(0)
    assert words_of(registration) == ["launched", "initialized", "terminated"]


def test_a_launch_used_twice_says_so_and_can_be_played_without_a_record(chrome, registration):
    address = launched(registration)
    open_page(chrome, address)
    page, _site = open_page(chrome, address)
    expect(page.locator(".notice-error")).to_be_visible()
    page.locator(".buttons .button").click()
    page.locator(".buttons .button").first.click()
    choose(page, "a")
    assert words_of(registration) == ["launched", "initialized"]


def test_the_file_on_its_own_keeps_its_place_and_its_results(chrome, told, tmp_path):
    file = tmp_path / "SC-77.html"
    file.write_text(write_page(told, no_script="-"), encoding="utf-8")
    context = chrome.new_context(viewport=PHONE, locale="fa-AF", accept_downloads=True)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(".buttons .button").first.click()
    choose(page, "b")
    page.reload()
    page.locator(".buttons .button").first.click()
    expect(page.locator("h1")).to_have_text("fa-af d2 heading")
    # By keyboard alone: the scene is opened and a choice made.
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.locator('[data-choice="b"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(".outcome")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    with page.expect_download() as download:
        page.locator("main .buttons .button", has_text=told["strings"]["fa-af"]["save_results"]).click()
    kept = tmp_path / "results.ndjson"
    download.value.save_as(kept)
    call_command("import_statements", str(kept), stderr=StringIO())
    found = [read_json(one.raw) for one in Statement.objects.order_by("pk")]
    assert verbs(found) == ["initialized", "answered", "answered", "completed", "failed"]


def test_the_file_sends_its_results_to_a_store_when_the_network_is_back(chrome, told):
    key, secret = grant_key(name="a file", scopes=["statements/write"])
    auth = b64encode(f"{key.key}:{secret}".encode()).decode()
    store = {"endpoint": "https://store.example/xapi", "auth": f"Basic {auth}"}
    context = chrome.new_context(viewport=PHONE, locale="en")
    context.set_default_timeout(15_000)
    site = Site(context)
    page_text = write_page(told | {"store": store}, no_script="-")
    context.route(
        "https://file.example/", lambda route: route.fulfill(body=page_text, content_type="text/html")
    )
    page = context.new_page()
    page.goto("https://file.example/")
    page.locator("#learner").fill("officer 7")
    site.is_dead = True
    page.locator(".buttons .button").first.click()
    choose(page, "a")
    expect(page.locator("[data-status]")).to_be_visible()
    site.is_dead = False
    page.evaluate("window.dispatchEvent(new Event('online'))")
    choose(page, "a")
    expect(page.locator(".outcome.is-passed")).to_be_visible()
    # As long as something waits it can be saved as a file; then all is at the store.
    save = page.locator("main .buttons", has_text=told["strings"]["en"]["save_results"])
    expect(save).to_have_count(0, timeout=20_000)
    expect(page.locator("[data-status]")).to_be_hidden()
    found = [read_json(one.raw) for one in Statement.objects.order_by("pk")]
    assert verbs(found) == ["initialized", "answered", "answered", "completed", "passed"]
    assert {one["actor"]["account"]["name"] for one in found} == {"officer 7"}
    # What the file states of a choice is what the site itself states of one.
    scene = found[1]["object"]
    assert scene["id"] == told["scenes"]["d1"]["iri"]
    assert scene["definition"]["name"]["fa-AF"] == "fa-af d1 heading"
