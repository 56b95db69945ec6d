"""The sheets of the workbook and what stands in them. The names are stable, whatever language the help is in.

Each sheet has a row of names (`id`, `next`, `text (ru)` …), which is looked for in the first rows, and the rows of
data below it. What stands above the names is for people and is not read.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.scenarios.graph import ACCEPTABLE, BEST, CRITICAL, CRITICAL_ERRORS, ENDINGS, HARMFUL, POOR
from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS

FORMAT = 2
SCENARIO, VALUES, SCENES, CHOICES, HELP = "Scenario", "Values", "Scenes", "Choices", "Help"
SHEETS = (SCENARIO, VALUES, SCENES, CHOICES)
# What a cell holds.
TEXT, ID, WHOLE, YES_NO, LIST, AMOUNT = "text", "id", "whole", "yes_no", "list", "amount"
EFFECTS, CONDITIONS, ROUTES = "effects", "conditions", "routes"

Words = str | Promise


@dataclass(frozen=True)
class Column:
    """One column (or one row of the sheet “Scenario”): its name, what it is called and means, what it holds."""

    name: str
    label: Words
    help: Words
    holds: str = TEXT
    options: tuple[str, ...] = ()
    width: int = 14


SETTINGS = (
    Column("format", _("Format"), _("Leave this as it is."), WHOLE),
    Column("code", _("Code"), _("The short code of the scenario, for example SC-01. It finds the draft.")),
    Column("source_language", _("Source language"), _("The language that the others are translated from.")),
    Column("minutes", _("Minutes"), _("How long the scenario takes."), WHOLE),
    Column("pass_percent", _("Pass mark"), _("Percent of the points of the best way, 1 to 100."), WHOLE),
    Column("start", _("First scene"), _("The id of the scene that it begins with."), ID),
    Column("content_notice", _("Content notice"), _("yes: the learner is warned before the start."), YES_NO),
    Column("modules", _("Modules"), _("The modules it belongs to, with commas: m3, m5."), LIST),
    Column(
        "sign_offs",
        _("Sign-offs"),
        _("Who must sign off each scene before publishing, with a comma: legal, child."),
        LIST,
    ),
    Column(
        "policy.mode",
        _("Kind of try"),
        _("certifying: counts, what was right is told at the end. practice: told at once, without limit."),
        options=("certifying", "practice"),
    ),
    Column("policy.tries", _("Tries"), _("How many tries there are; 0 is no limit."), WHOLE),
    Column("policy.cooldown_minutes", _("Pause"), _("Minutes between two tries; 0 is none."), WHOLE),
    Column(
        "relearn.default", _("Lesson to read again"), _("The key of the lesson for those who did not pass.")
    ),
    *(
        Column(
            f"relearn.{code}",
            _("Lesson to read again"),
            _("The key of the lesson for those who made this critical error; may be empty."),
        )
        for code in CRITICAL_ERRORS
    ),
)
VALUE_COLUMNS = (
    Column("id", _("Value"), _("A name of your own without spaces, for example trust."), ID, width=22),
    Column("kind", _("Kind"), _("integer: a number. yes_no: yes or no."), options=("integer", "yes_no")),
    Column("start", _("At the start"), _("A number, or yes or no."), AMOUNT),
    Column("min", _("Lowest"), _("Only for a number."), WHOLE),
    Column("max", _("Highest"), _("Only for a number."), WHOLE),
)
SCENE_COLUMNS = (
    Column("id", _("Scene"), _("A name of your own without spaces, for example d1."), ID, width=18),
    Column(
        "ending",
        _("Ending"),
        _("Empty for a scene with choices; else what kind of ending it is."),
        options=ENDINGS,
    ),
    Column(
        "notice", _("Content notice"), _("yes: the scene has a notice of its own and may be skipped."), YES_NO
    ),
    Column("image", _("Picture"), _("The fingerprint of a picture of the library. Choose it in the studio.")),
)
CHOICE_COLUMNS = (
    Column("scene", _("Scene"), _("The id of the scene that offers the choice."), ID, width=18),
    Column(
        "id", _("Choice"), _("A letter or name that is not twice in a scene, for example a."), ID, width=10
    ),
    Column(
        "points", _("Points"), _("best 2, acceptable 1, poor 0, harmful -1, critical 0."), WHOLE, width=10
    ),
    Column(
        "severity",
        _("Severity"),
        _("How good or grave the choice is."),
        options=(BEST, ACCEPTABLE, POOR, HARMFUL, CRITICAL),
    ),
    Column(
        "critical_error",
        _("Critical error"),
        _("The code, only where the severity is critical."),
        options=CRITICAL_ERRORS,
    ),
    Column("next", _("Leads to"), _("The id of the scene that comes next."), ID, width=18),
    Column("sources", _("Sources"), _("Codes of the sources, with commas: P19, P20."), LIST, width=18),
    Column(
        "principle",
        _("Principle"),
        _("yes: the choice has a principle and a legal source."),
        YES_NO,
        width=12,
    ),
    Column(
        "effects",
        _("Effects on values"),
        _("For example: trust -1; child_identified = yes"),
        EFFECTS,
        width=26,
    ),
    Column(
        "when",
        _("Offered when"),
        _("Empty: always. For example: trust >= 1 and child_identified = yes"),
        CONDITIONS,
        width=26,
    ),
    Column(
        "routes", _("Leads elsewhere when"), _("For example: end-late if time_lost >= 2"), ROUTES, width=26
    ),
)
WORD_LABELS = {
    "title": _("Title"),
    "summary": _("Summary"),
    "place": _("Place"),
    "notice": _("Content notice"),
    "heading": _("Heading"),
    "situation": _("Situation"),
    "speaker": _("Speaker"),
    "notes": _("Facilitator notes"),
    "principle": _("Principle"),
    "legal": _("Legal source"),
    "booth": _("At the booth"),
    "alt": _("Description of the picture"),
    "text": _("Text"),
    "consequence": _("Consequence"),
}
COLUMNS = {VALUES: VALUE_COLUMNS, SCENES: SCENE_COLUMNS, CHOICES: CHOICE_COLUMNS}
WORDS = {SCENARIO: VERSION_FIELDS, VALUES: (), SCENES: SCENE_FIELDS, CHOICES: CHOICE_FIELDS}
# Without these columns nothing can be told from a sheet; a missing other column leaves the draft as it is.
REQUIRED = {VALUES: ("id", "kind"), SCENES: ("id",), CHOICES: ("scene", "id")}


def word_column(field: str, language: str) -> str:
    """Return the name of the column with these words, as “text (ru)”."""
    return f"{field} ({language})"
