"""Every model of the package, by name: one migration history, rooms free to move."""

from assessments.attempts.models import Attempt, AttemptStep, CheckAttempt
from assessments.classroom.models import ClassroomRun
from assessments.glossary.models import Term
from assessments.lrs.models import (
    Attachment,
    Destination,
    Document,
    ForwardingWorker,
    ImportRun,
    KnownActivity,
    LaunchToken,
    LrsKey,
    ParkedStatement,
    Statement,
    StatementTerm,
)
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
    "Attachment",
    "Attempt",
    "AttemptStep",
    "CheckAttempt",
    "Choice",
    "ClassroomRun",
    "Destination",
    "Document",
    "Draft",
    "DraftChange",
    "DraftChoice",
    "DraftScene",
    "DraftSnapshot",
    "ForwardingWorker",
    "ImportRun",
    "KnownActivity",
    "LaunchToken",
    "LrsKey",
    "ParkedStatement",
    "Scenario",
    "ScenarioVersion",
    "Scene",
    "SceneComment",
    "SignOff",
    "Statement",
    "StatementTerm",
    "Term",
]
