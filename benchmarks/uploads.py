"""`python -m benchmarks.uploads`: a package of 60 MB is sent, checked and stored over HTTP, as a browser does it.

A site of its own serves as `make run` does; the client sends the file in chunks, then asks for portion after portion
and looks at the bar. Then three packages come that were made to bring a server down: 150 MB out of 146 kB, the same
with a directory that lies about it, and 100,000 entries; each has to be refused. Prints one line a figure: name, value,
unit. Memory is the most that a worker held while the package was worked at, and what of it came meanwhile. The size in
MB can be given.
"""

import http.client
import json
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from benchmarks.site import prepared_data, running_site
from benchmarks.spending import figure
from benchmarks.upload_packages import (
    CHUNK,
    copy_out,
    write_course,
    write_crowded,
    write_inflating,
    write_lying,
)

MEGABYTES, MOST_MIB = 60, 40
# What is refused by its directory alone must take no memory to speak of.
MOST_MIB_REFUSED = 16
BOMBS: dict[str, tuple[Callable[[Path], None], str]] = {
    "150 MB out of 146 kB": (write_inflating, "ratio-too-high"),
    "the same, its directory lies": (write_lying, "damaged"),
    "100,000 entries": (write_crowded, "too-many-entries"),
}
_CODE = re.compile(r'class="up-code"[^>]*>([a-z0-9-]+)<')


class Browser:
    """One person who is signed in. Each request has a connection of its own: the server closes idle ones."""

    def __init__(self, address: str, session: str):
        parts = urlsplit(address)
        self._origin = address
        self._server = (parts.hostname, parts.port)
        self._token = "b" * 32
        self._cookie = f"sessionid={session}; csrftoken={self._token}"

    def send(self, path: str, file: Path) -> dict:
        """Send a file as a form does, in chunks; return what the server says."""
        mark = uuid.uuid4().hex
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self._token}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
            "Content-Type: application/zip\r\n\r\n"
        ).encode()
        tail = f"\r\n--{mark}--\r\n".encode()
        length = len(head) + file.stat().st_size + len(tail)
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Content-Length": str(length)}
        return self._post(path, _chunks(head, file, tail), headers)

    def page(self, path: str) -> str:
        """Return a page as a person gets it."""
        return self._ask("GET", path, None, {})

    def portion(self, path: str) -> dict:
        body = f"csrfmiddlewaretoken={self._token}".encode()
        return self._post(path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _post(self, path: str, body, headers: dict) -> dict:
        about = {"Referer": self._origin, "Accept": "application/json"}
        return json.loads(self._ask("POST", path, body, {**headers, **about}))

    def _ask(self, method: str, path: str, body, headers: dict) -> str:
        with closing(http.client.HTTPConnection(*self._server, timeout=120)) as connection:
            connection.request(method, path, body, {**headers, "Cookie": self._cookie})
            response = connection.getresponse()
            text = response.read().decode()
        assert response.status == 200, (response.status, path, text[:500])
        return text


def _chunks(head: bytes, file: Path, tail: bytes) -> Iterator[bytes]:
    yield head
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
    yield tail


@dataclass
class Work:
    """Portions that were asked for: how many, the longest in seconds, and what the bar showed after each, of 1."""

    count: int = 0
    longest: float = 0.0
    shown: tuple[float, ...] = ()


def work_through(browser: Browser, path: str) -> Work:
    """Ask for portions until all is done."""
    work = Work()
    while True:
        begun = time.perf_counter()
        answer = browser.portion(path)
        work.longest = max(work.longest, time.perf_counter() - begun)
        work.count += 1
        work.shown += (answer["done"] / answer["total"],)
        if not answer["goes_on"]:
            return work


@contextmanager
def memory_of(site) -> Iterator[list[float]]:
    """Yield a list that gets, at the end, the most that a worker held and what of it came meanwhile, in MiB (Linux)."""
    workers = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
    for pid in workers:
        # The high-water mark begins anew at what is held now.
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    before = [_peak(pid) for pid in workers]
    held: list[float] = []
    yield held
    after = [_peak(pid) for pid in workers]
    held += [max(after), max(now - was for now, was in zip(after, before, strict=True))]


def _peak(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def bring_in(browser: Browser, file: Path, megabytes: int) -> None:
    """Send, check and store the course; print what each took."""
    begun = time.perf_counter()
    page = browser.send("/admin/uploads/new/", file)["url"].partition("?")[0]
    figure(f"{megabytes} MB sent and received", time.perf_counter() - begun, "s")
    for act in ("check", "store"):
        begun = time.perf_counter()
        work = work_through(browser, f"{page}{act}/")
        figure(f"  {act}, all of it", time.perf_counter() - begun, "s")
        figure("    portions, each one request", work.count, "")
        figure("    the longest of them", work.longest, "s")
        figure("    the bar after the first", 100 * work.shown[0], "%")
        assert all(was < now for was, now in pairwise((0.0, *work.shown))), work.shown
        assert work.shown[-1] == 1, work.shown
    assert "up-done" in browser.page(page), "the page does not say that it is stored"


def refused(browser: Browser, file: Path) -> set[str]:
    """Send a package, and check it if it is taken at all; return the codes of what was found."""
    url = browser.send("/admin/uploads/new/", file)["url"]
    page, _mark, query = url.partition("?")
    if query:
        work_through(browser, f"{page}check/")
    text = browser.page(page)
    assert f"{page}store/" not in text, "it could be stored"
    return set(_CODE.findall(text))


def measure_course(site, browser: Browser, folder: Path, megabytes: int) -> bool:
    """Print what the course took and tell whether it took too much memory."""
    file, out = folder / "course.zip", folder / "out"
    write_course(file, megabytes)
    with memory_of(site) as held:
        bring_in(browser, file, megabytes)
    figure("  memory of a worker at most", held[0], "MiB")
    out.mkdir()
    begun = time.perf_counter()
    copy_out(file, out)
    figure("unpacked, hashed and written, nothing else", time.perf_counter() - begun, "s")
    print(f"{'memory that the package took':<46}{held[1]:>10.1f} MiB, to stay below {MOST_MIB}")
    return held[1] >= MOST_MIB


def measure_bomb(site, browser: Browser, file: Path, name: str) -> bool:
    """Print what a bomb took and tell whether it went off."""
    write, code = BOMBS[name]
    write(file)
    begun = time.perf_counter()
    with memory_of(site) as held:
        codes = refused(browser, file)
    figure(f"{name}: refused after", time.perf_counter() - begun, "s")
    figure("  sent", file.stat().st_size / 1000, "kB")
    print(f"{'  memory that it took':<46}{held[1]:>10.1f} MiB, to stay below {MOST_MIB_REFUSED}")
    if code not in codes:
        print(f"  NOT refused for {code}: {sorted(codes)}")
    return code not in codes or held[1] >= MOST_MIB_REFUSED


def main() -> int:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES
    with prepared_data(learners=1) as (env, _sessions), TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.upload_sender"]
        sender = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()
        with running_site(env, sender) as site:
            browser = Browser(site.address, site.sessions[0])
            # What a worker builds at its first request is not the package's.
            for _worker in range(8):
                browser.page("/admin/uploads/")
            failures = [measure_course(site, browser, Path(folder), megabytes)]
            failures += [measure_bomb(site, browser, Path(folder) / "bomb.zip", name) for name in BOMBS]
    return int(any(failures))


if __name__ == "__main__":
    sys.exit(main())
