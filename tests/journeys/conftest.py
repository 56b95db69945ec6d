"""Browser and site of the journeys. The browser is the system's Chromium; nothing is downloaded."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.databases import Databases
from tests.journeys.site import RunningSite

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
PHONE = {"width": 360, "height": 740}


def chromium_path() -> str:
    given = os.environ.get("PANAH_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if given:
        return given
    message = "Chromium is not installed: install the package `chromium`, or run `make test`, which does"
    if os.environ.get("PANAH_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="package")
def chromium():
    # Not longer than journeys need it: Django refuses a database where the browser's event loop still runs.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def databases(tmp_path_factory):
    """Makes a database for a site."""
    with Databases(tmp_path_factory.mktemp("databases")) as databases:
        yield databases


@pytest.fixture(scope="package")
def site(tmp_path_factory, databases):
    """The site after `prepare --demo`, serving."""
    folder = tmp_path_factory.mktemp("site")
    site = RunningSite(folder, databases.new("panah_journeys", folder))
    site.prepare()
    site.start()
    yield site
    site.stop()


@pytest.fixture
def phone(chromium, site):
    """Return a function that opens a page at phone width (360 px) in a context of its own."""
    contexts = []

    def open_page(language="en"):
        context = chromium.new_context(
            viewport=PHONE, locale=language, base_url=site.address, device_scale_factor=2
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def screenshots():
    """The folder where journeys leave pictures: build/screenshots (make screenshots copies those of the README)."""
    folder = Path(
        os.environ.get("PANAH_SCREENSHOTS") or Path(__file__).resolve().parents[2] / "build" / "screenshots"
    )
    folder.mkdir(parents=True, exist_ok=True)
    return folder
