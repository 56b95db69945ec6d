"""Uploaded files as they would be if nothing had been cleaned: called by `manage.py shell`, beside a running site."""

from django.utils import timezone

from assessments.packages.scorm.serving import trial_address
from tests.factories.scorm_packages import scorm_12, store_scorm, unit_of

# Each try writes down what became of it; the title of the page says when all are done.
PAGE = """<!doctype html><html><head><title>trying</title></head><body><script>
const tries = {
  origin: () => self.origin,
  cookie: () => document.cookie,
  storage: () => localStorage.length,
  database: () => indexedDB.open("x").onerror,
  account: async () => (await fetch("/en/my/", { credentials: "include" })).text(),
  admin: async () => (await fetch("/admin/uploads/", { credentials: "include" })).text(),
  abroad: async () => (await fetch("https://evil.example/")).text(),
  worker: async () => (await navigator.serviceWorker.register("/teach-worker.js")).scope,
};
(async () => {
  const told = {};
  for (const [name, attempt] of Object.entries(tries)) {
    try { told[name] = String(await attempt()); } catch (problem) { told[name] = "refused: " + problem.name; }
  }
  document.body.textContent = JSON.stringify(told);
  document.title = "tried";
})();
</script></body></html>"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>still</title>'
    '<script>document.documentElement.setAttribute("data-ran", "1")</script><rect width="9" height="9"/></svg>'
)
GIF_AND_SCRIPT = b"GIF89a/*\x01\x00\x01\x00\x00*/=1;window.ran=1//"


def put() -> str:
    """Store the files and return the address of the page; the others stand beside it."""
    files = {
        "index.html": PAGE,
        "drawing.svg": DRAWING,
        "picture.gif": GIF_AND_SCRIPT,
        "notes.pdf": b"%PDF-1.7",
        "library.js": "window.ran = 2;",
    }
    version = store_scorm(scorm_12(files=files))
    return trial_address(unit_of(version), at=timezone.now())
