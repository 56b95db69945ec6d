"""Structures of all kinds, drawn at random and the same again from the same seed."""

from random import Random

from hypothesis import strategies as st

from tests.factories.assessments import choice, ending, integer, scene, structure, when, yes_no

VALUES = [integer("n", low=-1, high=1), yes_no("k")]


class Drawn:
    """A small graph with values: circles, dead ends, traps, scenes nobody reaches, ways to nowhere.

    Drawn with a seed: Hypothesis' own small choices make graphs in which next to nothing can be reached.
    """

    def __init__(self, seed):
        self.random = Random(seed)  # noqa: S311 - no secret
        self.keys = [f"s{number}" for number in range(self.random.randint(1, 6))]

    def structure(self):
        scenes = [self.scene(key, [2, 3] if key == "s0" else [0, 1, 2, 2, 3, 3]) for key in self.keys]
        scenes += [
            ending(key, kind)
            for key, kind in (("good", "good"), ("mixed", "mixed"), ("bad", "critical"))
            if self.happens(0.8)
        ]
        return structure(*scenes, format=2, values=VALUES, max_points=self.random.randint(0, 4))

    def scene(self, key, numbers):
        made = [self.choice(f"c{index}") for index in range(self.random.choice(numbers))]
        return scene(key, *made, notice=self.happens(0.3))

    def choice(self, key):
        more = {"when": self.conditions(), "effects": self.effects()}
        points = self.random.choice([-1, -1, 0, 0, 0, 1, 2])
        if self.happens(0.15):
            return choice(key, points, "critical", "bad", critical_error="CE-REF", **more)
        if self.happens(0.25):
            more["routes"] = [{"when": self.conditions(), "next": self.target()} for _ in range(2)]
        return choice(key, points, to=self.target(), **more)

    def target(self):
        return (
            "nowhere" if self.happens(0.02) else self.random.choice([*self.keys, *self.keys, "good", "mixed"])
        )

    def conditions(self):
        return [self.condition() for _ in range(self.random.choice([0, 0, 0, 0, 1, 2]))]

    def condition(self):
        if self.happens(0.4):
            return when("k", self.random.choice(["equals", "differs"]), self.happens(0.5))
        test = self.random.choice(["at_least", "at_most", "equals", "differs"])
        return when("n", test, self.random.randint(-1, 2))

    def effects(self):
        return [self.effect() for _ in range(self.random.choice([0, 1, 1, 2]))]

    def effect(self):
        if self.happens(0.4):
            return {"value": "k", "set": self.happens(0.5)}
        return {"value": "n", self.random.choice(["add", "set"]): self.random.randint(-2, 2)}

    def happens(self, share):
        return self.random.random() < share


def structures():
    return st.integers(0, 2**32 - 1).map(lambda seed: Drawn(seed).structure())
