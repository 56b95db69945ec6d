"""Colleagues look at a draft: remarks on scenes, and the sign-off of the legal and the child-protection officer."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from assessments.studio.models import Draft, SceneComment, SignOff
from assessments.xapi.reading import write_json


class SceneUnknown(LookupError):
    """The draft has no such scene."""


def scene_digest(doc: dict, scene_key: str) -> str:
    """Return the fingerprint of what an officer signs: a scene, its choices and their words in the source language."""
    source = doc["words"].get(doc["head"]["source_language"], {})
    texts = {
        address: own
        for address, own in sorted(source.items())
        if address == scene_key or address.startswith(f"{scene_key}/")
    }
    scene = {name: value for name, value in doc["scenes"][scene_key].items() if name != "rank"}
    return sha256(write_json([scene, texts]).encode()).hexdigest()


@transaction.atomic
def comment(*, draft: Draft, doc: dict, scene_key: str, text: str, by, at: datetime) -> SceneComment:
    """Return a new remark on a scene. Raises SceneUnknown."""
    _require(doc, scene_key)
    return SceneComment.objects.create(
        draft=draft, scene_key=scene_key, text=text.strip(), made_at=at, made_by=by
    )


@transaction.atomic
def settle(*, draft: Draft, key: UUID, settled: bool, by, at: datetime) -> SceneComment:
    """Mark a remark as settled, or open it again. Raises SceneComment.DoesNotExist."""
    row = SceneComment.objects.select_for_update(of=("self",)).get(draft=draft, key=key)
    row.resolved_at, row.resolved_by = (at, by) if settled else (None, None)
    row.save(update_fields=["resolved_at", "resolved_by"])
    return row


def has_changed_since(draft: Draft, doc: dict, scene_key: str, serial: int) -> bool:
    """Return whether what an officer signs of a scene was changed after the save of that number."""
    source = doc["head"]["source_language"]
    rows = draft.changes.filter(serial__gt=serial).values_list("changes", flat=True)
    return any(_touches(change["path"], scene_key, source) for changes in rows for change in changes)


@transaction.atomic
def sign(*, draft: Draft, doc: dict, scene_key: str, office: str, by, at: datetime) -> SignOff:
    """Return the sign-off of a scene as it is; signing twice is signing once. Raises SceneUnknown."""
    _require(doc, scene_key)
    row, _created = SignOff.objects.get_or_create(
        draft=draft,
        scene_key=scene_key,
        office=office,
        digest=scene_digest(doc, scene_key),
        defaults={"made_at": at, "made_by": by},
    )
    return row


def current_sign_offs(draft: Draft, doc: dict) -> set[tuple[str, str]]:
    """Return {(scene, office)} of the sign-offs whose scene has not changed since."""
    digests = {key: scene_digest(doc, key) for key in doc["scenes"]}
    rows = SignOff.objects.filter(draft=draft).values_list("scene_key", "office", "digest")
    return {(key, office) for key, office, digest in rows if digests.get(key) == digest}


def _touches(path: list, scene_key: str, source: str) -> bool:
    if path[0] == "words":
        return path[1] == source and path[2].partition("/")[0] == scene_key
    return path[:2] in (["scenes", scene_key], ["head", "source_language"])


def _require(doc: dict, scene_key: str) -> None:
    if scene_key not in doc["scenes"]:
        raise SceneUnknown(scene_key)
