"""`python -m benchmarks.map`: a scenario of 500 scenes in the map, in headless Chromium.

Prints one line a figure: time until the map is seen and whole, how long the page is blocked meanwhile and after a
word was changed, frames while it is dragged close by and seen as a whole.
"""

import json
import os
import shutil
import sys
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCENES = 500
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
DRAWN = "window.drawn === true"
PAGE = """<!doctype html><html lang="en" class="w-theme-light"><meta charset="utf-8"><title>map</title>
<link rel="stylesheet" href="css/studio-map.css"><div id="map"></div>
<script type="module">
const given = await (await fetch("given.json")).json();
window.blocks = [];
new PerformanceObserver((list) => blocks.push(...list.getEntries().map((one) => one.duration))).observe(
  {type: "longtask", buffered: true});
const begun = performance.now();
const {createMap} = await import("./js/studio/map.js");
const loaded = performance.now();
window.map = createMap(document.getElementById("map"), {
  strings: given.strings,
  onSelect: (scene) => (window.scene = scene),
  onSelectChoice: (scene, choice) => (window.choice = [scene, choice]),
});
const frame = () => new Promise(requestAnimationFrame);
const drawing = map.update(given.doc, {language: given.language, problems: given.problems, heat: given.heat});
while (!map.cy?.elements().length) await frame();
await frame();
const visible = performance.now();
await drawing;
await frame();
await frame();
window.times = {load: loaded - begun, visible: visible - loaded, open: performance.now() - loaded};
window.drawn = true;
</script></html>
"""
CHANGE_A_WORD = """async () => {
  const {doc, ...given} = await (await fetch("given.json")).json();
  doc.words.en.s1.heading = "Another heading";
  const begun = performance.now();
  await map.update(doc, given);
  await new Promise(requestAnimationFrame);
  return performance.now() - begun; }"""
# Counts the milliseconds between frames until window.frames is read.
WATCH = """() => { window.frames = []; let last = performance.now();
  const turn = (now) => { frames.push(now - last); last = now; window.turn = requestAnimationFrame(turn); };
  window.turn = requestAnimationFrame(turn); }"""
STOP = "() => { cancelAnimationFrame(window.turn); return frames.slice(1).sort((a, b) => a - b); }"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments):
        pass


def big_document(scenes: int = SCENES) -> dict:
    """Return the document (studio.drafting.document) of a long story with side ways and ways back."""
    random = Random(7)
    doc = {
        "head": {"start": "s1", "source_language": "en"},
        "values": {},
        "scenes": {},
        "words": {"en": {}},
    }
    for number in range(1, scenes + 1):
        key = f"s{number}"
        is_end = number > scenes - 3
        severities = () if is_end else ("best", "poor", "critical")
        doc["scenes"][key] = {"rank": number, "ending": "good" if is_end else "", "choices": {}}
        doc["words"]["en"][key] = {
            "heading": f"Scene {number} of a long night",
            "situation": "The passengers look on while the father says two words, and the train goes back.",
        }
        for rank, severity in enumerate(severities):
            choice = "abc"[rank]
            doc["scenes"][key]["choices"][choice] = {
                "rank": rank,
                "severity": severity,
                "critical_error": "CE-REF" if severity == "critical" else "",
                "next": f"s{max(1, min(scenes, number + random.choice([-4, 1, 1, 1, 2, 3, 5])))}",
                "when": [],
                "routes": [],
            }
            doc["words"]["en"][f"{key}/{choice}"] = {"text": "You ask them to follow you to a quiet place."}
    return doc


@contextmanager
def served_map(given: dict):
    """Serve a page with the map of `given` ({doc, language, strings, problems, heat}); yield its address."""
    with tempfile.TemporaryDirectory(prefix="panah-map-") as folder:
        place = Path(folder)
        for name, source in (("js", "static/js"), ("css", "static/css"), ("lib", "build/browser")):
            (place / name).symlink_to(ROOT / source)
        (place / "index.html").write_text(PAGE)
        (place / "given.json").write_text(json.dumps(given))
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        finally:
            server.shutdown()
            server.server_close()


def frames_while_dragging(page: Page) -> list[float]:
    """Drag the map to and fro; return the milliseconds of each frame, ascending."""
    box = page.locator(".map__canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(WATCH)
    page.mouse.move(x, y)
    page.mouse.down()
    for turn in range(60):
        page.mouse.move(x - 6 * (turn % 30), y - 4 * (turn % 30))
    page.mouse.up()
    return page.evaluate(STOP)


def figure(name: str, value: float, unit: str) -> None:
    print(f"{name:<46}{value:>10.1f} {unit}")


def figure_blocks(page: Page) -> None:
    """Print the tasks since the last call. The browser reports those over 50 ms: so long the page answers nobody."""
    page.wait_for_timeout(200)
    blocks = page.evaluate("window.blocks.splice(0)")
    figure("    longest task on the page (0: under 50 ms)", max(blocks, default=0), "ms")
    figure("    tasks over 100 ms", sum(block > 100 for block in blocks), "")


def measure(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function(DRAWN, timeout=60_000)
    times = page.evaluate("window.times")
    figure(f"map of {SCENES} scenes: modules loaded", times["load"], "ms")
    figure("  laid out, beginning to be seen", times["visible"], "ms")
    figure("  all of it drawn", times["open"], "ms")
    figure_blocks(page)
    figure("  a word changed: drawn after", page.evaluate(CHANGE_A_WORD), "ms")
    figure_blocks(page)
    page.wait_for_timeout(500)
    for name, before in (("close by", None), ("seen as a whole", "map.fit()")):
        if before:
            page.evaluate(before)
            page.wait_for_timeout(1000)
        frames = frames_while_dragging(page)
        figure(f"  frame while dragged, {name}: median", frames[len(frames) // 2], "ms")
        figure("    95 of 100 within", frames[int(len(frames) * 0.95)], "ms")


def main() -> int:
    chromium = os.environ.get("PANAH_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        print("benchmarks.map: Chromium is not installed", file=sys.stderr)
        return 1
    given = {"doc": big_document(), "language": "en", "strings": {}, "problems": [], "heat": None}
    with sync_playwright() as playwright, served_map(given) as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        measure(browser.new_page(viewport={"width": 1400, "height": 900}), address)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
