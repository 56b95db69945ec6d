"""The ten fields of a session plan (lesson T2.3), and what is looked at in one. Pure but for the words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

LONGEST = 4000


@dataclass(frozen=True)
class Field:
    """One field of a plan: what it is called, what belongs into it, how many lines the form gives it."""

    code: str
    name: Promise
    hint: Promise
    rows: int = 3


FIELDS = (
    Field("title", _("Title"), _("What it is about, without a technical word."), 1),
    Field("group", _("Group"), _("How many people, with which tasks, ranks and languages."), 2),
    Field("aim", _("Aim"), _("Why the service needs this session, in one sentence."), 2),
    Field(
        "objectives",
        _("Objectives"),
        _("Two or three, each on a line: what participants will do, with a verb one can observe."),
        4,
    ),
    Field("time_line", _("Time line"), _("Minutes for each step, with a reserve: 0–5, 5–20 and so on."), 5),
    Field("method", _("Method"), _("What the group does in each step, not what the trainer says."), 4),
    Field("materials", _("Materials"), _("Counted and packed: cards, forms, tape."), 3),
    Field("key_messages", _("Key messages"), _("Three sentences at most."), 3),
    Field(
        "check", _("Check of learning"), _("How you see that each participant has reached the objective."), 3
    ),
    Field("plan_b", _("Plan B"), _("No power, half the time, twice as many people: what is cut first?"), 3),
)
CODES = tuple(field.code for field in FIELDS)


def cleaned(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the text of every field that has one, with the line breaks of all browsers made one."""
    texts = {code: str(fields.get(code, "")).replace("\r\n", "\n").strip() for code in CODES}
    return {code: text for code, text in texts.items() if text}


def missing(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes of the fields that are empty; a plan is handed in when there are none."""
    return tuple(code for code in CODES if not fields.get(code, "").strip())


def vague_objectives(text: str, beginnings: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return the lines of the objectives that name nothing observable. A hint, no rule: words do not prove it.

    `beginnings` are beginnings of such words; left out, those of the language of the interface.
    """
    if beginnings is None:
        beginnings = vague_beginnings()
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, beginnings)) + ")", re.IGNORECASE)
    return tuple(line.strip() for line in text.splitlines() if pattern.search(line)) if beginnings else ()


def vague_beginnings() -> tuple[str, ...]:
    """Return the beginnings of verbs that one cannot observe, in the language of the interface."""
    words = pgettext(
        "beginnings of verbs that nobody can observe, in any form they take, separated by commas",
        "understand, know, be aware, learn about, appreciate",
    )
    return tuple(word.strip() for word in words.split(",") if word.strip())
