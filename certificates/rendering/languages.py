"""Languages in the terms of a page and of a file."""

RIGHT_TO_LEFT = frozenset({"fa-af", "fa", "ps", "ar"})


def language_tag(code: str) -> str:
    """Return the BCP 47 tag of a language code: fa-af gives fa-AF."""
    language, _, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language
