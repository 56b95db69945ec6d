"""A person who has no mouse: every control is reached by Tab, as it is reached in life, or the journey fails."""

import re

from playwright.sync_api import expect

FOCUSED = "([selector]) => document.activeElement.matches(selector)"
WHERE = "() => { const one = document.activeElement; return one.id || one.outerHTML.slice(0, 120); }"
CHOSEN = "() => { const one = document.activeElement; return one.options[one.selectedIndex].text.trim(); }"


class Keyboard:
    """The keys of one page, and the faults the page has shown meanwhile (errors of scripts and of the console).

    With `is_cut_off` the network is away on purpose, and what the browser says about that is no fault.
    """

    def __init__(self, page):
        self.page = page
        self.faults = []
        self.is_cut_off = False
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message) -> None:
        is_expected = self.is_cut_off and "ERR_INTERNET_DISCONNECTED" in message.text
        if message.type == "error" and not is_expected:
            self.faults.append(message.text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Put a text in place of what the focused field holds."""
        self.press("Control+a")
        self.page.keyboard.type(text)

    def tab_to(self, selector: str, *, back: bool = False, most: int = 250) -> None:
        """Press Tab (or Shift+Tab) until what the selector matches has the focus and can be seen to have it."""
        for _each in range(most):
            self.press("Shift+Tab" if back else "Tab")
            if self.page.evaluate(FOCUSED, [selector]):
                return
        raise AssertionError(f"{selector} is not reached by Tab; the focus is at {self.page.evaluate(WHERE)}")

    def press_at(self, selector: str, *, back: bool = False) -> None:
        self.tab_to(selector, back=back)
        self.press("Enter")

    def write_at(self, selector: str, text: str, *, back: bool = False) -> None:
        self.tab_to(selector, back=back)
        self.write(text)

    def follow(self, selector: str, address: str, *, back: bool = False) -> None:
        """Press a link or a button, and wait for the page it leads to (a regular expression)."""
        self.tab_to(selector, back=back)
        with self.page.expect_navigation(url=re.compile(address)):
            self.press("Enter")

    def choose(self, beginning: str, *, most: int = 40) -> None:
        """Go down in the focused list to the entry that begins so, and confirm it."""
        self.press("Home")
        for _each in range(most):
            if self.page.evaluate(CHOSEN).startswith(beginning):
                self.press("Enter")
                return
            self.press("ArrowDown")
        raise AssertionError(f"{beginning} is not in the list; it stands at {self.page.evaluate(CHOSEN)}")

    def choose_at(self, selector: str, beginning: str, *, back: bool = False) -> None:
        self.tab_to(selector, back=back)
        self.choose(beginning)

    def is_saved(self) -> None:
        expect(self.page.locator(".studio-save")).to_have_text(re.compile("Saved"), timeout=15_000)
