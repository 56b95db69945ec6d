"""A stranger with a phone and no account checks a certificate: the file, the name, and the square without network."""

import json
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser


def behind_the_scenes(site, call: str) -> str:
    lines = site.manage("shell", "-v0", "-c", f"from tests.journeys import checking; checking.{call}")
    return lines.strip().splitlines()[-1] if lines.strip() else ""


def issue(site, name, folder):
    return json.loads(behind_the_scenes(site, f"issue({name!r}, {str(folder)!r})"))


@contextmanager
def without_network(site, context):
    """Take the network away from pages and from the worker behind them: the site itself does not answer."""
    site.stop()
    context.set_offline(True)
    yield
    site.start()
    context.set_offline(False)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("language", ["ru", "fa-af"])
def test_the_square_is_checked_without_network_after_one_visit(site, phone, screenshots, tmp_path, language):
    issued = issue(site, f"offline-{language}", tmp_path)
    page = phone(language)
    page.goto("/verify/offline/")
    page.wait_for_selector("[data-verify-offline][data-ready=yes]", timeout=20_000)
    assert f"/{language}/" in page.url

    with without_network(site, page.context):
        # As the phone's own camera opens it.
        scanned = page.context.new_page()
        scanned.goto(issued["square"])
        expect(scanned.locator("[data-state=genuine]")).to_be_visible(timeout=20_000)
        assert scanned.locator("html").get_attribute("dir") == ("rtl" if language == "fa-af" else "ltr")
        scanned.fill("[data-person] input", "әлiбекова АЙГҮЛ")
        scanned.locator("[data-person] button").click()
        expect(scanned.locator("[data-outcome=same]")).to_be_visible()
        assert fits(scanned)
        scanned.screenshot(path=screenshots / f"{language}-check-offline.png", full_page=True)
        scanned.fill("[data-person] input", "Alibekov Aigul")
        scanned.locator("[data-person] button").click()
        expect(scanned.locator("[data-outcome=other]")).to_be_visible()

        forged = (
            issued["square"][:-20] + ("A" if issued["square"][-20] != "A" else "B") + issued["square"][-19:]
        )
        page.goto(f"/{language}/verify/offline/")
        for text, state in ((forged, "altered"), (issued["code"], "no-statement"), ("panah", "no-code")):
            page.fill("[data-typed] input", text)
            page.locator("[data-typed] button").click()
            expect(page.locator(f"[data-state={state}]")).to_be_visible()

    # With a network the live page says more: it was revoked in between.
    behind_the_scenes(site, f"take_back({issued['code']!r})")
    page.fill("[data-typed] input", issued["square"])
    page.locator("[data-typed] button").click()
    page.wait_for_url(f"**/{language}/verify/{issued['code']}/", timeout=20_000)
    assert page.locator(".verdict.is-revoked").count() == 1
    assert fits(page)


def test_name_and_file_are_compared_and_the_file_stays_on_the_device(site, phone, screenshots, tmp_path):
    issued = issue(site, "file", tmp_path)
    (tmp_path / "changed.pdf").write_bytes((tmp_path / "file.pdf").read_bytes() + b"\n")
    page = phone("ru")
    sent = []
    page.on(
        "request",
        lambda request: sent.append(request.post_data_buffer or b"") if request.method == "POST" else None,
    )
    page.goto(issued["square"])
    assert page.locator(".verdict.is-valid").count() == 1
    assert fits(page)
    page.screenshot(path=screenshots / "ru-check-valid.png", full_page=True)

    page.fill("#person input[name=name]", "aigul alibekova")
    page.locator("#person button").click()
    expect(page.locator("#person .notice-success")).to_be_visible()

    sent.clear()
    page.set_input_files("#file input[type=file]", tmp_path / "file.pdf")
    page.locator("#file button").click()
    expect(page.locator("#file .notice-success")).to_be_visible()
    assert sent
    assert not any(b"%PDF" in body for body in sent)

    page.set_input_files("#file input[type=file]", tmp_path / "changed.pdf")
    page.locator("#file button").click()
    expect(page.locator("#file .notice-error")).to_be_visible(timeout=20_000)
    page.screenshot(path=screenshots / "ru-check-changed-file.png", full_page=True)
