"""Pictures of the studio's pages, wide and on a phone, in a language of the admin: left for people to look at."""

from tests.journeys.walking import sign_in

WIDTHS = {"wide": {"width": 1400, "height": 900}, "phone": {"width": 360, "height": 740}}
# The admin's own sidebar is no page of ours.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The admin scrolls inside of itself, so a whole page needs a window as high as it is.
HEIGHT = """() => Math.min(2400, Math.max(
  ...[...document.querySelectorAll("body, main, .content")].map((one) => one.scrollHeight)))"""
OUTSIDE = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const inner = "pre, .map__canvas, .tr-languages, [class*=unseen], .w-sr-only, svg, details:not([open])";
  if (one.closest(inner)) return false;
  const box = one.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && (box.left < -1 || box.right > innerWidth + 1);
}).map((one) => one.outerHTML.slice(0, 100)).slice(0, 3)"""


def studio_pages(address, texts):
    """Return {name of picture: address} of the pages of one scenario, its texts in `texts`."""
    target = "ru" if texts == "en" else texts
    return {
        "outline": address,
        "map": address,
        "translation": f"{address}translate/?from=en&to={target}",
        "try": f"{address}try/?language={texts}&path=a",
        "heat": f"{address}insights/?version=1&texts={texts}",
    }


def show(page, name, texts):
    """Bring an opened page into the state that is worth a picture."""
    if name in ("outline", "map"):
        page.wait_for_selector("#studio-language")
        page.select_option("#studio-language", texts)
    if name == "outline":
        page.evaluate("location.hash = document.querySelector('.studio-outline__scenes a').hash")
        page.wait_for_selector(".studio-choice")
    if name == "map":
        page.evaluate("document.getElementById('view-map').click()")
    if name in ("map", "heat"):
        page.wait_for_selector(".map__canvas canvas")
        page.wait_for_timeout(400)  # the fonts of a canvas come late


def take_studio(context, address, *, language, folder):
    """Take every page in both widths; return the faults of layout: what stands out of the page, a wrong direction."""
    page = context.new_page()
    sign_in(page, "lecturer", language)
    faults = []
    for name, place in studio_pages(address, language).items():
        for width, size in WIDTHS.items():
            page.set_viewport_size(size)
            page.goto("about:blank")
            page.goto(place)
            show(page, name, language)
            page.set_viewport_size({**size, "height": max(size["height"], page.evaluate(HEIGHT))})
            page.screenshot(path=folder / f"{language}-{name}-{width}.png")
            faults += layout_faults(page, f"{language} {name} {width}", language)
    return faults


def layout_faults(page, name, language):
    wanted = "rtl" if language == "fa-af" else "ltr"
    found = [] if page.evaluate("document.documentElement.dir") == wanted else [f"{name}: direction"]
    if page.evaluate(TOO_WIDE) > 0:
        found.append(f"{name}: scrolls sideways")
    return found + [f"{name}: outside the page: {one}" for one in page.evaluate(OUTSIDE)]
