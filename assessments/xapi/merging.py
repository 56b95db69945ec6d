"""What statements tell of one activity, joined: a definition known so far and a new one (xAPI part 2, 2.4.4.1)."""

# Maps whose entries are each a fact of its own: a language, an extension. Everything else is replaced whole.
_MAPS = ("name", "description", "extensions")


def merged_definition(known: dict, new: dict) -> dict:
    """Return a new definition: languages and extensions of both, else what the new one says. Neither is changed."""
    made = known | new
    for name in _MAPS:
        if isinstance(known.get(name), dict) and isinstance(new.get(name), dict):
            made[name] = known[name] | new[name]
    return made


merged = merged_definition
