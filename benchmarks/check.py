"""`python -m benchmarks.check`: a scenario of 500 scenes is checked before it is published.

Prints one line a figure: the check of the structure (ways, values, points) and of the words in two languages.
"""

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import django

SCENES = 500
ROUNDS = 5
LESSON = "11111111-1111-4111-8111-111111111111"
TRUST = {"id": "trust", "kind": "integer", "start": 0, "min": -2, "max": 2}
KNOWN = {"id": "child_known", "kind": "yes_no", "start": False}
# Each part of the story is one decision and scenes in which one can wander to and fro before coming back to it.
WANDERING, BAD_ENDINGS = 4, 4


def big_structure(scenes: int = SCENES, *, with_values: bool = True) -> dict:
    """Return a structure without any fault: a long story, circles in every part of it, two values."""
    parts = (scenes - 1 - BAD_ENDINGS) // (1 + WANDERING)
    made = [scene for part in range(parts) for scene in _part(part, parts, with_values)]
    made.append({"id": "end", "ending": "good"})
    made += [{"id": f"bad-{number}", "ending": "critical"} for number in range(BAD_ENDINGS)]
    return {
        "format": 2,
        "start": "d0",
        "pass_percent": 75,
        "max_points": 2 * parts,
        "relearn": {"default": LESSON},
        "values": [TRUST, KNOWN] if with_values else [],
        "scenes": made,
    }


def _part(part: int, parts: int, with_values: bool) -> list[dict]:
    following = f"d{part + 1}" if part + 1 < parts else "end"
    own = [f"d{part}", *(f"d{part}-{number}" for number in range(WANDERING))]
    decision = [
        _choice("a", 2, "best", following),
        _choice("b", 1, "acceptable", following, effects=_effects(with_values, "trust", add=1)),
        _choice("c", 0, "poor", own[1], effects=_effects(with_values, "trust", add=-1)),
        _choice("x", 0, "critical", f"bad-{part % BAD_ENDINGS}", critical_error="CE-REF"),
    ]
    if with_values and part % 10 == 9:
        decision[1]["when"] = [{"value": "trust", "is": "at_least", "than": 0}]
        decision[2]["routes"] = [
            {"when": [{"value": "child_known", "is": "equals", "than": True}], "next": own[2]}
        ]
    scenes = [{"id": own[0], "choices": decision}]
    for number, key in enumerate(own[1:], start=1):
        onward = own[number + 1] if number < WANDERING else own[0]
        know = _effects(with_values, "child_known", set=True) if number == 2 else []
        choices = [
            _choice("a", 0, "poor", onward, effects=know),
            _choice("b", 0, "poor", own[number - 1]),
            _choice("c", 0, "poor", key),
        ]
        scenes.append({"id": key, "choices": choices})
    return scenes


def _choice(key: str, points: int, severity: str, to: str, **more) -> dict:
    return {"id": key, "points": points, "severity": severity, "next": to, "sources": ["P19"], **more}


def _effects(with_values: bool, value: str, **change) -> list[dict]:
    return [{"value": value, **change}] if with_values else []


def big_words(structure: dict, languages: tuple[str, ...] = ("en", "ru")) -> dict:
    """Return words for everything in the structure."""
    text = "The passengers look on while the father says two words. " * 4
    scenes = {
        scene["id"]: {
            **dict.fromkeys(("heading", "situation", "principle", "legal", "booth"), text),
            "choices": {
                choice["id"]: dict.fromkeys(("text", "consequence", "principle", "legal"), text)
                for choice in scene.get("choices", ())
            },
        }
        for scene in structure["scenes"]
    }
    head = dict.fromkeys(("title", "summary", "place"), text)
    return {code: head | {"scenes": scenes} for code in languages}


def figure(name: str, value: float, unit: str) -> None:
    print(f"{name:<46}{value:>10.1f} {unit}")


def median_ms(act) -> float:
    """Return how long an act takes: the median of some rounds, in ms."""
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def main() -> int:
    with TemporaryDirectory(prefix="panah-check-") as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
        os.environ |= {"PANAH_DATA": str(Path(folder)), "PANAH_ENV": "test"}
        django.setup()
        measure()
    return 0


def measure() -> None:
    # What needs the settings can be imported only now.
    from assessments.scenarios.completeness import word_problems  # noqa: PLC0415
    from assessments.scenarios.graph import Graph  # noqa: PLC0415
    from assessments.scenarios.validation import problems  # noqa: PLC0415

    for name, with_values in (("without values", False), ("with two values", True)):
        structure = big_structure(with_values=with_values)
        assert problems(structure) == []
        figure(f"check of {SCENES} scenes, {name}", median_ms(lambda made=structure: problems(made)), "ms")
        figure("  situations it looked at", len(Graph.from_structure(structure).space.states), "")
    words = big_words(structure)

    def check_words():
        return word_problems(structure, words, languages=("en", "ru"), source_language="en")

    assert check_words() == []
    figure("  its words in two languages", median_ms(check_words), "ms")


if __name__ == "__main__":
    sys.exit(main())
