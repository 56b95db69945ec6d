"""A lecturer writes in the studio: by keyboard, without a network, beside a colleague, and nothing is lost."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser

SAVED = re.compile("Saved")
SOON = 15_000
NUMBERS = count(1)


@pytest.fixture
def desk(chromium, site):
    """Return a function that opens the studio as a person of the demo, at a wide page, in a context of its own."""
    contexts = []

    def open_page(username="lecturer", width=1400):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="en", base_url=site.address
        )
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        sign_in(page, username, "en")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def scenario(desk):
    """Return (page, address) of a new scenario with one written scene, saved."""
    page = desk()
    page.goto("/admin/scenarios/new/")
    page.fill("input[name=code]", f"T-{next(NUMBERS)}")
    page.fill("input[name=title]", "At the gate")
    page.select_option("select[name=source_language]", "en")
    page.locator("main form [type=submit]").last.click()
    page.wait_for_url(re.compile(r"/scenarios/[0-9a-f-]{36}/$"))
    page.locator("#add-scene").click()
    page.keyboard.type("Night")
    field(page, "situation").fill("A man waits at the gate.")
    is_saved(page)
    return page, page.url.split("#")[0]


def field(page, name):
    """Return the field of the chosen scene, or of the scenario, by its name."""
    return page.locator(f".studio-field[data-place$='/{name}'] :is(input, textarea, select)").first


def is_saved(page):
    expect(page.locator(".studio-save")).to_have_text(SAVED, timeout=SOON)


def open_scene(page, address, name="Night"):
    page.goto(address)
    page.locator(".studio-outline a", has_text=name).first.click()
    expect(page.locator("#form-title")).to_have_text(name)


def test_a_scene_with_choices_is_built_with_the_keyboard_alone(scenario):
    page, _address = scenario
    choice = page.locator(".studio-choice").first
    choice.locator("textarea").first.focus()
    page.keyboard.type("Ask him in quietly.")
    page.keyboard.press("Tab")
    page.keyboard.type("He sits down.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")  # from best to acceptable, which proposes one point
    expect(choice.locator("input[type=number]").first).to_have_value("1")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("End")  # the last of the list: a new critical ending
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".studio-outline__scenes li")).to_have_count(2)
    page.locator("#add-choice").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".studio-choice")).to_have_count(3)
    assert page.evaluate("document.activeElement.closest('.studio-choice') !== null")
    is_saved(page)
    assert page.faults == []


def test_arrow_keys_pass_over_a_new_scene_and_make_none_before_the_list_is_left(scenario):
    page, _address = scenario
    scenes = page.locator(".studio-outline__scenes li")
    page.locator(".studio-choice").first.locator("[data-place$='/next'] select").focus()
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(field(page, "next")).to_have_value("")
    expect(scenes).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(scenes).to_have_count(1)
    page.keyboard.press("Tab")
    expect(scenes).to_have_count(2)
    expect(scenes.last.locator("a")).to_have_attribute("data-ending", "good")
    assert page.evaluate("document.activeElement !== document.body")


def test_a_problem_opens_the_field_that_mends_it_and_goes_when_it_is_mended(scenario):
    page, address = scenario
    page.goto(address)
    page.locator("#open-problems").click()
    problem = page.locator(".studio-panel .studio-problem[data-level=blocks]", has_text="Choice 2")
    expect(problem.first).to_be_visible(timeout=SOON)
    before = problem.count()
    problem.filter(has_text="leads nowhere").click()
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.locator("select:focus").select_option(label="New mixed ending…")
    expect(problem).to_have_count(before - 1, timeout=SOON)
    assert page.faults == []


def test_a_deleted_scene_comes_back_by_undo_with_its_words(scenario):
    page, _address = scenario
    page.locator("#scene-delete").click()
    expect(page.locator(".studio-outline__scenes li")).to_have_count(0)
    page.locator("#said-undo").click()
    expect(page.locator(".studio-outline__scenes li")).to_have_count(1)
    expect(field(page, "situation")).to_have_value("A man waits at the gate.")
    page.locator(".studio-bar").click(position={"x": 2, "y": 2})
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator(".studio-outline__scenes li")).to_have_count(0)
    page.keyboard.press("Control+z")
    is_saved(page)
    expect(field(page, "situation")).to_have_value("A man waits at the gate.")


def test_work_written_without_a_network_survives_a_closed_tab_and_is_taken_back(scenario):
    page, address = scenario
    page.context.set_offline(True)
    field(page, "situation").fill("Two men wait at the gate.")
    expect(page.locator(".studio-save")).to_contain_text("Not saved: no network", timeout=SOON)
    expect(page.locator(".studio-save")).to_contain_text("kept in this browser")
    context = page.context
    page.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(address)
    dialog = again.locator("dialog[open]")
    expect(dialog).to_contain_text("Two men wait", timeout=SOON)
    dialog.get_by_role("button", name="Take it back").click()
    is_saved(again)
    again.reload()
    again.locator(".studio-outline a", has_text="Night").click()
    expect(field(again, "situation")).to_have_value("Two men wait at the gate.")
    expect(again.locator("dialog[open]")).to_have_count(0)


def test_two_people_who_change_one_text_compare_and_choose(scenario, desk):
    page, address = scenario
    colleague = desk("administrator")
    open_scene(colleague, address)
    field(colleague, "situation").fill("A woman waits at the gate.")
    is_saved(colleague)
    field(page, "situation").fill("A family waits at the gate.")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("A woman waits at the gate.", timeout=SOON)
    dialog.locator("input[value=merged]").check()
    dialog.locator("textarea").fill("A woman and her family wait at the gate.")
    dialog.get_by_role("button", name="Save the choice").click()
    is_saved(page)
    open_scene(colleague, address)
    expect(field(colleague, "situation")).to_have_value("A woman and her family wait at the gate.")
    assert page.faults == []
    assert colleague.faults == []


def test_two_people_who_change_different_texts_both_win(scenario, desk):
    page, address = scenario
    colleague = desk("administrator")
    open_scene(colleague, address)
    field(colleague, "speaker").fill("The officer")
    is_saved(colleague)
    field(page, "situation").fill("It rains.")
    expect(field(page, "speaker")).to_have_value("The officer", timeout=SOON)
    is_saved(page)


def test_who_is_signed_out_goes_on_writing_and_saves_after_signing_in(scenario):
    page, _address = scenario
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    field(page, "situation").fill("Written while signed out.")
    expect(page.locator("#sign-in")).to_be_visible(timeout=SOON)
    expect(page.locator(".studio-save")).to_contain_text("kept in this browser")
    page.context.add_cookies([one for one in cookies if one["name"] == "sessionid"])
    page.locator("#save-again").click()
    is_saved(page)


def test_a_kept_state_is_gone_back_to_and_the_way_back_can_be_undone(scenario):
    page, _address = scenario
    page.locator("#open-history").click()
    page.locator("#keep-name").fill("Before the rain")
    page.keyboard.press("Enter")
    state = page.locator(".studio-state", has_text="Before the rain")
    expect(state).to_be_visible(timeout=SOON)
    field(page, "situation").fill("It rains.")
    is_saved(page)
    state.get_by_role("button", name="Go back to this").click()
    expect(field(page, "situation")).to_have_value("A man waits at the gate.", timeout=SOON)
    page.locator("#studio-undo").click()
    expect(field(page, "situation")).to_have_value("It rains.")
    is_saved(page)


def test_officers_sign_a_scene_off_and_a_change_asks_for_it_again(scenario, desk):
    page, address = scenario
    page.locator(".studio-outline__about").click()
    page.locator("#office-legal").check()
    is_saved(page)
    lawyer = desk("lawyer")
    open_scene(lawyer, address)
    lawyer.locator("#s-legal").click()
    expect(lawyer.locator(".studio-signature[data-state=good]")).to_be_visible(timeout=SOON)
    assert field(lawyer, "situation").get_attribute("readonly") is not None
    lawyer.locator("#new-remark").fill("Name the article.")
    lawyer.locator(".studio-new-remark button").click()
    expect(lawyer.locator(".studio-remark")).to_contain_text("Name the article.", timeout=SOON)

    open_scene(page, address)
    expect(page.locator(".studio-remark")).to_contain_text("Name the article.", timeout=SOON)
    field(page, "situation").fill("Something else.")
    is_saved(page)
    open_scene(lawyer, address)
    expect(lawyer.locator(".studio-signature[data-state=open]")).to_contain_text(
        "has changed since", timeout=SOON
    )


def test_a_translation_stands_in_its_own_direction_under_the_text_it_is_made_from(scenario):
    page, _address = scenario
    page.select_option("#studio-language", "fa-af")
    block = page.locator(".studio-field[data-place$='/situation']")
    text = field(page, "situation")
    assert (text.get_attribute("dir"), text.get_attribute("lang")) == ("rtl", "fa-AF")
    expect(block.locator(".studio-source")).to_have_text("A man waits at the gate.")
    text.fill("مردی در دروازه منتظر است.")
    is_saved(page)
    expect(block.locator(".studio-badge")).to_be_visible()
    page.select_option("#studio-language", "en")
    expect(field(page, "situation")).to_have_value("A man waits at the gate.")


def test_a_choice_is_offered_and_leads_elsewhere_by_a_value(scenario):
    page, _address = scenario
    page.locator(".studio-outline__about").click()
    page.locator("#add-value").fill("trust")
    page.keyboard.press("Enter")
    expect(page.locator(".studio-value")).to_have_count(1)
    page.locator(".studio-outline a", has_text="Night").click()
    choice = page.locator(".studio-choice").first
    choice.locator("summary").click()
    for name in ("Change a value", "Add a condition", "Add another way"):
        page.locator(".studio-choice").first.get_by_role("button", name=name).click()
    expect(page.locator(".studio-choice").first.locator(".studio-rows li")).to_have_count(3)
    is_saved(page)
    assert page.faults == []


def test_the_map_opens_the_form_of_a_scene_beside_it(scenario):
    page, _address = scenario
    page.locator("#view-map").click()
    canvas = page.locator(".map__canvas")
    expect(canvas).to_be_visible(timeout=SOON)
    canvas.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#form-title")).to_have_text("Night")
    assert page.faults == []


def test_the_editor_fits_a_phone_in_a_language_from_right_to_left(desk, scenario, screenshots):
    _page, address = scenario
    phone = desk(width=360)
    open_scene(phone, address)
    phone.evaluate("document.documentElement.dir = 'rtl'")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    wide = phone.evaluate(
        "[...document.querySelectorAll('.studio *')].filter((one) => {"
        "const box = one.getBoundingClientRect();"
        "return box.width > 1 && (box.left < -1 || box.right > 361);}).length"
    )
    assert wide == 0
    phone.screenshot(path=screenshots / "studio-phone-rtl.png")
