"""Names of severities and endings, in the words the map uses for them."""

from assessments.scenarios.map_texts import map_strings


def severity_name(severity: str) -> str:
    """Return the name in the active language, "" for what has none (a skipped scene)."""
    return map_strings().get(f"severity_{severity}", "")


def ending_name(kind: str) -> str:
    return map_strings().get(f"ending_{kind}", "")
