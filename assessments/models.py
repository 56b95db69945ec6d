"""Every model of the package, by name: one migration history, rooms free to move."""

from assessments.attempts.models import Attempt, AttemptStep, CheckAttempt
from assessments.lrs.models import LrsKey, Statement
from assessments.scenarios.models import Choice, Scenario, ScenarioVersion, Scene

__all__ = [
    "Attempt",
    "AttemptStep",
    "CheckAttempt",
    "Choice",
    "LrsKey",
    "Scenario",
    "ScenarioVersion",
    "Scene",
    "Statement",
]
