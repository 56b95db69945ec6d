"""The page of questions and gain: what the cohort answers wrongly, and what it knows more after the course."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.attempts.models import CheckAttempt
from courses.cohorts.models import Cohort, Enrolment
from courses.content.questions import PlacedQuestion, questions_by_check
from courses.following.missed import Missed, Try, most_missed
from courses.measuring.chart import Chart, chart_of
from courses.measuring.gain import Gain
from courses.measuring.reading import Measured, measured
from courses.progress.standings import courses_of

FIRST, ALL = "first", "all"
TRIES = {FIRST: gettext_lazy("first tries only"), ALL: gettext_lazy("all tries")}


@dataclass(frozen=True)
class Chosen:
    """A wrong answer and how often it was given."""

    text: str
    count: int


@dataclass(frozen=True)
class MissedLine:
    missed: Missed
    place: PlacedQuestion
    chosen: tuple[Chosen, ...]
    left_out: tuple[Chosen, ...]


@dataclass(frozen=True)
class GainLine:
    """A gain in words; `code` is that of the module, "" below it."""

    code: str
    text: str
    language: str
    gain: Gain
    points: str
    normalised: str


class QuestionsPage:
    """What is asked of a cohort's questions; `tries` is what the address asks for."""

    def __init__(self, cohort: Cohort, language: str, tries: str):
        self.cohort, self.language = cohort, language
        self.tries = tries if tries in TRIES else FIRST

    @property
    def choices(self) -> list[dict[str, str | Promise | bool]]:
        return [{"key": key, "label": label, "is_chosen": key == self.tries} for key, label in TRIES.items()]

    @cached_property
    def missed(self) -> list[MissedLine]:
        """The questions somebody got wrong, the most missed first. Three queries and the stamp of the content."""
        modules = {
            module.key for course in courses_of(self.cohort, self.language) for module in course.modules
        }
        questions = {
            key: found
            for key, found in questions_by_check(self.language).items()
            if found and found[0].module.key in modules
        }
        return [
            _missed_line(each)
            for each in most_missed(questions, self._tries(questions), first_only=self.tries == FIRST)
        ]

    def _tries(self, questions) -> list[Try]:
        enrolled = Enrolment.objects.filter(cohort=self.cohort, withdrawn_at=None).values("registration")
        rows = CheckAttempt.objects.filter(registration__in=enrolled, check_key__in=list(questions))
        if self.tries == FIRST:
            rows = rows.filter(number=1)
        return [Try(*row) for row in rows.order_by("pk").values_list("check_key", "number", "answers")]

    @cached_property
    def measured(self) -> Measured:
        return measured(self.cohort, self.language)

    @property
    def taken(self) -> str:
        """How many took the tests, as a sentence."""
        before, after = (self.measured.taken.get(key, 0) for key in ("before", "after"))
        both = self.measured.gain.people if self.measured.gain else 0
        told = ngettext(
            "%(both)d person has taken both tests (before: %(before)d, after: %(after)d).",
            "%(both)d people have taken both tests (before: %(before)d, after: %(after)d).",
            both,
        )
        return told % {"before": before, "after": after, "both": both}

    @cached_property
    def total(self) -> GainLine | None:
        gain = self.measured.gain
        return _gain_line("", str(_("All questions")), "", gain) if gain else None

    @cached_property
    def gains(self) -> list[tuple[GainLine, list[GainLine]]]:
        """The modules with their objectives."""
        return [
            (
                _gain_line(each.module.code, each.module.title, each.module.language, each.gain),
                [
                    _gain_line(
                        "",
                        objective.text if objective else _("no objective named"),
                        objective.language if objective else "",
                        gain,
                    )
                    for objective, gain in each.objectives
                ],
            )
            for each in self.measured.modules
        ]

    @cached_property
    def chart(self) -> Chart:
        return chart_of(
            [
                (each.module.code, each.gain.percent_before, each.gain.percent_after)
                for each in self.measured.modules
            ]
        )


def _missed_line(missed: Missed) -> MissedLine:
    options = missed.place.words.options
    return MissedLine(
        missed,
        missed.place,
        tuple(Chosen(options[key], count) for key, count in missed.chosen),
        tuple(Chosen(options[key], count) for key, count in missed.left_out),
    )


def _gain_line(code: str, text: str, language: str, gain: Gain) -> GainLine:
    points = round(gain.points)
    signed = f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"
    normalised = "–" if gain.normalised is None else number_format(gain.normalised, decimal_pos=2)
    return GainLine(code, text, language, gain, signed, normalised.replace("-", "−"))
