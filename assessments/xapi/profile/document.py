"""The profile as JSON-LD (xAPI Profiles 1.0, part 2), put together from data/ and the vocabulary.

The data say in short names what the document says in IRIs, so that each IRI is written down once.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from assessments.xapi import vocabulary

CONTEXT = "https://w3id.org/xapi/profiles/context"
CONFORMS_TO = "https://w3id.org/xapi/profiles#1.0"

_DATA = Path(__file__).parent / "data"
_VERBS = {verb.display: verb.iri for verb in vocabulary.VERBS}
_KINDS = vocabulary.ACTIVITY_TYPES | {"interaction": vocabulary.CMI_INTERACTION}
_EXTENSIONS = {
    "critical-errors": vocabulary.CRITICAL_ERRORS,
    "h5p": vocabulary.H5P,
    "package": vocabulary.PACKAGE,
    "progress": vocabulary.PROGRESS,
    "scenario": vocabulary.SCENARIO,
    "scored-by": vocabulary.SCORED_BY,
    "severity": vocabulary.SEVERITY,
    "subregistration": vocabulary.SUBREGISTRATION,
    "try": vocabulary.TRY_NUMBER,
}
_VERSION = "$version"
_NAME_IN_BRACKETS = re.compile(r"\[([a-z][a-z0-9-]*)\]")
_CONTEXTS = {
    "parent": "contextParentActivityType",
    "grouping": "contextGroupingActivityType",
}


@cache
def profile(seen_at: str) -> Mapping:
    """Return the whole document; `seen_at` is the address where it can be read."""
    head = _read("profile")
    return {
        "@context": CONTEXT,
        "id": vocabulary.PROFILE,
        "type": "Profile",
        "conformsTo": CONFORMS_TO,
        "prefLabel": head["label"],
        "definition": head["definition"],
        "seeAlso": seen_at,
        "versions": list(_versions(head["versions"])),
        "author": {"type": "Organization", "name": head["author"]},
        "concepts": list(concepts()),
        "templates": list(templates()),
        "patterns": list(patterns()),
    }


@cache
def concepts() -> tuple[Mapping, ...]:
    """Return the activity types and extensions that are our own."""
    data = _read("concepts")
    made = [
        _described(vocabulary.ACTIVITY_TYPES[kind], "ActivityType", words)
        for kind, words in data["activity_types"].items()
    ]
    for section, kind in (
        ("result_extensions", "ResultExtension"),
        ("context_extensions", "ContextExtension"),
    ):
        made += [_extension(_EXTENSIONS[name], kind, told) for name, told in data[section].items()]
    return tuple(made)


@cache
def templates() -> tuple[Mapping, ...]:
    """Return the statement templates: one for each kind of statement of the platform."""
    data = _read("templates")
    return tuple(_template(name, told, data["rules"]) for name, told in data["templates"].items())


@cache
def patterns() -> tuple[Mapping, ...]:
    """Return the patterns, in which statements of one subregistration follow each other."""
    data = _read("patterns")
    return tuple(_pattern(name, told, data) for name, told in data.items())


def template_iri(name: str) -> str:
    """Return the id of a template by its name in the data."""
    return f"{vocabulary.PROFILE}/templates/{name}"


def pattern_iri(name: str) -> str:
    """Return the id of a pattern by its name in the data."""
    return f"{vocabulary.PROFILE}/patterns/{name}"


def _read(name: str) -> dict:
    return yaml.safe_load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def _versions(told: Iterable[Mapping]) -> Iterator[dict]:
    """Yield the versions; each is a revision of the one after it."""
    told = list(told)
    for version, before in zip(told, [*told[1:], None], strict=True):
        made = {"id": f"{vocabulary.PROFILE}/{version['id']}", "generatedAtTime": version["generated"]}
        if before is not None:
            made["wasRevisionOf"] = [f"{vocabulary.PROFILE}/{before['id']}"]
        yield made


def _described(iri: str, kind: str, told: Mapping) -> dict:
    return {
        "id": iri,
        "type": kind,
        "inScheme": vocabulary.PROFILE_VERSION,
        "prefLabel": told["label"],
        "definition": told["definition"],
    }


def _extension(iri: str, kind: str, told: Mapping) -> dict:
    # A schema stands in a string: JSON-LD would take its words for terms of its own.
    return _described(iri, kind, told) | {
        "recommendedVerbs": [_VERBS[verb] for verb in told["verbs"]],
        "inlineSchema": json.dumps(told["schema"], sort_keys=True),
    }


def _template(name: str, told: Mapping, rules: Mapping) -> dict:
    made = _described(template_iri(name), "StatementTemplate", told)
    made |= {"verb": _VERBS[told["verb"]], "objectActivityType": _KINDS[told["object"]]}
    for place, determining in _CONTEXTS.items():
        if place in told:
            made[determining] = [_KINDS[kind] for kind in told[place]]
    made["contextCategoryActivityType"] = [_KINDS["profile"]]
    made["rules"] = [_rule(rule) for group in told["rules"] for rule in rules[group]]
    return made


def _rule(told: Mapping) -> dict:
    made = {"location": _NAME_IN_BRACKETS.sub(lambda name: f"['{_EXTENSIONS[name[1]]}']", told["at"])}
    if "presence" in told:
        made["presence"] = told["presence"]
    for asked in ("any", "all", "none"):
        if asked in told:
            made[asked] = [vocabulary.PROFILE_VERSION if one == _VERSION else one for one in told[asked]]
    if "note" in told:
        made["scopeNote"] = told["note"]
    return made


def _pattern(name: str, told: Mapping, every: Mapping) -> dict:
    made = {"id": pattern_iri(name), "type": "Pattern", "inScheme": vocabulary.PROFILE_VERSION}
    if told.get("primary"):
        made |= {"primary": True, "prefLabel": told["label"], "definition": told["definition"]}
    for way in ("alternates", "sequence"):
        if way in told:
            made[way] = [_member(one, every) for one in told[way]]
    for way in ("optional", "oneOrMore", "zeroOrMore"):
        if way in told:
            made[way] = _member(told[way], every)
    return made


def _member(name: str, patterns_by_name: Mapping) -> str:
    return pattern_iri(name) if name in patterns_by_name else template_iri(name)
