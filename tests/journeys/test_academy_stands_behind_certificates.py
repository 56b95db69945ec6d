"""Certificates from the check of names to the ministry: issued, handed out, verified, issued anew, revoked."""

import io
import json
import re
import urllib.request
import zipfile

import pypdf
import pytest
from playwright.sync_api import expect

from tests.factories.uploads import picture
from tests.journeys import certificate_steps as steps
from tests.journeys.conftest import PHONE
from tests.journeys.graduating import BAD, PLACES, TITLE, WRITTEN
from tests.journeys.people_at_work import DESK, House

pytestmark = pytest.mark.browser

HOLDER, ANEW, TAKEN_BACK = "5001", "5002", "5003"
MENDED = {"5007": "Алия Сейтова", "5008": "Динара Омарова"}
CONFIRMS = "Настоящим подтверждается, что {name}"


@pytest.fixture
def house(chromium, site, screenshots):
    house = House(chromium, site, screenshots / "certificates", scenes="graduating")
    yield house
    for context in house.contexts:
        context.close()
    if site.process.poll() is not None:
        site.start()


def test_an_academy_stands_behind_its_certificates(house, tmp_path):
    house.behind("begin()")
    admin = house.signed_in("administrator", DESK)
    mend_names(house, admin)
    make_a_template(house, admin)
    issue_to_all(house, admin)
    codes = {number: code for number, _certificate, code in house.behind("tell_certificates()")}
    assert len(codes) == PLACES
    files = hand_out(house, admin)
    pdf = open_as_holder(house, codes[HOLDER])
    assert pdf in files
    verify_as_stranger(house, codes[HOLDER], pdf, other=next(one for one in files if one != pdf))
    issue_anew(house, admin, codes[ANEW])
    revoke(house, admin, codes[TAKEN_BACK])
    check_without_network(house, pdf)
    ask_as_ministry(house, admin)
    assert house.problems == []


def mend_names(house, admin):
    steps.open_certificates(admin, TITLE)
    found = steps.stopped(admin)
    assert set(found) == set(BAD)
    assert "“A” (U+0041)" in found["5007"] or "U+0041" in found["5007"]
    assert "U+1F642" in found["5008"]
    house.both_pictures(admin, "names-checked")
    # Without ticking that both are left out nothing is issued.
    assert steps.propose(admin, "5007") == MENDED["5007"]
    steps.mend(admin, "5008", MENDED["5008"])
    assert steps.stopped(admin) == {}
    house.picture(admin, "names-mended")


def make_a_template(house, admin):
    steps.copy_template(admin)
    steps.write_template(admin, "confirms_ru", "Настоящим подтверждается, что {nmae}")
    steps.publish(admin)
    assert "{nmae}" in admin.locator("form[data-design] .error-message", has_text="{nmae}").first.inner_text()
    house.picture(admin, "template-refused")
    steps.write_template(admin, "confirms_ru", CONFIRMS)
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": picture(size=(600, 200))}
    admin.set_input_files("[name=logo]", logo)
    house.both_pictures(admin, "template")
    steps.publish(admin)
    admin.wait_for_url(re.compile(r"/versions/$"))
    house.picture(admin, "template-published")


def issue_to_all(house, admin):
    steps.open_certificates(admin, TITLE)
    steps.row_of(admin, HOLDER).locator("[data-sample]").click()
    admin.wait_for_selector("dialog[open] img:not([hidden])")
    admin.wait_for_timeout(500)
    house.picture(admin, "sample")
    admin.locator("dialog[open] button").click()

    steps.issue_a_portion(admin)
    steps.cancel(admin)
    issued = len(house.behind("tell_certificates()"))
    assert 0 < issued < PLACES
    assert admin.locator(".panah-checked > li").count() == PLACES - issued
    house.both_pictures(admin, "cancelled")

    steps.issue(admin)
    steps.wait_until_issued(admin)
    house.both_pictures(admin, "issued")


def hand_out(house, admin) -> list[bytes]:
    """Take the ZIP and the file for the printer; return the single files."""
    with admin.expect_download(timeout=steps.PATIENCE) as waited:
        admin.locator(".panah-hand-out a[href*='certificates.zip']").click()
    with zipfile.ZipFile(waited.value.path()) as archive:
        names = archive.namelist()
        files = [archive.read(name) for name in names if name.endswith(".pdf")]
    assert len(files) == PLACES
    assert len(set(names)) == PLACES + 1  # and a list of them
    form = admin.locator(".panah-hand-out form")
    printed = steps.fetched(admin, f"{form.get_attribute('action')}?kind=certificate&order=name&sides=1")
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) == PLACES
    return files


def open_as_holder(house, code) -> bytes:
    """Let the holder, who reads Dari, find the certificate on a phone; return the file."""
    page = house.signed_in(HOLDER, language="fa-af")
    page.goto("/fa-af/my/certificates/")
    house.picture(page, "holder-list")
    page.locator(f"a[href*='{code}']").first.click()
    page.wait_for_url(re.compile(code))
    house.picture(page, "holder-certificate")
    pdf = steps.fetched(page, page.locator("a[href$='.pdf']").first.get_attribute("href"))
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert WRITTEN[HOLDER][1] in text
    return pdf


def verify_as_stranger(house, code, pdf, *, other):
    for language in ("fa-af", "kk"):
        page = house.browser(PHONE, language)
        page.goto(f"/verify/{code}/")
        assert f"/{language}/verify/" in page.url
        assert steps.verdict(page) == "valid"
        shown = page.locator("main").inner_text()
        for name in WRITTEN[HOLDER][:2]:
            assert name not in shown
        house.picture(page, f"valid-{language}")
        wrong = steps.type_name(page, WRITTEN[ANEW][0])
        right = steps.type_name(page, WRITTEN[HOLDER][0])
        assert (wrong, right) == ("error", "success")
        house.picture(page, f"name-{language}")

        assert steps.send_file(page, pdf) == "success"
        house.picture(page, f"file-{language}")
        # A byte of what is signed is another one.
        assert steps.send_file(page, pdf[:3000] + bytes([pdf[3000] ^ 1]) + pdf[3001:]) == "error"
        house.picture(page, f"file-altered-{language}")
        assert steps.send_file(page, other) != "success"


def issue_anew(house, admin, code):
    steps.open_record(admin, number_of(house, code))
    house.both_pictures(admin, "record")
    admin.locator("a[href$='/anew/']").click()
    admin.wait_for_selector("[name=name_latin]")
    admin.fill("[name=name_latin]", "QUANYSHQYZY Assel")
    admin.fill("[name=reason]", "Так в паспорте.")
    admin.locator("button[value=look]").click()
    admin.wait_for_selector(".panah-sheet img")
    house.both_pictures(admin, "reissue")
    admin.locator("button[value=issue]").click()
    admin.wait_for_url(lambda address: "/anew/" not in address)
    house.picture(admin, "reissued")

    page = house.browser()
    page.goto(f"/verify/{code}/")
    assert steps.verdict(page) == "replaced"
    house.picture(page, "replaced")
    page.locator(".verdict-head a.button").click()
    page.wait_for_url(lambda address: code not in address)
    assert steps.verdict(page) == "valid"
    assert steps.type_name(page, "QUANYSHQYZY Assel") == "success"
    assert steps.type_name(page, WRITTEN[ANEW][1]) == "error"


def revoke(house, admin, code):
    page = house.browser()
    page.goto(f"/verify/{code}/")
    assert steps.verdict(page) == "valid"
    steps.open_record(admin, number_of(house, code))
    admin.locator("a[href$='/revoke/']").click()
    admin.fill("[name=reason]", "Проверки сдал другой человек.")
    house.picture(admin, "revoke")
    admin.locator("form:has([name=reason]) button.serious").click()
    admin.wait_for_url(lambda address: "revoke" not in address)
    page.reload()
    assert steps.verdict(page) == "revoked"
    house.picture(page, "revoked")


def number_of(house, code):
    return next(number for _who, number, found in house.behind("tell_certificates()") if found == code)


def check_without_network(house, pdf):
    said = steps.square_of(pdf)
    assert said.startswith(f"{house.site.address}/verify/")
    page = house.browser()
    page.goto("/ru/verify/offline/")
    expect(page.locator("[data-kept]")).to_be_visible(timeout=30_000)
    house.picture(page, "offline-kept")
    with house.without_network(page):
        page.goto(said)
        expect(page.locator("[data-state=genuine]")).to_be_visible(timeout=30_000)
        house.picture(page, "offline-genuine")
        page.fill("[data-person] [name=name]", WRITTEN[HOLDER][0])
        page.locator("[data-person] button").click()
        expect(page.locator("[data-outcome=same]")).to_be_visible()
        # A letter of what was signed is another one.
        place = said.index("#") + 40
        page.goto("about:blank")
        page.goto(said[:place] + ("A" if said[place] != "A" else "B") + said[place + 1 :])
        expect(page.locator("[data-state=altered]")).to_be_visible(timeout=30_000)
        house.picture(page, "offline-altered")


def ask_as_ministry(house, admin):
    admin.goto("/admin/office-tokens/add/")
    admin.fill("[name=name]", "Министерство труда и социальной защиты")
    admin.locator("form[data-submit-once] button").click()
    token = admin.locator("#offices-token").inner_text().strip()
    house.both_pictures(admin, "token")
    rows = house.behind("tell_certificates()")
    told = ask(
        house.site.address,
        token,
        [{"code": code, "name": WRITTEN[HOLDER][0]} for _who, _number, code in rows],
    )
    assert [one["number"] for one in told] == [number for _who, number, _code in rows]
    states = [one["state"] for one in told]
    assert {state: states.count(state) for state in states} == {
        "valid": PLACES - 1,
        "replaced": 1,
        "revoked": 1,
    }
    assert [who for (who, _number, _code), one in zip(rows, told, strict=True) if one["name_matches"]] == [
        HOLDER
    ]
    assert {one["academy"] for one in told} == {"Demo border academy"}


def ask(address, token, certificates):
    request = urllib.request.Request(
        f"{address}/api/v1/certificates/check",
        json.dumps({"certificates": certificates}).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept-Language": "ru"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["certificates"]
