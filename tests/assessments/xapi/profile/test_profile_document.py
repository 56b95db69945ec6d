"""The profile keeps to the specification (adlnet/xapi-profiles, part 2), as far as its rules can be checked."""

import json
from collections import Counter
from hashlib import sha256

import pytest
from django.conf import settings

from assessments.xapi import vocabulary
from assessments.xapi.building import language_tag
from assessments.xapi.profile import document
from assessments.xapi.profile.locations import parse
from assessments.xapi.shapes import iri, language_map, parse_timestamp, timestamp_with_offset

PROFILE = document.profile("https://panah.example.org/xapi/profile")
CONCEPTS, TEMPLATES, PATTERNS = PROFILE["concepts"], PROFILE["templates"], PROFILE["patterns"]
PARTS = [*CONCEPTS, *TEMPLATES, *PATTERNS]
RULES = [rule for template in TEMPLATES for rule in template["rules"]]
RULES_ONCE = list({json.dumps(rule, sort_keys=True): rule for rule in RULES}.values())
WAYS = ("alternates", "optional", "oneOrMore", "sequence", "zeroOrMore")
BY_ID = {part["id"]: part for part in PARTS}
LANGUAGE_MAPS = {"prefLabel", "definition", "scopeNote"}

# What each kind must have, and what it may have besides (the tables of 6.0, 6.1, 6.2, 7.1, 7.2, 8.0, 8.1 and 9.0).
_COMMON = {"id", "type", "inScheme"}
_WORDS = {"prefLabel", "definition"}
_MATCHES = {"broader", "broadMatch", "narrower", "narrowMatch", "related", "relatedMatch", "exactMatch"}
_DETERMINING = {
    "verb",
    "objectActivityType",
    "contextGroupingActivityType",
    "contextParentActivityType",
    "contextOtherActivityType",
    "contextCategoryActivityType",
    "attachmentUsageType",
}
_EXTENSION = {"deprecated", "recommendedVerbs", "context", "schema", "inlineSchema"}
SHAPES = {
    "Profile": (
        {"id", "@context", "type", "conformsTo", "prefLabel", "definition", "versions", "author"},
        {"seeAlso", "concepts", "templates", "patterns"},
    ),
    "Organization": ({"type", "name"}, {"url"}),
    "ActivityType": (_COMMON | _WORDS, {"deprecated"} | _MATCHES),
    "ContextExtension": (_COMMON | _WORDS, _EXTENSION),
    "ResultExtension": (_COMMON | _WORDS, _EXTENSION),
    "StatementTemplate": (
        _COMMON | _WORDS,
        {"deprecated", "rules", "objectStatementRefTemplate", "contextStatementRefTemplate"} | _DETERMINING,
    ),
    "Pattern": ({"id", "type"}, {"inScheme", "primary", "deprecated", *_WORDS, *WAYS}),
}


def named(part) -> str:
    return part["id"].removeprefix(vocabulary.PROFILE)


def values(node):
    """Yield every value in the document, with the name it stands under."""
    items = node.items() if isinstance(node, dict) else (("", one) for one in node)
    for name, value in items:
        yield name, value
        if isinstance(value, dict | list):
            yield from values(value)


@pytest.mark.parametrize("part", [PROFILE, PROFILE["author"], *PARTS], ids=lambda part: part["type"])
def test_every_part_has_what_it_must_and_nothing_that_it_may_not(part):
    needed, allowed = SHAPES[part["type"]]
    assert needed <= part.keys() <= needed | allowed


def test_the_document_is_a_profile_of_the_published_kind():
    assert PROFILE["id"] == vocabulary.PROFILE
    assert PROFILE["@context"] == "https://w3id.org/xapi/profiles/context"
    assert PROFILE["conformsTo"] == "https://w3id.org/xapi/profiles#1.0"
    assert PROFILE["seeAlso"] == "https://panah.example.org/xapi/profile"


def test_no_value_is_empty():
    empty = [(name, value) for name, value in values(PROFILE) if value in (None, "", {}, [])]
    assert empty == []


def test_ids_are_iris_below_that_of_the_profile_and_unique():
    ids = [part["id"] for part in (*PROFILE["versions"], *PARTS)]
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    assert all(one.startswith(f"{vocabulary.PROFILE}/") and not list(iri(one, "")) for one in ids)


def test_versions_have_times_and_say_what_they_revise():
    versions = PROFILE["versions"]
    for number, version in enumerate(versions):
        assert version.keys() <= {"id", "generatedAtTime", "wasRevisionOf"}
        assert not list(timestamp_with_offset(version["generatedAtTime"], ""))
        before = [one["id"] for one in versions[number + 1 : number + 2]]
        assert version.get("wasRevisionOf", []) == before
    times = [parse_timestamp(one["generatedAtTime"]) for one in versions]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("part", PARTS, ids=named)
def test_every_part_belongs_to_the_version_that_statements_name(part):
    assert part["inScheme"] == vocabulary.PROFILE_VERSION == PROFILE["versions"][0]["id"]


def test_words_are_language_maps_in_english_and_russian():
    maps = [value for name, value in values(PROFILE) if name in LANGUAGE_MAPS]
    maps += [PROFILE["prefLabel"], PROFILE["definition"]]
    for one in maps:
        assert not list(language_map(one, "")), one
        assert {"en", "ru"} <= one.keys()


@pytest.mark.parametrize("part", [PROFILE, *CONCEPTS], ids=lambda part: part["id"])
def test_what_is_ours_is_called_something_in_all_languages(part):
    assert set(part["prefLabel"]) == {language_tag(code) for code, _name in settings.LANGUAGES}


# The vocabulary


def test_every_word_of_our_own_is_a_concept_and_no_other_is():
    ours = {one for one in vocabulary.ACTIVITY_TYPES.values() if one.startswith(vocabulary.PROFILE)}
    extensions = {
        one
        for name, one in vars(vocabulary).items()
        if isinstance(one, str) and one.startswith(f"{vocabulary.PROFILE}/extensions/")
    }
    verbs = {one.iri for one in vocabulary.VERBS if one.iri.startswith(vocabulary.PROFILE)}
    assert len(extensions) == 7
    assert {one["id"] for one in CONCEPTS} == ours | extensions | verbs


def test_every_activity_type_of_others_is_used_by_a_template():
    used = {one for template in TEMPLATES for name in _DETERMINING for one in listed(template.get(name, []))}
    assert set(vocabulary.ACTIVITY_TYPES.values()) <= used


def listed(value):
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize("concept", [one for one in CONCEPTS if "inlineSchema" in one], ids=named)
def test_an_extension_has_a_schema_and_verbs_that_there_are(concept):
    assert isinstance(json.loads(concept["inlineSchema"]), dict)
    assert set(concept["recommendedVerbs"]) <= {verb.iri for verb in vocabulary.VERBS}


# Templates


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_template_names_verbs_and_types_that_there_are(template):
    assert template["verb"] in {verb.iri for verb in vocabulary.VERBS}
    known = {*vocabulary.ACTIVITY_TYPES.values(), vocabulary.CMI_INTERACTION}
    for name in _DETERMINING - {"verb"}:
        assert set(listed(template.get(name, []))) <= known
    assert template["contextCategoryActivityType"] == [vocabulary.ACTIVITY_TYPES["profile"]]


def test_no_two_templates_are_meant_by_the_same_statement():
    told = [tuple((name, str(one.get(name))) for name in sorted(_DETERMINING)) for one in TEMPLATES]
    assert len(set(told)) == len(TEMPLATES)


@pytest.mark.parametrize("rule", RULES_ONCE, ids=lambda rule: rule["location"])
def test_a_rule_asks_for_something_at_a_location_that_can_be_read(rule):
    assert rule.keys() <= {"location", "selector", "presence", "any", "all", "none", "scopeNote"}
    assert rule.keys() & {"presence", "any", "all", "none"}
    assert rule.get("presence", "included") in ("included", "excluded", "recommended")
    for steps in parse(rule["location"]):
        assert steps


def test_rules_look_for_extensions_where_these_may_stand():
    """7.2: a ContextExtension only in context, a ResultExtension only in result."""
    found = {
        (place, extension)
        for rule in RULES
        for (place, *_), (inner, *_), (extension, *_) in (
            steps[:3] for steps in parse(rule["location"]) if len(steps) > 2
        )
        if inner == "extensions"
    }
    # Two are not ours: of the specification of profiles, and of cmi5.
    others = {vocabulary.SUBREGISTRATION: "ContextExtension", vocabulary.PROGRESS: "ResultExtension"}
    kinds = {one["id"]: one["type"] for one in CONCEPTS} | others
    places = {"context": "ContextExtension", "result": "ResultExtension"}
    assert {place: kinds[extension] for place, extension in found} == places
    assert all(kinds[extension] == places[place] for place, extension in found)
    assert {extension for _place, extension in found} == {one for one in kinds if "/extensions/" in one}


# Patterns


@pytest.mark.parametrize("pattern", PATTERNS, ids=named)
def test_a_pattern_has_one_way_and_members_that_there_are(pattern):
    (way,) = pattern.keys() & set(WAYS)
    members = listed(pattern[way])
    kinds = {BY_ID[one]["type"] for one in members}
    assert kinds <= {"Pattern", "StatementTemplate"}
    if (
        way == "sequence"
        and pattern.get("primary")
        and not is_used(pattern)
        and kinds == {"StatementTemplate"}
    ):
        return
    assert len(members) >= 2 or way in ("optional", "oneOrMore", "zeroOrMore")


def is_used(pattern) -> bool:
    return any(pattern["id"] in listed(one.get(way, [])) for one in PATTERNS for way in WAYS)


@pytest.mark.parametrize("pattern", PATTERNS, ids=named)
def test_a_pattern_is_looked_for_by_name_or_used_by_another(pattern):
    assert is_used(pattern) or pattern.get("primary") is True
    assert not pattern.get("primary") or pattern.keys() >= _WORDS


@pytest.mark.parametrize("pattern", PATTERNS, ids=named)
def test_nothing_that_may_be_missing_is_an_alternate(pattern):
    for one in pattern.get("alternates", []):
        assert BY_ID[one].keys().isdisjoint({"optional", "zeroOrMore"})


@pytest.mark.parametrize("pattern", PATTERNS, ids=named)
def test_no_pattern_is_within_itself(pattern):
    inside, waiting = set(), [pattern]
    while waiting:
        here = waiting.pop()
        below = {one for way in WAYS for one in listed(here.get(way, []))} - inside
        inside |= below
        waiting += [BY_ID[one] for one in below]
    assert pattern["id"] not in inside


def test_every_template_is_in_a_pattern():
    assert {one["id"] for one in TEMPLATES} == {
        one
        for pattern in PATTERNS
        for way in WAYS
        for one in listed(pattern.get(way, []))
        if BY_ID[one]["type"] == "StatementTemplate"
    }


def test_a_version_in_use_is_never_changed():
    """Statements name the version: if this fails, make a new one, with new ids for what changed (8.0, 9.0)."""
    told = json.dumps([without_words(one) for one in (*TEMPLATES, *PATTERNS)], sort_keys=True)
    digests = {"v1": "9215c387c8003a66"}
    assert digests[PROFILE["versions"][0]["id"].rsplit("/", 1)[1]] == sha256(told.encode()).hexdigest()[:16]


def without_words(value):
    if isinstance(value, dict):
        dropped = LANGUAGE_MAPS | {"inScheme"}
        return {name: without_words(one) for name, one in value.items() if name not in dropped}
    return [without_words(one) for one in value] if isinstance(value, list) else value
