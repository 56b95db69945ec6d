"""Every model of the package, by name: one migration history, rooms free to move."""

from courses.academies.models import Academy, Transfer
from courses.attendance.models import AttendanceMark, Session
from courses.cohorts.models import Cohort, CohortCourse, Enrolment
from courses.content.models import (
    CountryFact,
    CoursePage,
    LessonPage,
    LoadedText,
    ModulePage,
    QualificationRule,
    Route,
    Source,
    TextState,
)
from courses.measuring.models import TestTry
from courses.messaging.models import Message, MessageCopy
from courses.practice.models import (
    ConductSignature,
    OwnScenario,
    PracticeLesson,
    RubricMarks,
    SessionPlan,
)
from courses.progress.models import LessonProgress, UnitResult
from courses.transcripts.models import Transcript

__all__ = [
    "Academy",
    "AttendanceMark",
    "Cohort",
    "CohortCourse",
    "ConductSignature",
    "CountryFact",
    "CoursePage",
    "Enrolment",
    "LessonPage",
    "LessonProgress",
    "LoadedText",
    "Message",
    "MessageCopy",
    "ModulePage",
    "OwnScenario",
    "PracticeLesson",
    "QualificationRule",
    "Route",
    "RubricMarks",
    "Session",
    "SessionPlan",
    "Source",
    "TestTry",
    "TextState",
    "Transcript",
    "Transfer",
    "UnitResult",
]
