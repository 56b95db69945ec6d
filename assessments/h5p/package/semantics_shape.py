"""Whether a semantics.json is one at all: a list of fields, each with a type, and inside of it what the type needs."""

from collections.abc import Iterator, Mapping

# A list in a group in a list: each level of fields is two or three levels of JSON.
MOST_LEVELS = 80


def problems_of_semantics(data: object) -> Iterator[str]:
    """Yield the places (JSON pointer) where it is none."""
    if not isinstance(data, list):
        yield ""
        return
    stack = [(f"/{index}", field, True) for index, field in enumerate(data)]
    while stack:
        place, field, is_named = stack.pop()
        if not isinstance(field, Mapping) or not isinstance(field.get("type"), str):
            yield place
            continue
        if is_named and not isinstance(field.get("name"), str):
            yield f"{place}/name"
        if field["type"] == "group":
            if isinstance(field.get("fields"), list):
                inner = enumerate(field["fields"])
                stack.extend((f"{place}/fields/{index}", each, True) for index, each in inner)
            else:
                yield f"{place}/fields"
        elif field["type"] == "list":
            stack.append((f"{place}/field", field.get("field"), False))
