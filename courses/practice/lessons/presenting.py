"""A practice lesson as its pages show it: who marked what, the result, why it does not pass, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.practice.asking import needed_by
from courses.practice.lessons.anchors import NAMES, RUBRIC
from courses.practice.lessons.marking import ALL, WRONG
from courses.practice.models import PracticeLesson, RubricMarks
from courses.practice.rubric import Marks, Reason, Result, in_digits, result_of
from courses.practice.standing import MOST_LESSONS


@dataclass(frozen=True)
class Line:
    """One criterion of one sheet: the mark as it was given, and what it counts."""

    name: Promise
    mark: int
    counted: int
    anchor: Promise
    comment: str

    @property
    def is_capped(self) -> bool:
        return self.counted < self.mark


@dataclass(frozen=True)
class Sheet:
    """What one assessor handed in."""

    assessor: str
    average: str
    lines: tuple[Line, ...]
    is_capped: bool
    wrong_words: str
    comment: str
    evidence_url: str
    evidence_name: str


@dataclass(frozen=True)
class LessonShown:
    """One practice lesson; `sheets` are empty until all have handed in."""

    pk: int
    enrolment_pk: int
    key: str
    number: int
    topic: str
    held_on: date
    minutes: int
    assessors: tuple[str, ...]
    result: Result
    sheets: tuple[Sheet, ...]
    reasons: tuple[str, ...]

    @property
    def has_marks(self) -> bool:
        """Whether somebody has handed in."""
        return bool(self.result.marks)

    @property
    def is_repeat(self) -> bool:
        return self.number > 1

    @property
    def may_be_repeated(self) -> bool:
        return self.result.is_complete and not self.result.passed and self.number < MOST_LESSONS

    @property
    def is_the_last(self) -> bool:
        return self.result.is_complete and not self.result.passed and self.number >= MOST_LESSONS


def lessons_shown(lessons) -> list[LessonShown]:
    """Return the lessons of a queryset, to who may see marks. Three queries, however many lessons."""
    found = lessons.select_related("enrolment__cohort__rule")
    found = found.prefetch_related("assessors", "marks__assessor").order_by("number")
    return [lesson_shown(lesson) for lesson in found]


def lesson_shown(lesson: PracticeLesson) -> LessonShown:
    """Return one lesson, read with the rule of its cohort.

    What one assessor gave is not in it before all have handed in.
    """
    rows = [row for row in lesson.marks.all() if row.handed_in_at is not None]
    marks = [Marks(row.assessor_id, row.criteria, row.wrong_message) for row in rows]
    result = result_of(marks, needed_by(lesson.enrolment.cohort))
    names = {assessor.pk: assessor.get_full_name() for assessor in lesson.assessors.all()}
    return LessonShown(
        pk=lesson.pk,
        enrolment_pk=lesson.enrolment_id,
        key=str(lesson.key),
        number=lesson.number,
        topic=lesson.topic,
        held_on=lesson.held_on,
        minutes=lesson.minutes,
        assessors=tuple(names.values()),
        result=result,
        sheets=tuple(sheet_of(row, lesson) for row in rows) if result.is_complete else (),
        reasons=tuple(sentences(result, names)),
    )


def sheet_of(row: RubricMarks, lesson: PracticeLesson) -> Sheet:
    """Return the marks of one assessor, handed in."""
    marks = Marks(row.assessor_id, row.criteria, row.wrong_message)
    return Sheet(
        assessor=row.assessor.get_full_name(),
        average=in_digits(marks.average),
        lines=tuple(_line(criterion, marks, row) for criterion in RUBRIC),
        is_capped=row.wrong_message,
        wrong_words=row.comments.get(WRONG, ""),
        comment=row.comments.get(ALL, ""),
        evidence_url=reverse("practice_evidence", args=[lesson.key, row.pk]) if row.evidence else "",
        evidence_name=row.evidence_name,
    )


def sentences(result: Result, names: dict[int, str]) -> Iterable[str]:
    """Yield why a lesson does not pass (yet), a sentence for each reason; `names` by the assessor's key."""
    for reason in result.reasons:
        yield _SENTENCES[reason.kind](reason, names, result)


def _waiting(reason: Reason, names: dict, result: Result) -> str:
    told = ngettext(
        "%(count)d assessor has not handed in the marks yet.",
        "%(count)d assessors have not handed in the marks yet.",
        reason.missing,
    )
    return told % {"count": reason.missing}


def _criterion(reason: Reason, names: dict, result: Result) -> str:
    told = _("“%(criterion)s” was marked %(mark)d by %(assessor)s; no criterion may be below %(lowest)d.")
    lowest = result.needed.lowest
    values = {"criterion": NAMES[reason.criterion], "mark": reason.mark, "lowest": lowest}
    return told % {**values, "assessor": names.get(reason.assessor, "–")}


def _capped(reason: Reason, names: dict, result: Result) -> str:
    told = _("%(assessor)s noted a wrong protection message: the mark is 2.00 at most.")
    return told % {"assessor": names.get(reason.assessor, "–")}


def _average(reason: Reason, names: dict, result: Result) -> str:
    told = _("The average is %(average)s; %(needed)s is needed.")
    return told % {"average": result.shown, "needed": in_digits(result.needed.average)}


_SENTENCES = {
    Reason.WAITING: _waiting,
    Reason.CRITERION: _criterion,
    Reason.CAPPED: _capped,
    Reason.AVERAGE: _average,
}


def _line(criterion, marks: Marks, row: RubricMarks) -> Line:
    mark = marks.criteria[criterion.code]
    return Line(
        name=criterion.name,
        mark=mark,
        counted=marks.counted[criterion.code],
        anchor=criterion.levels[mark - 1],
        comment=row.comments.get(criterion.code, ""),
    )
