"""What is done with certificates in the browser, step by step: found by form and role, not by words."""

import io
import re

import pypdfium2
import zxingcpp
from playwright.sync_api import expect

# A minute is long, and other work may go on beside the journey.
PATIENCE = 120_000
ALL_ISSUED = """() => document.readyState === "complete" && location.search.indexOf("go=") < 0
    && document.querySelector(".panah-hand-out") && !document.querySelector("#run, .panah-checked")"""
PORTIONS = re.compile(r"/runs/[0-9a-f-]+/go/$")


def open_certificates(page, title):
    """Go from the list of cohorts to the certificates of one."""
    page.goto("/admin/cohorts/")
    page.locator("td.title a, td a", has_text=title).first.click()
    page.wait_for_url(re.compile(r"/cohorts/\d+/"))
    page.locator("a[href$='/certificates/']").first.click()
    page.wait_for_url(re.compile(r"/certificates/"))


def stopped(page):
    """Return {service number: what is found} of everybody whose certificate cannot be issued."""
    found = {}
    for row in page.locator(".panah-checked li.is-stopped").all():
        number = row.locator(".panah-who p").first.inner_text().rsplit("·", 1)[-1].strip()
        found[number] = " ".join(row.locator(".panah-findings li.is-stop").all_inner_texts())
    return found


def row_of(page, number):
    """Return the line of one person who is to get a certificate."""
    return page.locator(".panah-checked > li", has_text=f"· {number}")


def propose(page, number):
    """Let the page propose how a name is mended, and take it."""
    row = row_of(page, number)
    row.locator("button[name=propose]").click()
    expect(row.locator("button[name=propose]")).to_have_count(1)
    expect(row.locator("input[name$='name_native']")).to_be_focused()
    proposed = row.locator("input[name$='name_native']").input_value()
    save_name(page, number)
    return proposed


def mend(page, number, native):
    row_of(page, number).locator("input[name$='name_native']").fill(native)
    save_name(page, number)


def save_name(page, number):
    row_of(page, number).locator(".panah-mend button[type=submit]:not([name])").click()
    expect(page.locator(".panah-checked > li.is-stopped", has_text=f"· {number}")).to_have_count(0)


def copy_template(page):
    """Copy the site's first template for certificates to the own academy and open it."""
    page.goto("/admin/certificate-templates/")
    page.locator("form[action$='/copy/'] button").first.click()
    page.wait_for_selector("form[data-design]")


def write_template(page, field, text):
    """Write one text of the template, in whatever tab of languages it stands."""
    page.locator(f"[name={field}]").evaluate("field => field.closest('section').hidden = false")
    page.locator(f"[name={field}]").fill(text)


def publish(page):
    page.locator(".dz-foot button[value=publish]").click()
    page.wait_for_load_state()


def issue(page):
    page.locator(".panah-issue-all button[type=submit]").click(timeout=PATIENCE)


def issue_a_portion(page):
    """Begin to issue; what the page asks for after its first portion is held back, however fast the machine is."""
    asked = []

    def hold(route):
        asked.append(route)
        if len(asked) == 1:
            route.continue_()

    page.route(PORTIONS, hold)
    issue(page)
    expect(page.locator("#run [data-run-bar]")).not_to_have_js_property("value", 0, timeout=PATIENCE)


def cancel(page):
    """Stop the run that goes on."""
    page.locator("#run form[action$='/cancel/'] button").click(timeout=PATIENCE)
    page.wait_for_url(lambda address: "go=" not in address, timeout=PATIENCE)
    expect(page.locator("#run")).to_have_count(0, timeout=PATIENCE)
    page.unroute(PORTIONS)


def wait_until_issued(page):
    """Wait until nobody waits any more. While a page gives way to the next one, neither says anything."""
    page.wait_for_function(ALL_ISSUED, timeout=PATIENCE)


def fetched(page, address) -> bytes:
    """Return what a link or form of the page leads to, fetched as the person."""
    answer = page.context.request.get(address, timeout=PATIENCE)
    assert answer.ok, address
    return answer.body()


def type_name(page, name):
    """Ask whether a name is the holder's; return the kind of the answer."""
    page.fill("#person [name=name]", name)
    page.locator("#person button").click()
    return answer_of(page, "#person")


def send_file(page, content, name="certificate.pdf"):
    """Ask whether a file is the one that was issued; return the kind of the answer."""
    page.set_input_files(
        "#file [name=file]", {"name": name, "mimeType": "application/pdf", "buffer": content}
    )
    with page.expect_navigation():
        page.locator("#file button").click()
    return answer_of(page, "#file")


def answer_of(page, section):
    page.wait_for_selector(f"{section} [role=status] .notice")
    names = page.locator(f"{section} [role=status] .notice").get_attribute("class").split()
    return next(name.removeprefix("notice-") for name in names if name.startswith("notice-"))


def verdict(page):
    """Return the state that the page of verification tells."""
    names = page.locator(".verdict").first.get_attribute("class").split()
    return next(name.removeprefix("is-") for name in names if name.startswith("is-"))


def open_record(page, number):
    """Find a certificate in the register by its number and open its page."""
    page.goto(f"/admin/certificate_register/?q={number}")
    page.locator("td.title a, td a", has_text=number).first.click()
    page.wait_for_load_state()


def square_of(pdf: bytes) -> str:
    """Return what the QR code of a certificate says, read from the picture of its page."""
    picture = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=2).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    return code.text
