"""The map of a scenario in a real browser: drawn, read by keyboard, taken away as a picture."""

import pytest

from assessments.scenarios.map_texts import map_strings
from assessments.studio.drafting.document import decompile
from benchmarks.map import DRAWN, big_document, served_map
from tests.factories.assessments import structure, words_for
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser
WIDE = {"width": 1400, "height": 900}


def given(language="en", **more):
    made = structure()
    doc = decompile(made, words_for(made, "en", "fa-af"), code="SC-T", minutes=10, source_language="en")
    return {"doc": doc, "language": language, "strings": map_strings(), "problems": [], "heat": None} | more


@pytest.fixture
def opened(chromium):
    """Return a function that opens the map of what is given and returns its page; errors of the page fail the test."""
    contexts, faults = [], []

    def open_map(address, viewport=WIDE):
        contexts.append(chromium.new_context(viewport=viewport))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        page.wait_for_function(DRAWN, timeout=60_000)
        return page

    yield open_map
    for context in contexts:
        context.close()
    assert faults == []


def test_the_keyboard_goes_from_scene_to_scene_and_opens_one(opened):
    with served_map(given()) as address:
        page = opened(address)
        page.get_by_role("application").focus()
        page.keyboard.press("Home")
        heard = page.locator("[aria-live=polite]")
        assert "en d1 heading" in heard.inner_text()
        assert "CE-REF" in heard.inner_text()
        page.keyboard.press("ArrowDown")
        assert "en d1 heading" not in heard.inner_text()
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        assert page.evaluate("window.scene") == "d1"


def test_all_that_moves_the_map_is_a_button_too(opened):
    with served_map(given()) as address:
        page = opened(address, PHONE)
        zoom = page.evaluate("map.cy.zoom()")
        page.get_by_role("button", name="Closer").click()
        assert page.evaluate("map.cy.zoom()") > zoom
        page.get_by_role("button", name="Show all").click()
        box = page.evaluate("map.cy.elements().renderedBoundingBox()")
        canvas = page.locator(".map__canvas").bounding_box()
        assert box["x1"] >= 0
        assert box["x2"] <= canvas["width"]
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_pressing_a_card_or_the_words_of_an_arrow_opens_what_it_stands_for(opened):
    with served_map(given()) as address:
        page = opened(address)
        for element, name, opens in (("n:d2", "scene", "d2"), ("l:d1/c", "choice", ["d1", "c"])):
            place = page.evaluate("(id) => map.cy.getElementById(id).renderedPosition()", element)
            page.locator(".map__canvas").click(position=place)
            assert page.evaluate(f"window.{name}") == opens


def test_a_language_from_right_to_left_mirrors_the_map(opened):
    with served_map(given()) as there, served_map(given("fa-af")) as here:
        where = "['d1-repair', 'd2'].map((id) => map.place.nodes[id].x)"
        left, mirrored = opened(there).evaluate(where), opened(here).evaluate(where)
    assert (left[0] < left[1]) == (mirrored[0] > mirrored[1])


def test_the_map_is_taken_away_as_svg_and_as_png(opened):
    with served_map(given("fa-af")) as address:
        page = opened(address)
        svg = page.evaluate("map.toSvg()")
        start = page.evaluate(
            "map.toPng().then((one) => one.arrayBuffer()).then((b) => [...new Uint8Array(b).slice(0, 4)])"
        )
    assert svg.startswith("<svg ")
    assert 'direction="rtl"' in svg
    assert "fa-af d1 heading" in svg
    assert bytes(start) == b"\x89PNG"


def test_what_changes_is_drawn_without_moving_what_does_not(opened):
    with served_map(given()) as address:
        page = opened(address)
        where = "map.cy.getElementById('n:d2').position()"
        before, elements = page.evaluate(where), page.evaluate("map.cy.elements().length")
        page.evaluate(
            """async () => { const {doc, language} = await (await fetch("given.json")).json();
            doc.words.en.d2.heading = "Another heading"; map.update(doc, {language}); }"""
        )
        assert page.evaluate(where) == before
        assert page.evaluate("map.cy.elements().length") == elements
        assert "Another heading" in page.evaluate("map.cy.getElementById('n:d2').data('words')")


def test_five_hundred_scenes_are_all_drawn(opened):
    with served_map(given() | {"doc": big_document(500)}) as address:
        page = opened(address)
        assert page.evaluate("map.cy.$('.card').length") == 500
        assert page.evaluate("map.cy.$('.arrow').length") == 497 * 3


LAY_OUT_AGAIN = """async (change) => {
  const {doc, language} = await (await fetch("given.json")).json();
  if (change === "words") doc.words.en.s2.heading = "Another heading";
  else doc.scenes.s2.choices.a.next = "s40";
  await map.update(doc, {language}); }"""


def test_a_large_map_is_laid_out_in_a_thread_of_its_own_and_only_when_a_way_changes(opened):
    with served_map(given() | {"doc": big_document(150)}) as address:
        page = opened(address)
        threads = []
        page.on("worker", lambda thread: threads.append(thread.url))
        page.evaluate(LAY_OUT_AGAIN, "words")
        assert threads == []
        assert "Another heading" in page.evaluate("map.cy.getElementById('n:s2').data('words')")
        page.evaluate(LAY_OUT_AGAIN, "ways")
        assert [url.rsplit("/", 1)[1] for url in threads] == ["map-worker.js"]
        assert page.evaluate("map.cy.getElementById('a:s2/a').data('target')") == "n:s40"


def test_a_large_map_is_laid_out_by_the_page_where_no_thread_can_be_started(opened):
    with served_map(given() | {"doc": big_document(150)}) as address:
        page = opened(address)
        where = "map.cy.nodes('.card').map((one) => [one.id(), one.position('x'), one.position('y')]).sort()"
        by_thread = page.evaluate(where)
        page.add_init_script("window.Worker = class { constructor() { throw new Error('forbidden'); } };")
        page.reload()
        page.wait_for_function(DRAWN)
        assert page.evaluate(where) == by_thread


def test_a_large_map_says_that_it_is_coming_and_then_no_more(opened):
    with served_map(given() | {"doc": big_document(150)}) as address:
        page = opened(address)
        heard = page.evaluate(
            """async () => { const {doc, language} = await (await fetch("given.json")).json();
            const said = () => document.querySelector('.map__status').textContent;
            doc.words.en.s2.heading = "Another heading"; map.update(doc, {language});
            const before = said(); map.turn(); return [before, said()]; }"""
        )
        assert heard == ["", "Loading…"]
        page.wait_for_function("document.querySelector('.map__status').textContent === ''")


def test_small_words_of_a_large_map_are_written_where_one_looks(opened):
    with served_map(given() | {"doc": big_document(150)}) as address:
        page = opened(address)
        words = "map.cy.getElementById('text:s140').length"
        assert page.evaluate(words) == 0
        assert page.evaluate("map.cy.getElementById('text:s1').length") == 1
        page.evaluate("map.focusScene('s140')")
        page.wait_for_function(f"{words} === 1")
