"""What statements tell of one activity, joined: a definition known so far and a new one (xAPI part 2, 2.4.4.1)."""

# Maps whose entries are each a fact of its own: a language, an extension. Everything else is replaced whole.
_MAPS = ("name", "description", "extensions")
# What is right only with the interactionType that it was told with.
_COMPONENTS = ("choices", "scale", "source", "target", "steps")
_INTERACTION = ("correctResponsesPattern", *_COMPONENTS)


def merged_definition(known: dict, new: dict) -> dict:
    """Return a new definition: languages and extensions of both, else what the new one says. Neither is changed.

    Components of an interaction that stay the same, by their ids, keep the languages they were described in.
    """
    if new.get("interactionType", known.get("interactionType")) != known.get("interactionType"):
        known = {name: value for name, value in known.items() if name not in _INTERACTION}
    made = known | new
    for name in _MAPS:
        if isinstance(known.get(name), dict) and isinstance(new.get(name), dict):
            made[name] = known[name] | new[name]
    for name in _COMPONENTS:
        if name in known and name in new:
            made[name] = _merged_components(known[name], new[name])
    return made


def _merged_components(known: list[dict], new: list[dict]) -> list[dict]:
    described = {one["id"]: one.get("description", {}) for one in known}
    return [
        one | {"description": described[one["id"]] | one.get("description", {})}
        if described.get(one["id"])
        else one
        for one in new
    ]
