"""People who act in one journey, each in a browser of her own, in Russian, and pictures of what they see."""

import json
from contextlib import contextmanager

from tests.journeys.conftest import PHONE
from tests.journeys.pictures import HEIGHT, OUTSIDE, TOO_WIDE
from tests.journeys.walking import sign_in

DESK = {"width": 1280, "height": 900}
# Those that are seen; the ones far below are fetched when somebody scrolls there.
PICTURES_ARE_THERE = """() => [...document.images].every((one) => {
  const box = one.getBoundingClientRect();
  return one.complete || !box.width || box.top > innerHeight;
})"""


class House:
    """Whoever acts in the journey, each in a browser of her own, and the pictures of what they see."""

    def __init__(self, chromium, site, folder, scenes="training"):
        self.chromium, self.site, self.folder, self.scenes = chromium, site, folder, scenes
        self.contexts, self.problems, self.away = [], [], False
        folder.mkdir(exist_ok=True)

    def browser(self, size=PHONE, language="ru"):
        context = self.chromium.new_context(viewport=size, locale=language, base_url=self.site.address)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self.note)
        return page

    def note(self, line):
        # Without network a browser says of every request that it failed.
        if line.type == "error" and not (self.away and "ERR_" in line.text):
            self.problems.append(f"{line.text} {line.location}")

    def signed_in(self, username, size=PHONE, language="ru"):
        page = self.browser(size, language)
        sign_in(page, username, language)
        return page

    @contextmanager
    def without_network(self, page):
        self.away = True
        self.site.stop()
        page.context.set_offline(True)
        yield
        self.site.start()
        page.context.set_offline(False)
        page.wait_for_timeout(300)
        self.away = False

    def behind(self, call):
        """Run a function of the module `scenes` on the site's data and return what it tells."""
        acts = f"from tests.journeys import {self.scenes}; {self.scenes}.{call}"
        told = self.site.manage("shell", "-v0", "-c", acts)
        return json.loads(told.strip().splitlines()[-1])

    def picture(self, page, name):
        """Take a picture of the whole page and see that it does not scroll sideways."""
        size = page.viewport_size
        assert page.evaluate(TOO_WIDE) <= 0, name
        if size == PHONE and "/admin/" not in page.url:
            assert page.evaluate(OUTSIDE) == [], name
        page.set_viewport_size({**size, "height": max(size["height"], page.evaluate(HEIGHT))})
        page.wait_for_function(PICTURES_ARE_THERE)
        page.screenshot(path=self.folder / f"{name}.png")
        page.set_viewport_size(size)

    def both_pictures(self, page, name):
        """Take the page of a desk also as a phone shows it."""
        self.picture(page, name)
        page.set_viewport_size(PHONE)
        self.picture(page, f"{name}-360")
        page.set_viewport_size(DESK)
