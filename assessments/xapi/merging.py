"""What statements tell of one activity, joined: a definition known so far and a new one (xAPI part 2, 2.4.4.1)."""

# Maps whose entries are each a fact of its own: a language, an extension. Everything else is replaced whole.
_MAPS = ("name", "description", "extensions")
# What is right only with the interactionType that it was told with.
_INTERACTION = ("correctResponsesPattern", "choices", "scale", "source", "target", "steps")


def merged_definition(known: dict, new: dict) -> dict:
    """Return a new definition: languages and extensions of both, else what the new one says. Neither is changed."""
    if new.get("interactionType", known.get("interactionType")) != known.get("interactionType"):
        known = {name: value for name, value in known.items() if name not in _INTERACTION}
    made = known | new
    for name in _MAPS:
        if isinstance(known.get(name), dict) and isinstance(new.get(name), dict):
            made[name] = known[name] | new[name]
    return made
