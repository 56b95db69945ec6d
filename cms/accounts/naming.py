"""The act by which a person confirms how the own name is written."""

from datetime import datetime

from cms.accounts.models import User


def confirm_names(*, user: User, name_native: str, name_latin: str, language: str, at: datetime) -> User:
    """Keep both spellings, in words separated by one space, with the date of confirmation, and the language."""
    user.name_native = " ".join(name_native.split())
    user.name_latin = " ".join(name_latin.split())
    user.language = language
    user.names_confirmed_at = at
    user.save(update_fields=["name_native", "name_latin", "name_key", "language", "names_confirmed_at"])
    return user
