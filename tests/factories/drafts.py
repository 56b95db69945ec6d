"""Drafts of scenarios, built through the acts."""

from uuid import uuid4

from assessments.studio.drafting.document import decompile
from assessments.studio.drafting.saving import create_draft, replace_document, save_changes
from tests.factories.assessments import NOON, structure, words_for


def make_document(made=None, *languages, code="SC-90"):
    """The document of a small scenario with words in these languages, by default English and Russian."""
    made = made or structure()
    words = words_for(made, *languages)
    return decompile(made, words, code=code, minutes=10, source_language=next(iter(words)))


def make_draft(*, by, doc=None, code="SC-90", at=NOON):
    """A draft with a small scenario in it, complete in English and Russian."""
    doc = doc or make_document(code=code)
    draft = create_draft(code=code, source_language=doc["head"]["source_language"], by=by, at=at)
    replace_document(draft=draft, doc=doc, by=by, at=at)
    draft.refresh_from_db()
    return draft


def change(*path, old=None, new=None):
    return {"path": list(path), "old": old, "new": new}


def save(draft, *changes, by, at=NOON, key=None):
    return save_changes(draft=draft, key=key or uuid4(), changes=list(changes), by=by, at=at)
