"""A draft's rows <-> its document. Three queries to read; one statement per table to write what changed."""

from collections.abc import Iterable

from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS
from assessments.studio.models import Draft, DraftChoice, DraftScene

_HEAD_WORDS = Draft._parler_meta.root_model
_SCENE_WORDS = DraftScene._parler_meta.root_model
_CHOICE_WORDS = DraftChoice._parler_meta.root_model


def read_document(draft: Draft) -> dict:
    """Return the document of a draft, see document.py."""
    return read_documents([draft])[draft.pk]


def read_documents(drafts: Iterable[Draft]) -> dict[int, dict]:
    """Return {primary key of a draft: its document}. Three queries, however many drafts."""
    docs = {
        draft.pk: {"serial": draft.serial, **draft.structure, "words": {}, "states": {}} for draft in drafts
    }
    for row in _HEAD_WORDS.objects.filter(master__in=docs):
        _take(docs[row.master_id], row, "", VERSION_FIELDS)
    for row in _SCENE_WORDS.objects.filter(master__draft__in=docs).select_related("master"):
        _take(docs[row.master.draft_id], row, row.master.key, SCENE_FIELDS)
    rows = _CHOICE_WORDS.objects.filter(master__scene__draft__in=docs)
    for row in rows.select_related("master__scene"):
        scene = row.master.scene
        _take(docs[scene.draft_id], row, f"{scene.key}/{row.master.key}", CHOICE_FIELDS)
    return docs


def write_document(draft: Draft, doc: dict, places: Iterable[tuple[str, str]] | None = None) -> None:
    """Write a document to the rows of a draft.

    `places` are the (language, address) whose words or states may have changed; None means all there are.
    Must run in a transaction. Words of scenes and choices that are gone go with them.
    """
    draft.structure = {name: doc[name] for name in ("head", "values", "scenes")}
    draft.save(update_fields=["structure", "serial", "changed_at", "changed_by"])
    scenes = _sync_scenes(draft, doc)
    choices = _sync_choices(draft, doc, scenes)
    if places is None:
        places = {(language, address) for language, texts in doc["words"].items() for address in texts}
    heads, of_scenes, of_choices = [], [], []
    for language, address in sorted(places):
        if not address:
            heads.append((draft, language, address))
        elif address in scenes:
            of_scenes.append((scenes[address], language, address))
        elif address in choices:
            of_choices.append((choices[address], language, address))
    _write_words(_HEAD_WORDS, VERSION_FIELDS, heads, doc)
    _write_words(_SCENE_WORDS, SCENE_FIELDS, of_scenes, doc)
    _write_words(_CHOICE_WORDS, CHOICE_FIELDS, of_choices, doc)


def _take(doc: dict, row, address: str, names: tuple[str, ...]) -> None:
    texts = {name: getattr(row, name) for name in names if getattr(row, name)}
    if texts:
        doc["words"].setdefault(row.language_code, {})[address] = texts
    if row.states:
        doc["states"].setdefault(row.language_code, {})[address] = row.states


def _sync_scenes(draft: Draft, doc: dict) -> dict[str, DraftScene]:
    there = {scene.key: scene for scene in draft.scenes.all()}
    gone = there.keys() - doc["scenes"].keys()
    if gone:
        draft.scenes.filter(key__in=gone).delete()
    new = [key for key in doc["scenes"] if key not in there]
    DraftScene.objects.bulk_create(DraftScene(draft=draft, key=key) for key in new)
    if new:
        there = {scene.key: scene for scene in draft.scenes.all()}
    return {key: there[key] for key in doc["scenes"]}


def _sync_choices(draft: Draft, doc: dict, scenes: dict[str, DraftScene]) -> dict[str, DraftChoice]:
    wanted = {f"{key}/{choice}" for key, scene in doc["scenes"].items() for choice in scene["choices"]}
    there = _choices_of(draft)
    gone = [choice.pk for address, choice in there.items() if address not in wanted]
    if gone:
        DraftChoice.objects.filter(pk__in=gone).delete()
    new = [address.split("/") for address in sorted(wanted) if address not in there]
    DraftChoice.objects.bulk_create(DraftChoice(scene=scenes[scene], key=choice) for scene, choice in new)
    return _choices_of(draft) if new else there


def _choices_of(draft: Draft) -> dict[str, DraftChoice]:
    rows = DraftChoice.objects.filter(scene__draft=draft).select_related("scene")
    return {f"{row.scene.key}/{row.key}": row for row in rows}


def _write_words(table, names: tuple[str, ...], owners: list[tuple], doc: dict) -> None:
    rows, empty = [], []
    for owner, language, address in owners:
        texts = doc["words"].get(language, {}).get(address, {})
        states = doc["states"].get(language, {}).get(address, {})
        if not texts:
            empty.append((owner.pk, language))
            continue
        values = {name: texts.get(name, "") for name in names}
        rows.append(table(master=owner, language_code=language, states=states, **values))
    table.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["language_code", "master"],
        update_fields=[*names, "states"],
        batch_size=500,
    )
    for pk, language in empty:
        table.objects.filter(master_id=pk, language_code=language).delete()
