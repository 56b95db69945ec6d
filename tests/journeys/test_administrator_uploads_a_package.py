"""A package is sent with a bar that moves, checked, stored; and what was uploaded is never the site itself."""

import json
import re

import pytest

from tests.factories.h5p_packages import TOOLS, library_files, package
from tests.factories.zips import zipped
from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect/></svg>'


def send(page, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    page.goto("/admin/uploads/")
    page.set_input_files("input[name=file]", file)
    page.locator("[data-send]").click()
    page.wait_for_url(re.compile(r"/admin/uploads/[0-9a-f-]{36}/$"))


def test_a_package_is_sent_checked_and_stored(phone, tmp_path):
    page = phone("en")
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    sign_in(page, "administrator", "en")

    # A patch of its own: with other bytes under the same one, the next journey could not bring its libraries in.
    tools = library_files(TOOLS, patchVersion=9) | {f"{TOOLS}/drawing.svg": DRAWING}
    content = package(changes=tools | {"content/large.mp3": b"ID3\x04" + bytes(2**19)})
    send(page, tmp_path, "at-the-counter.h5p", content)
    store = page.locator("form[action$='/store/'] button")
    store.wait_for()
    assert "What could run in this drawing was taken out: script." in page.locator("main").inner_text()

    store.click()
    outcome = page.locator(".up-done a")
    outcome.wait_for()
    assert outcome.inner_text() == "At the counter"
    outcome.click()
    page.wait_for_load_state()
    assert page.locator("h1, h2").filter(has_text="At the counter").count() > 0
    assert problems == []


def test_a_hostile_package_is_refused_and_thrown_away(phone, tmp_path):
    page = phone("en")
    sign_in(page, "administrator", "en")
    send(page, tmp_path, "slip.zip", zipped({"../../etc/passwd": b"", "<img src=x onerror=alert(1)>": b""}))
    told = page.locator("main").inner_text()
    assert "This name leads out of the package." in told
    assert page.locator("main img").count() == 0
    assert page.locator("form[action$='/store/']").count() == 0
    address = page.url.removeprefix(page.url.split("/admin/")[0])
    page.locator("form[action$='/discard/'] button").click()
    page.wait_for_url("**/admin/uploads/")
    assert page.locator(f"a[href='{address}']").count() == 0


def test_a_file_that_is_too_large_is_not_even_sent(phone):
    page = phone("en")
    sign_in(page, "administrator", "en")
    page.goto("/admin/uploads/")
    page.eval_on_selector("form[data-upload]", "form => { form.dataset.most = '10'; }")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_input_files(
        "input[name=file]", {"name": "a.h5p", "mimeType": "application/zip", "buffer": b"x" * 11}
    )
    page.locator("[data-send]").click()
    assert "The file is too large" in page.locator("[data-problem]").inner_text()
    assert asked == []


@pytest.fixture(scope="module")
def uploaded(site) -> str:
    """The address of a page of a package that tries what it can; drawing, picture and paper stand beside it."""
    code = "from tests.journeys.uploaded import put; print(put())"
    return site.manage("shell", "-v0", "-c", code).strip().splitlines()[-1]


def test_an_uploaded_page_that_is_opened_by_itself_is_nobody(phone, uploaded):
    page = phone("en")
    sign_in(page, "administrator", "en")
    page.evaluate("localStorage.setItem('secret', 'of the site')")
    assert "csrftoken" in page.evaluate("document.cookie")
    page.goto(uploaded)
    page.wait_for_function("document.title === 'tried'")
    told = json.loads(page.locator("body").inner_text())
    # Storage and cookies of its own, which it is given in place of those it may not have, are empty.
    assert (told.pop("origin"), told.pop("cookie"), told.pop("storage")) == ("null", "", "0")
    assert {name: said for name, said in told.items() if not said.startswith("refused: ")} == {}


def test_an_uploaded_drawing_that_is_opened_by_itself_runs_nothing(phone, uploaded):
    page = phone("en")
    page.goto(uploaded.replace("index.html", "drawing.svg"))
    assert page.evaluate("document.documentElement.querySelector('title').textContent") == "still"
    assert page.evaluate("document.documentElement.hasAttribute('data-ran')") is False


@pytest.mark.parametrize("name", ["picture.gif", "library.js"])
def test_a_page_of_the_site_runs_no_uploaded_file(phone, uploaded, name):
    page = phone("en")
    page.goto("/en/")
    outcome = page.evaluate(
        """address => new Promise((resolve) => {
            const script = document.createElement("script");
            script.src = address;
            script.onload = () => resolve("ran");
            script.onerror = () => resolve("refused");
            document.head.append(script);
        })""",
        uploaded.replace("index.html", name),
    )
    assert (outcome, page.evaluate("window.ran")) == ("refused", None)


def test_an_uploaded_paper_is_a_download(phone, uploaded):
    page = phone("en")
    page.goto("/en/")
    with page.expect_download() as download:
        page.evaluate("address => { location.href = address; }", uploaded.replace("index.html", "notes.pdf"))
    assert download.value.suggested_filename == "notes.pdf"
