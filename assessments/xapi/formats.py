"""A statement as a reader asked for it: ids, exact or canonical (xAPI 1.0.3 part 3, 2.1.3; 2.0, 4.1.6.1).

Nothing here changes the statement that is given: parts that stay the same are shared with it.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from assessments.xapi.actors import IDENTIFIERS

STYLES = ("ids", "exact", "canonical")
COMPONENTS = ("choices", "scale", "source", "target", "steps")
_QUALITY = re.compile(r"\s*([A-Za-z0-9*-]{1,70})\s*(?:;\s*[qQ]\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.ASCII)

Words = Callable[[Mapping], dict]


def formatted(
    statement: dict, style: str, languages: Sequence[str], definitions: Mapping[str, Mapping]
) -> dict:
    """Return a valid statement in a style: "ids", "exact" (the object itself) or "canonical".

    `languages` are language ranges, the best first, as accepted_languages() gives them; `definitions` holds
    what is known of activities by their IRI. Only "canonical" looks at these two. Raises KeyError for another style.
    """
    return _STYLES[style](statement, languages, definitions)


def accepted_languages(header: str) -> list[str]:
    """Return the language ranges of an Accept-Language header, the best first, in small letters.

    RFC 7231, 5.3.5: without weight it is 1, with weight 0 it is not wanted; equal weights keep their order.
    What cannot be read is passed over.
    """
    weighed = []
    for item in header.split(","):
        if (read := _QUALITY.fullmatch(item)) and (weight := float(read[2] or (1 if read[2] is None else 0))):
            weighed.append((weight, read[1].lower()))
    return [name for _weight, name in sorted(weighed, key=lambda one: -one[0])]


def chosen(words: Mapping[str, str], languages: Sequence[str]) -> dict:
    """Return a language map with the one entry that suits best; an empty one stays empty.

    RFC 4647, 3.3.1 and 3.4: for each range in turn the tag itself, then one that begins with it, then the
    range made shorter word by word. When nothing suits, the first entry that is not unwanted.
    """
    if len(words) < 2:
        return dict(words)
    tags = {tag.lower(): tag for tag in reversed(words)}
    for wanted in languages:
        if tag := _suiting(wanted, tags):
            return {tag: words[tag]}
    tag = next(iter(words))
    return {tag: words[tag]}


def _suiting(wanted: str, tags: Mapping[str, str]) -> str:
    if wanted == "*":
        return list(tags.values())[-1]
    while wanted:
        if wanted in tags:
            return tags[wanted]
        for name in reversed(tags):
            if name.startswith(wanted + "-"):
                return tags[name]
        wanted = wanted.rpartition("-")[0]
    return ""


def _exact(statement, _languages, _definitions):
    return statement


def _over(statement: dict, changes: Mapping[str, Callable]) -> dict:
    # dict(statement) keeps the order of the properties.
    made = dict(statement)
    for name, change in changes.items():
        if name in made:
            made[name] = change(made[name])
    return made


def _each(change: Callable) -> Callable:
    return lambda value: [change(one) for one in value] if isinstance(value, list) else change(value)


def _values(change: Callable) -> Callable:
    return lambda value: {name: change(one) for name, one in value.items()}


# ids


def _agent_ids(agent: Mapping) -> dict:
    # An anonymous group is known by its members only.
    names = [name for name in IDENTIFIERS if name in agent]
    made = {name: agent[name] for name in ("objectType", *names) if name in agent}
    if not names and "member" in agent:
        made["member"] = [_agent_ids(one) for one in agent["member"]]
    return made


def _activity_ids(activity: Mapping) -> dict:
    # An object without objectType is an activity.
    return {"id": activity["id"]}


def _verb_ids(verb: Mapping) -> dict:
    return {"id": verb["id"]}


def _object_ids(target: dict) -> dict:
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        return _activity_ids(target)
    if kind in ("Agent", "Group"):
        return _agent_ids(target)
    return _over(target, _IDS) if kind == "SubStatement" else target


def _context_agent_ids(value: Mapping) -> dict:
    return _over(value, {"agent": _agent_ids, "group": _agent_ids})


_IDS_OF_CONTEXT = {
    "instructor": _agent_ids,
    "team": _agent_ids,
    "contextActivities": _values(_each(_activity_ids)),
    "contextAgents": _each(_context_agent_ids),
    "contextGroups": _each(_context_agent_ids),
}
_IDS = {
    "actor": _agent_ids,
    "verb": _verb_ids,
    "object": _object_ids,
    "context": lambda context: _over(context, _IDS_OF_CONTEXT),
    "authority": _agent_ids,
}


def _ids(statement, _languages, _definitions):
    return _over(statement, _IDS)


# canonical


def _canonical(statement, languages, definitions):
    def words(value):
        return chosen(value, languages)

    def component(value):
        return _over(value, {"description": words})

    def definition(value):
        parts = dict.fromkeys(COMPONENTS, _each(component))
        return _over(value, {"name": words, "description": words} | parts)

    def activity(value):
        known = definitions.get(value["id"]) or value.get("definition")
        return value if known is None else dict(value) | {"definition": definition(known)}

    def target(value):
        kind = value.get("objectType", "Activity")
        if kind == "Activity":
            return activity(value)
        return whole(value) if kind == "SubStatement" else value

    def whole(value):
        return _over(
            value,
            {
                "verb": lambda verb: _over(verb, {"display": words}),
                "object": target,
                "context": lambda context: _over(context, {"contextActivities": _values(_each(activity))}),
                "attachments": _each(lambda one: _over(one, {"display": words, "description": words})),
            },
        )

    return whole(statement)


_STYLES = {"ids": _ids, "exact": _exact, "canonical": _canonical}
