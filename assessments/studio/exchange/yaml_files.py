"""The document of a scenario <-> the YAML of a single file (scenarios.reading)."""

import re
from uuid import UUID

from django.utils.translation import gettext as _

from assessments.scenarios.reading import (
    ScenarioSource,
    SourceInvalid,
    read_scenario_text,
    write_scenario_text,
)
from assessments.scenarios.validation import most_points
from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS
from assessments.studio.drafting.document import compile_document, decompile
from assessments.studio.exchange.content import CHOICE_WORDS, HEAD_WORDS, SCENE_WORDS, Content, content_of
from assessments.studio.exchange.faults import Fault, FileRefused

_FIELDS = {HEAD_WORDS: VERSION_FIELDS, SCENE_WORDS: SCENE_FIELDS, CHOICE_WORDS: CHOICE_FIELDS}
_NAME = "file"
_FAULT = re.compile(rf"{_NAME}:(?:(\d+):)? ?(.*)", re.DOTALL)
# What a draft has beside a structure, so a file of this kind does not speak of it.
_NOT_TOLD = ("source_language", "sign_offs")


def read_yaml(content: bytes) -> Content:
    """Return what a file says; it speaks of every text in its languages. Raises FileRefused, faults by line."""
    try:
        source = read_scenario_text(content, name=_NAME)
    except SourceInvalid as error:
        raise FileRefused([_fault(line) for line in error.faults]) from error
    doc = decompile(
        source.structure,
        source.words,
        code=source.code,
        minutes=source.minutes,
        source_language=next(iter(source.words)),
    )
    covered = frozenset(
        (kind, language, name)
        for kind, names in _FIELDS.items()
        for name in names
        for language in source.words
    )
    head = {name: value for name, value in doc["head"].items() if name not in _NOT_TOLD}
    return content_of(doc | {"head": head}, covered=covered, states=source.states)


def write_yaml(doc: dict, *, key: UUID, states: dict[str, str]) -> str:
    """Return a document as the text of a YAML file. `states` is {language: "draft" or "reviewed"}."""
    structure, words = compile_document(doc)
    structure["max_points"] = most_points(structure)
    source = ScenarioSource(
        key=key,
        code=doc["head"]["code"],
        minutes=doc["head"]["minutes"],
        structure=structure,
        words=words,
        states={code: state for code, state in states.items() if code in words},
    )
    return write_scenario_text(source)


def _fault(line: str) -> Fault:
    match = _FAULT.fullmatch(line)
    if not match:
        return Fault("", line)
    place = _("line %(number)s") % {"number": match[1]} if match[1] else ""
    return Fault(place, match[2])
