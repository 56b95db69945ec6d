"""Every model of the package, by name: one migration history, rooms free to move."""

from assessments.attempts.models import Attempt, AttemptStep, CheckAttempt
from assessments.classroom.models import ClassroomRun
from assessments.glossary.models import Term
from assessments.lrs.models import LrsKey, Statement
from assessments.scenarios.models import Choice, Scenario, ScenarioVersion, Scene
from assessments.studio.models import (
    Draft,
    DraftChange,
    DraftChoice,
    DraftScene,
    DraftSnapshot,
    SceneComment,
    SignOff,
)

__all__ = [
    "Attempt",
    "AttemptStep",
    "CheckAttempt",
    "Choice",
    "ClassroomRun",
    "Draft",
    "DraftChange",
    "DraftChoice",
    "DraftScene",
    "DraftSnapshot",
    "LrsKey",
    "Scenario",
    "ScenarioVersion",
    "Scene",
    "SceneComment",
    "SignOff",
    "Statement",
    "Term",
]
