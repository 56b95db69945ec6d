"""A lecturer without a mouse writes a scenario, loses the network, translates, tries and publishes it, and reads what
people chose. One story in the order of its tests: each goes on where the one before has stopped."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.journeys import bridge
from tests.journeys.authoring import (
    CODE,
    COUNTED,
    EDITOR,
    LESSON,
    SECOND,
    SOON,
    at_choice,
    at_scene,
    begin,
    change_for_version_2,
    open_from_list,
    publish,
    take,
    told,
    translate,
    write_choice,
    write_scene,
)
from tests.journeys.conftest import PHONE
from tests.journeys.keyboard import Keyboard
from tests.journeys.pictures import WIDTHS, layout_faults, take_studio
from tests.journeys.walking import PASSWORD, sign_in

pytestmark = pytest.mark.browser

BLOCKS = ".studio-panel .studio-problem[data-level=blocks]"


@pytest.fixture(scope="module")
def story(chromium, site):
    """The lecturer at the keyboard, signed in; `tab` opens another page in place of the one that is there."""
    context = chromium.new_context(viewport=WIDTHS["wide"], locale="en", base_url=site.address)
    story = SimpleNamespace(context=context, keyboards=[])

    def tab():
        story.page = context.new_page()
        story.keys = Keyboard(story.page)
        story.keyboards.append(story.keys)
        return story.keys

    story.tab = tab
    keys = tab()
    story.page.goto("/en/account/login/")
    keys.write_at("input[name=login]", "lecturer")
    keys.write_at("input[name=password]", PASSWORD)
    keys.press("Enter")
    story.page.wait_for_url(re.compile("/my/"))
    yield story
    context.close()


@pytest.fixture(autouse=True)
def no_page_has_a_fault(story):
    yield
    assert [fault for keys in story.keyboards for fault in keys.faults] == []


def test_a_scenario_is_begun_with_a_value_and_its_first_scene(story):
    keys, page = story.keys, story.page
    page.goto("/admin/scenarios/")
    keys.follow("a[href$='/scenarios/new/']", "/new/$")
    keys.write_at("input[name=code]", CODE)
    keys.write_at("input[name=title]", bridge.TITLE)
    keys.press("Enter")
    page.wait_for_url(re.compile(EDITOR))
    story.address = page.url.split("#")[0]
    keys.write_at(at_scene("summary"), bridge.SUMMARY)
    keys.write_at("#add-value", "heard")
    keys.tab_to("#add-value-kind")
    keys.choose("yes or no")
    keys.press_at("#add-value-button")
    expect(page.locator(".studio-value")).to_have_count(1)

    keys.press_at("#add-scene", back=True)
    expect(page.locator(at_scene("heading"))).to_be_focused()
    keys.write(bridge.GATE)
    keys.write_at(at_scene("situation"), bridge.GATE_SITUATION)
    write_choice(keys, 1, bridge.LISTEN, bridge.LISTEN_THEN, leads_to="New scene")
    expect(page.locator(SECOND)).to_be_visible()
    keys.press_at(at_choice(1, "summary"))
    keys.press_at(at_choice(1, "[id$=-effects-add]"))
    write_choice(keys, 2, bridge.WAIT, bridge.WAIT_THEN, severity=-1, leads_to="Scene without heading")
    keys.press_at("#add-choice")
    expect(page.locator(at_choice(3, "[data-place$='/text'] textarea"))).to_be_focused()
    keys.press("Shift+Tab")
    # Left without a code of the critical error, to be told so.
    write_choice(keys, 3, bridge.REFUSE, bridge.REFUSE_THEN, severity=2, leads_to="New critical ending")
    expect(page.locator(".studio-outline__scenes li")).to_have_count(3)
    keys.is_saved()


def test_the_network_is_lost_in_the_middle_of_a_sentence_and_nothing_else_is(story):
    keys, page = story.keys, story.page
    keys.press_at(SECOND, back=True)
    expect(page.locator("#form-title")).to_be_focused()
    write_scene(keys, bridge.ROOM, bridge.ROOM_SITUATION[0])
    keys.is_saved()
    keys.is_cut_off = True
    story.context.set_offline(True)
    page.keyboard.type(bridge.ROOM_SITUATION[1])
    expect(page.locator(".studio-save")).to_contain_text("Not saved: no network", timeout=SOON)
    expect(page.locator(".studio-save")).to_contain_text("kept in this browser")
    page.close()
    story.context.set_offline(False)

    keys = story.tab()
    open_from_list(story, ".studio-card__title a", EDITOR)
    dialog = story.page.locator("dialog[open]")
    expect(dialog).to_contain_text("The child is asleep", timeout=SOON)
    keys.press_at("dialog[open] .studio-acts button:first-child")
    expect(dialog).to_have_count(0)
    keys.is_saved()
    story.page.reload()
    keys.press_at(SECOND)
    expect(story.page.locator(at_scene("situation"))).to_have_value("".join(bridge.ROOM_SITUATION))


def test_the_rest_is_written_with_a_choice_that_is_offered_on_a_condition(story):
    keys, page = story.keys, story.page
    write_choice(keys, 1, bridge.RECORD, bridge.RECORD_THEN, leads_to="New good ending")
    keys.press_at(at_choice(1, "summary"))
    keys.press_at(at_choice(1, "[id$=-when-add]"))
    expect(page.locator(at_choice(1, ".studio-rows li"))).to_have_count(1)
    # Left without a consequence, to be told so.
    write_choice(keys, 2, bridge.CLOSE, "", leads_to="New mixed ending")
    endings = {
        "good": (bridge.HELPED, bridge.HELPED_TEXT),
        "mixed": (bridge.LATE, bridge.LATE_TEXT),
        "critical": (bridge.SENT_BACK, bridge.SENT_BACK_TEXT),
    }
    for kind, texts in endings.items():
        keys.press_at(f".studio-outline__scenes a[data-ending={kind}]", back=True)
        write_scene(keys, *texts)
    expect(page.locator(".studio-outline__scenes li")).to_have_count(5)
    keys.is_saved()


def test_two_problems_are_reported_opened_and_mended(story):
    keys, page = story.keys, story.page
    keys.press_at("#open-problems", back=True)
    blocks = page.locator(BLOCKS)
    expect(blocks).to_have_count(2, timeout=SOON)
    keys.press_at(BLOCKS)
    expect(page.locator(at_choice(3, "[data-place$='/critical_error'] select"))).to_be_focused()
    keys.choose("CE-REF")
    expect(blocks).to_have_count(1, timeout=SOON)
    keys.press_at(BLOCKS)
    expect(page.locator(at_choice(2, "[data-place$='/consequence'] textarea"))).to_be_focused()
    keys.write(bridge.CLOSE_THEN)
    expect(blocks).to_have_count(0, timeout=SOON)
    keys.is_saved()
    expect(page.locator("#open-problems")).to_contain_text("0 block")


def test_it_is_translated_into_russian_and_reviewed(story):
    rows = translate(story, "ru", bridge.RU)
    assert rows.count() == len(bridge.RU)
    for number in range(story.page.locator(".tr-scene").count()):
        group = story.page.locator(".tr-scene").nth(number)
        story.keys.press_at(f"#{group.get_attribute('id')} [value=review-scene]", back=number == 0)
        expect(group.locator("[data-row]:not([data-state=reviewed])")).to_have_count(0, timeout=SOON)
    expect(story.page.locator("[data-progress]")).to_have_text(f"{rows.count()} of {rows.count()} reviewed")
    expect(rows.first.locator("[data-state-name]")).to_have_text(re.compile("reviewed", re.I))


def test_it_is_translated_into_dari_in_fields_from_right_to_left(story):
    rows = translate(story, "fa-af", bridge.DARI)
    fields = story.page.locator("[data-row] textarea")
    assert {fields.nth(one).get_attribute("dir") for one in range(rows.count())} == {"rtl"}
    assert fields.first.get_attribute("lang") == "fa-AF"
    expect(story.page.locator("[data-progress]")).to_have_text(f"0 of {rows.count()} reviewed")
    expect(rows.first.locator("[data-state-name]")).to_have_text(re.compile("draft", re.I))


def choices(page):
    return page.locator(".try-choice")


def test_it_is_tried_in_dari_and_leaves_no_trace(story, site):
    keys, page = story.keys, story.page
    before = told(site, COUNTED)
    open_from_list(story, "a[href$='/try/']", "/try/")
    room = re.compile(f"{bridge.ROOM}|{bridge.DARI[bridge.ROOM]}")
    for value, offered in (("yes", [bridge.RECORD, bridge.CLOSE]), ("no", [bridge.CLOSE])):
        keys.choose_at("select[name=language]", "Dari")
        keys.choose_at(
            "select[name=scene]", page.locator("select[name=scene] option", has_text=room).inner_text()
        )
        keys.choose_at("select[name=value-heard]", value)
        keys.follow(".try-setup button", f"value-heard={value}")
        expect(choices(page)).to_have_text([bridge.DARI[one] for one in offered])

    keys.choose_at("select[name=scene]", page.locator("select[name=scene] option").first.inner_text())
    keys.follow(".try-setup button", "value-heard=no")
    situation = page.locator(".try-scene .try-text").first
    assert (situation.get_attribute("dir"), situation.get_attribute("lang")) == ("rtl", "fa-af")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.try-scene .try-text')).direction") == "rtl"
    )
    for _step in range(2):
        keys.follow("li:first-child > .try-choice", "path=")
        expect(page.locator(".try-happened")).to_be_visible()
    expect(page.locator(".try-heading")).to_have_text(bridge.DARI[bridge.HELPED])
    after = told(site, COUNTED)
    assert after == before
    assert after["mine"] == []


def test_version_1_is_published(story):
    publish(story, 1)
    chips = story.page.locator(".studio-card", has_text=CODE).locator(".studio-chip")
    assert [text.split()[0] for text in chips.all_inner_texts()] == ["English", "Русский", "دری"]


def test_who_began_version_1_ends_on_it_though_version_2_is_out(story, site, phone):
    story.lesson = told(site, LESSON)
    first, second = phone("ru"), phone("ru")
    story.keyboards += [Keyboard(first), Keyboard(second)]
    sign_in(first, "trainee", "ru")
    begin(first, story.lesson)
    take(first, bridge.RU[bridge.LISTEN])
    expect(first.locator("button[name=choice]")).to_have_count(2)

    change_for_version_2(story)
    publish(story, 2)

    first.reload()
    take(first, bridge.RU[bridge.RECORD])
    expect(first.locator(".ending h2").first).to_have_text(bridge.RU[bridge.HELPED])
    story.debrief = first.url
    sign_in(second, "trainee2", "ru")
    begin(second, story.lesson)
    take(second, bridge.RU[bridge.LISTEN])
    # In which order choices stand is drawn by lot for each attempt.
    expect(second.locator("button[name=choice]", has_text=bridge.RECORD_AGAIN["ru"])).to_have_count(1)
    expect(second.locator("button[name=choice]", has_text=bridge.RU[bridge.RECORD])).to_have_count(0)
    assert told(site, COUNTED)["mine"] == [
        {"user": "trainee", "version": 1, "passed": True},
        {"user": "trainee2", "version": 2, "passed": None},
    ]
    assert second.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_heat_map_says_what_one_person_did_in_version_1(story):
    keys, page = story.keys, story.page
    open_from_list(story, "a[href$='/insights/']", "/insights/")
    expect(page.locator(".insights-empty")).to_contain_text("1 attempt is on its way")
    keys.choose_at("select[name=version]", "1")
    keys.follow(".insights-filter button", "version=1")
    for words, people in ((bridge.LISTEN, "1"), (bridge.RECORD, "1"), (bridge.REFUSE, "0")):
        row = page.locator(".insights-table--choices tbody tr", has_text=words)
        expect(row.locator("td[data-label=People]")).to_have_text(people)
    keys.tab_to(".map__canvas")
    keys.press("Home")
    heard = page.locator(".insights-map [aria-live=polite]")
    expect(heard).to_contain_text(bridge.GATE)
    expect(heard).to_contain_text(re.compile(rf"{re.escape(bridge.LISTEN)}[^.]*\b1\b"))


def test_its_pages_fit_a_desk_and_a_phone_in_three_languages(story, site, chromium, screenshots):
    folder = screenshots / "studio"
    folder.mkdir(exist_ok=True)
    faults = []
    for language in ("en", "ru", "fa-af"):
        context = chromium.new_context(viewport=WIDTHS["wide"], locale=language, base_url=site.address)
        context.on("page", lambda page: story.keyboards.append(Keyboard(page)))
        faults += take_studio(context, story.address, language=language, folder=folder)
        context.clear_cookies()
        faults += take_debrief(context, story.debrief, language, folder)
        context.close()
    assert faults == []


def take_debrief(context, address, language, folder):
    page = context.new_page()
    page.set_viewport_size(PHONE)
    sign_in(page, "trainee", language)
    page.goto(re.sub("/ru/", f"/{language}/", address, count=1))
    page.screenshot(path=folder / f"{language}-debrief-phone.png", full_page=True)
    found = layout_faults(page, f"{language} debrief phone", language)
    page.set_viewport_size(WIDTHS["wide"])
    page.screenshot(path=folder / f"{language}-debrief-wide.png", full_page=True)
    return found
