"""`python -m benchmarks`: requests per second and CPU per request of a lesson page and of whole scenario attempts.

Prints one line a figure: name, value, unit. The client runs on the same machine, so the figures are a lower bound.
"""

import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.browser import CHOICE, Learner, fields_of
from benchmarks.site import cpu_seconds, memory_mib, prepared_data, running_site

LESSON = "/ru/manual/m4-non-refoulement/the-rule/"
PRACTICE = "/ru/manual/m4-non-refoulement/scenario-night-train/"
START = re.compile(r'action="([^"]*/scenario/[^"]*)"')
REOPEN = re.compile(r'href="([^"]*reopen=1)"')
CONNECTIONS = 16
LEARNERS = 8
SECONDS = 8


def read_lesson(learner: Learner, until: float) -> int:
    count = 0
    while time.monotonic() < until:
        status, _path, _text = learner.get(LESSON)
        assert status == 200, status
        count += 1
    return count


def play(learner: Learner) -> int:
    """Play the scenario once, always the first choice shown; return the number of choices made.

    After a critical error the lesson behind it is read again first, as the site asks for.
    """
    _status, _path, text = learner.get(PRACTICE)
    if again := REOPEN.search(text):
        learner.get(again.group(1))
        _status, _path, text = learner.get(PRACTICE)
    _status, path, text = learner.post(START.search(text).group(1), fields_of(text))
    choices = 0
    while options := CHOICE.findall(text):
        status, path, text = learner.post(path, {**fields_of(text), "choice": options[0]})
        assert status == 200, (status, path)
        choices += 1
    return choices


def play_until(learner: Learner, until: float) -> tuple[int, int]:
    attempts = choices = 0
    while time.monotonic() < until:
        choices += play(learner)
        attempts += 1
    return attempts, choices


def figure(name: str, value: float, unit: str) -> None:
    print(f"{name:<46}{value:>10.1f} {unit}")


def measured(site, work, people: int):
    """Let that many learners do `work(learner, until)` at once; return (results, elapsed s, server's CPU s)."""
    learners = [Learner(site.address, session) for session in site.sessions[:people]]
    for learner in learners:
        learner.get(LESSON)
    with ThreadPoolExecutor(people) as pool:
        started, used = time.monotonic(), cpu_seconds(site.pid)
        results = list(pool.map(work, learners, [started + SECONDS] * people))
        return results, time.monotonic() - started, cpu_seconds(site.pid) - used


def main() -> int:
    with prepared_data(learners=CONNECTIONS) as (env, sessions):
        with running_site(env, sessions, settings="benchmarks.bare") as bare:
            counts, _elapsed, used = measured(bare, read_lesson, CONNECTIONS)
            bare_cpu = used / sum(counts)
        with running_site(env, sessions) as site:
            counts, elapsed, used = measured(site, read_lesson, CONNECTIONS)
            lesson_cpu = used / sum(counts)
            figure(f"lesson page, signed in, {CONNECTIONS} connections", sum(counts) / elapsed, "requests/s")
            figure("  CPU of the server", 1000 * lesson_cpu, "ms/request")
            figure("  the same, of bare Django with session and user", 1000 * bare_cpu, "ms/request")
            figure("  ratio of the two", lesson_cpu / bare_cpu, "")

            played, elapsed, used = measured(site, play_until, LEARNERS)
            attempts, choices = (sum(column) for column in zip(*played, strict=True))
            figure(f"whole scenario attempts, {LEARNERS} learners", attempts / elapsed, "attempts/s")
            figure("  choices made in them", choices / elapsed, "choices/s")
            figure("  CPU of the server", 1000 * used / attempts, "ms/attempt")
            figure("memory of the server, 2 processes (PSS)", memory_mib(site.pid), "MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
