"""What comes out of counting: each part with its points, and who counted it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

SERVER, BROWSER = "server", "browser"


class ReportRefused(ValueError):
    """What the browser reports cannot be: `place` says where, `reason` why."""

    def __init__(self, place: str, reason: str):
        super().__init__(f"{place}: {reason}")
        self.place, self.reason = place, reason


@dataclass(frozen=True)
class Question:
    """What was asked, for the statement: `kind` is an interactionType of xAPI.

    `options` are {id: text}; `correct` is the one correctResponsesPattern, "" where none is right. Texts are those of
    the content, in its language, without markup.
    """

    kind: str
    name: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    correct: str = ""


@dataclass(frozen=True)
class Answer:
    """One part that was answered: `key` is its subContentId, "" for the content itself.

    `response` is as xAPI writes it (part 2, appendix C). `success` is None where right and wrong do not apply.
    """

    key: str
    library: str
    response: str
    points: Fraction
    max_points: Fraction
    by: str
    success: bool | None = None
    duration_ms: int | None = None
    question: Question = Question("other")

    def as_data(self) -> dict:
        """Return it as H5PPlay.answers keeps it."""
        return {
            "key": self.key,
            "library": self.library,
            "response": self.response,
            "points": round(float(self.points), 2),
            "max_points": round(float(self.max_points), 2),
            "by": self.by,
        }


@dataclass(frozen=True)
class Scored:
    """The whole: `max_points` is 0 where there is nothing to win, `pass_percent` what the content itself asks for.

    `by` is BROWSER as soon as one point to win was counted there.
    """

    answers: tuple[Answer, ...]
    points: Fraction
    max_points: Fraction
    by: str
    pass_percent: Fraction | None = None

    @classmethod
    def of_one(cls, answer: Answer, pass_percent: Fraction | None = None) -> "Scored":
        return cls((answer,), answer.points, answer.max_points, answer.by, pass_percent)

    @classmethod
    def of_all(cls, parts: Iterable["Scored"], pass_percent: Fraction | None = None) -> "Scored":
        """Return the sum of parts; a part with nothing to win does not say who counted."""
        parts = tuple(parts)
        told = any(part.by == BROWSER and part.max_points for part in parts)
        return cls(
            answers=tuple(answer for part in parts for answer in part.answers),
            points=sum((part.points for part in parts), Fraction(0)),
            max_points=sum((part.max_points for part in parts), Fraction(0)),
            by=BROWSER if told else SERVER,
            pass_percent=pass_percent,
        )

    def has_passed(self, pass_percent: int | None) -> bool | None:
        """Return whether this is a pass; None where there is nothing to win. Nothing is rounded."""
        if self.max_points <= 0:
            return None
        wanted = self.pass_percent if pass_percent is None else Fraction(pass_percent)
        return self.points * 100 >= self.max_points * (100 if wanted is None else wanted)
