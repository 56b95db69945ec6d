"""Every model of the package, by name: one migration history, rooms free to move."""

from courses.cohorts.models import Cohort, CohortCourse, Enrolment
from courses.content.models import (
    CountryFact,
    CoursePage,
    LessonPage,
    LoadedText,
    ModulePage,
    Route,
    Source,
    TextState,
)
from courses.progress.models import LessonProgress, UnitResult
from courses.transcripts.models import Transcript

__all__ = [
    "Cohort",
    "CohortCourse",
    "CountryFact",
    "CoursePage",
    "Enrolment",
    "LessonPage",
    "LessonProgress",
    "LoadedText",
    "ModulePage",
    "Route",
    "Source",
    "TextState",
    "Transcript",
    "UnitResult",
]
