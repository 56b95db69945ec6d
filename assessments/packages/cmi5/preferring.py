"""What a learner prefers, as units read it: the document cmi5LearnerPreferences of the agent (section 11)."""

from collections.abc import Mapping
from contextlib import suppress

from assessments.lrs import blobs
from assessments.lrs.documents.addresses import Address, Resource
from assessments.lrs.documents.changing import put_document
from assessments.lrs.documents.finding import find_document
from assessments.lrs.documents.preconditions import PreconditionFailed, Preconditions, etag
from assessments.packages.cmi5 import vocabulary
from assessments.xapi import actors, shapes
from assessments.xapi.building import language_tag
from assessments.xapi.reading import UnreadableJson, read_json, write_json


class BadPreferences(ValueError):
    """The document is not what section 11 asks for; `rule` is the requirement."""

    def __init__(self, rule: str, why: str):
        super().__init__(f"{why} (cmi5 {rule})")
        self.rule = rule


def check_preferences(content: bytes, content_type: str) -> None:
    """Raise BadPreferences unless a unit may write this."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise BadPreferences("11.0.0.0-5", "Preferences must be application/json.")
    found = _members(content)
    if found is None or not {"languagePreference", "audioPreference"} <= found.keys():
        raise BadPreferences("11.0.0.0-5", "There must be languagePreference and audioPreference.")
    if not _are_tags(found["languagePreference"]):
        raise BadPreferences(
            "11.1.0.0-1", "languagePreference must be RFC 5646 tags with commas between them."
        )
    if found["audioPreference"] not in ("on", "off"):
        raise BadPreferences("11.2", "audioPreference must be on or off.")


def offer_language(*, actor: Mapping, language: str) -> None:
    """Put the language that somebody reads the site in before all others; what else they prefer stays."""
    address = Address(Resource.AGENT_PROFILE, agent=actors.identifier(actor), name=vocabulary.PREFERENCES)
    known = find_document(address)
    kept = (_members(blobs.read(known.digest)) if known else None) or {}
    tag = language_tag(language)
    told = kept.get("languagePreference", "")
    others = [one for one in told.split(",") if one and one != tag] if _are_tags(told) else []
    wanted = {"audioPreference": "on", **kept, "languagePreference": ",".join([tag, *others])}
    if wanted == kept:
        return
    seen = Preconditions(if_match=etag(known.sha1)) if known else Preconditions(if_none_match="*")
    # Who changes them in the same moment is right.
    with suppress(PreconditionFailed):
        put_document(
            address=address,
            content=write_json(wanted).encode(),
            content_type="application/json",
            seen=seen,
        )


def _members(content: bytes) -> dict | None:
    try:
        found = read_json(content)
    except UnreadableJson:
        return None
    return found if isinstance(found, dict) else None


def _are_tags(value: object) -> bool:
    return isinstance(value, str) and not any(
        problem for tag in value.split(",") for problem in shapes.language_tag(tag)
    )
