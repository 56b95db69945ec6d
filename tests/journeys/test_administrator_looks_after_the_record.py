"""What was learnt is looked through, and a key is made, used and revoked: on a phone, in English, Russian and Dari."""

import re
from base64 import b64encode

import pytest

from tests.journeys.pictures import HEIGHT, OUTSIDE, TOO_WIDE
from tests.journeys.walking import play, sign_in, start_scenario

pytestmark = pytest.mark.browser

LEARNER = "trainee4"
SCENARIO = "/ru/manual/m4-non-refoulement/scenario-night-train/"
LANGUAGES = ["en", "ru", "fa-af"]


@pytest.fixture(scope="module", autouse=True)
def played(site, chromium):
    """Somebody has begun a scenario, and made two choices."""
    context = chromium.new_context(base_url=site.address, locale="ru")
    page = context.new_page()
    sign_in(page, LEARNER, "ru")
    page.goto(SCENARIO)
    start_scenario(page)
    play(page, "ru", stop_after=2)
    context.close()


@pytest.fixture(params=LANGUAGES)
def administrator(request, phone):
    """A page of an administrator, whose browser says this language; what it complains of fails the test."""
    language = request.param
    page, problems = phone(language), []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    sign_in(page, "administrator", language)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    page.panah_language = language
    yield page
    assert problems == []


@pytest.fixture
def picture(administrator, screenshots):
    """A function that takes a picture and sees that nothing stands out at the side."""
    folder = screenshots / "record"
    folder.mkdir(exist_ok=True)

    def take(name):
        page = administrator
        assert page.evaluate(TOO_WIDE) <= 0, name
        assert page.evaluate(OUTSIDE) == [], name
        direction = "rtl" if page.panah_language == "fa-af" else "ltr"
        assert page.locator("html").get_attribute("dir") == direction
        # The admin scrolls inside of itself: a whole page needs a window as high as it is.
        page.set_viewport_size({"width": 360, "height": page.evaluate(HEIGHT)})
        page.screenshot(path=folder / f"{page.panah_language}-{name}.png")
        page.set_viewport_size({"width": 360, "height": 740})

    return take


def test_a_persons_attempt_is_found_and_read_as_a_story(administrator, picture):
    page = administrator
    page.goto("/admin/record-store/statements/")
    picture("statements")
    if not page.locator("[name=person]").is_visible():
        page.locator(".xp-filter summary").click()
    page.fill("[name=person]", LEARNER)
    page.locator(".xp-form button[type=submit]").click()
    page.wait_for_load_state()
    lines = page.locator(".xp-line")
    # Begun, and two choices; the newest first.
    assert lines.count() >= 3
    picture("statements-of-one")

    lines.first.locator(".xp-link").click()
    page.wait_for_load_state()
    assert '"http://adlnet.gov/expapi/verbs/answered"' in page.locator("#statement-json").inner_text()
    picture("statement")
    page.locator(".xp-acts .button").first.click()
    page.wait_for_load_state()
    assert page.locator(".xp-play").count() == 1
    picture("attempt")


def test_a_key_is_made_used_and_revoked(administrator, picture, site):
    page = administrator
    page.goto("/admin/record-store/keys/")
    picture("keys")
    page.goto("/admin/record-store/keys/add/")
    name = f"Reports {page.panah_language}"
    page.fill("[name=name]", name)
    page.check("[name=scopes][value='statements/read']", force=True)
    picture("key-add")
    page.locator("[data-key-form] button[type=submit]:not([name])").click()
    page.wait_for_selector("#keys-secret")
    picture("key-made")
    pair = [page.locator(f"#keys-{part}").inner_text().strip() for part in ("key", "secret")]

    def ask():
        headers = {
            "Authorization": f"Basic {b64encode(':'.join(pair).encode()).decode()}",
            "X-Experience-API-Version": "1.0.3",
        }
        return page.request.get("/xapi/statements?limit=1", headers=headers)

    answer = ask()
    assert (answer.status, len(answer.json()["statements"])) == (200, 1)
    page.goto("/admin/record-store/keys/")
    assert pair[1] not in page.content()
    picture("keys-with-one")
    page.locator(".fw-destination", has_text=name).locator("a[href*='/revoke/']").click()
    page.fill("[name=reason]", "End of the project")
    picture("key-revoke")
    page.locator(".ks-form button.serious").click()
    page.wait_for_url(re.compile("/keys/$"))
    picture("keys-after")
    assert ask().status == 401
