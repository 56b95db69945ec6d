"""Counts of attempts, checked against a count written another way, over attempts drawn at random."""

from random import Random

import pytest

from assessments.insights.counting import (
    ALL,
    BEST,
    FIRST,
    SKIPPED,
    Group,
    Play,
    Step,
    count,
    selected,
    spread,
)
from tests.factories.assessments import choice, ending, scene, structure

MADE = structure(
    scene(
        "d1",
        choice("a", 2, "best", "d2"),
        choice("b", 0, "poor", "d1"),
        choice("c", 0, "critical", "end-ref", critical_error="CE-REF"),
    ),
    scene(
        "d2", choice("a", 2, "best", "end"), choice("b", 0, "critical", "end-pen", critical_error="CE-PEN")
    ),
    ending("end"),
    ending("end-ref", "critical"),
    ending("end-pen", "critical"),
)
ARTICLES = {("d1", "c"): ("Art. 33", "Art. 3"), ("d2", "b"): ("Art. 31", "Art. 33")}
CHOICES = {one["id"]: one.get("choices", []) for one in MADE["scenes"]}


def drawn(seed, number=80, people=25):
    """Return (plays, steps) of attempts at random, some scenes skipped, some times unknown."""
    random = Random(seed)  # noqa: S311 (draws examples, keeps no secret)
    plays, steps = [], []
    for key in range(number):
        here, taken = "d1", []
        while CHOICES[here]:
            chosen = random.choice(CHOICES[here])
            is_skipped = chosen["severity"] == "best" and random.random() < 0.1
            took = random.choice([None, random.randrange(1000, 90_000)])
            name = SKIPPED if is_skipped else chosen["id"]
            error = chosen.get("critical_error", "")
            taken.append(Step(key, len(taken) + 1, here, name, error, took))
            here = chosen["next"]
        errors = tuple(step.critical_error for step in taken if step.critical_error)
        person, points = random.randrange(people), random.randrange(5)
        plays.append(Play(key, person, random.randrange(1000), here, not errors, points, errors))
        steps += taken
    random.shuffle(steps)
    return plays, steps


def brute(plays, steps, test):
    """Return the Group of the steps that pass the test, by going over everything again."""
    persons = {play.key: play.person for play in plays}
    found = [persons[step.play] for step in steps if step.play in persons and test(step)]
    return Group(len(found), frozenset(found))


@pytest.mark.parametrize("which", [ALL, FIRST, BEST])
@pytest.mark.parametrize("seed", range(8))
def test_every_number_is_that_of_a_count_written_another_way(seed, which):
    every, steps = drawn(seed)
    plays = selected(every, which)
    counts = count(structure=MADE, plays=plays, steps=steps, articles=ARTICLES, top=1000)

    assert counts.total == Group(len(plays), frozenset(play.person for play in plays))
    assert counts.passed.times + counts.failed.times == len(plays)
    for one in counts.scenes:
        assert one.seen == brute(plays, steps, lambda step, key=one.key: step.scene == key)
        assert one.skipped == brute(
            plays, steps, lambda s, key=one.key: (s.scene, s.choice) == (key, SKIPPED)
        )
        for line in one.choices:
            place = (one.key, line.key)
            assert line.group == brute(plays, steps, lambda s, place=place: (s.scene, s.choice) == place)
        assert sum(line.group.times for line in one.choices) + one.skipped.times == one.seen.times
    for code, group in counts.errors.items():
        assert group == brute(plays, steps, lambda step, code=code: step.critical_error == code)
    for article, group in counts.articles.items():
        assert group == brute(
            plays, steps, lambda s, article=article: article in ARTICLES.get((s.scene, s.choice), ())
        )
    assert sum(one.group.times for one in counts.endings) == len(plays)
    assert sum(path.group.times for path in counts.paths) == len(plays)


@pytest.mark.parametrize("seed", range(8))
def test_a_path_is_counted_once_for_every_attempt_that_took_it(seed):
    plays, steps = drawn(seed)
    counts = count(structure=MADE, plays=plays, steps=steps, top=3)
    ways = {}
    for play in plays:
        own = sorted((step for step in steps if step.play == play.key), key=lambda step: step.number)
        way = tuple((step.scene, step.choice) for step in own)
        ways[way] = ways.get(way, 0) + 1
    told = [path.group.times for path in counts.paths]
    assert told == sorted(ways.values(), reverse=True)[:3]
    assert all(ways[path.steps] == path.group.times for path in counts.paths)


def test_unsafe_choices_stand_first_and_the_most_frequent_of_them_before_others():
    plays, steps = drawn(1)
    first, second = count(structure=MADE, plays=plays, steps=steps).scenes
    assert [line.key for line in first.choices] == ["c", "b", "a"]
    assert [line.key for line in second.choices] == ["b", "a"]


def play(key, person, order, *, passed=False, points=0, errors=()):
    return Play(key, person, order, "end", passed, points, errors)


def test_of_each_person_the_first_or_the_best_attempt_is_taken():
    plays = [
        play(4, 2, 40, points=1),
        play(3, 1, 30, passed=True, points=4),
        play(2, 1, 20, passed=True, points=4),
        play(1, 1, 10, points=9, errors=("CE-REF",)),
        play(5, 2, 50, points=1, errors=("CE-REF",)),
    ]
    assert [one.key for one in selected(plays, FIRST)] == [1, 4]
    assert [one.key for one in selected(plays, BEST)] == [2, 4]
    assert [one.key for one in selected(plays, ALL)] == [1, 2, 3, 4, 5]


def test_a_critical_error_without_a_legal_source_is_counted_under_none():
    plays = [Play(1, 1, 1, "end-ref", False, 0, ("CE-REF",))]
    counts = count(structure=MADE, plays=plays, steps=[Step(1, 1, "d1", "c", "CE-REF")])
    assert counts.articles == {"": Group(1, frozenset({1}))}


def test_the_middle_half_of_times_lies_between_the_quartiles():
    group = Group(5, frozenset(range(5)))
    took = spread([1000, 2000, 3000, 4000, 100_000], group)
    assert (took.low, took.middle, took.high) == (2000, 3000, 4000)
    alone = spread([700], group)
    assert (alone.low, alone.middle, alone.high) == (700, 700, 700)
    assert spread([], group) is None


def test_nothing_is_counted_of_nobody():
    counts = count(structure=MADE, plays=[], steps=[])
    assert counts.total == Group()
    assert {line.group for one in counts.scenes for line in one.choices} == {Group()}
    assert counts.paths == ()
