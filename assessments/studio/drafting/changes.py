"""Changes of a document: {"path", "old", "new"}, where null means "not there". Pure.

A change is a compare-and-set: it fits when its path still has the value `old`, or has `new` already. So two people
who edit different things both win, the same batch may be sent twice, and undoing is the same thing turned round.
Paths are

    ["head", field]                    ["words", language, address, field]
    ["values", id]                     ["scenes", id], ["scenes", id, field]
    ["scenes", id, "choices", id]      ["scenes", id, "choices", id, field]
"""

from copy import deepcopy
from dataclasses import dataclass, field

from assessments.studio.drafting.document import known_addresses
from assessments.studio.drafting.shapes import fault_of, unprintable

MAX_CHANGES = 50_000
_MISSING = object()


@dataclass(frozen=True)
class Conflict:
    """One path that somebody else changed meanwhile: `yours` is what was to be written, `theirs` what is there."""

    path: tuple
    yours: object
    theirs: object


@dataclass(frozen=True)
class ChangeFault:
    """One change that cannot be taken: `message` says why, in the active language."""

    path: tuple
    message: str


@dataclass(eq=False)
class ChangesConflict(Exception):
    """Somebody else changed the same things: nothing was written."""

    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(eq=False)
class ChangesInvalid(ValueError):
    """Some changes cannot be taken: nothing was written."""

    faults: list[ChangeFault] = field(default_factory=list)

    def __str__(self):
        return "; ".join(f"{'/'.join(map(str, fault.path))}: {fault.message}" for fault in self.faults)


def apply_changes(doc: dict, changes: list[dict], *, languages: set[str]) -> dict:
    """Return a document with all changes made. `languages` are those that words may have.

    Raises ChangesInvalid or ChangesConflict, with every fault or conflict.
    """
    if faults := faults_of(changes, languages=languages):
        raise ChangesInvalid(faults)
    found, conflicts = deepcopy(doc), []
    # A new scene must be there before its words.
    words = [change for change in changes if change["path"][0] == "words"]
    for change in changes:
        if change["path"][0] != "words":
            _set(found, change, _get(found, change["path"]), conflicts)
    known = known_addresses(found)
    for change in words:
        address = change["path"][2]
        now = _text(found if address in known else doc, change["path"])
        is_lost = address not in known and change["new"]
        _set(found, change, _MISSING if is_lost else now, conflicts)
    told = {conflict.path for conflict in conflicts}
    conflicts += [lost for lost in _lost_texts(found, known) if lost.path not in told]
    if conflicts:
        raise ChangesConflict(conflicts)
    _drop_homeless_words(found, known)
    return found


def _lost_texts(doc: dict, known: set[str]) -> list[Conflict]:
    """Return the texts of scenes and choices that a batch takes away without having seen these texts."""
    return [
        Conflict(("words", language, address, name), None, text)
        for language, texts in doc["words"].items()
        for address in texts.keys() - known
        for name, text in texts[address].items()
    ]


def _text(doc: dict, path: list) -> str | None:
    _words, language, address, name = path
    return doc["words"].get(language, {}).get(address, {}).get(name)


def _set(doc: dict, change: dict, now: object, conflicts: list[Conflict]) -> None:
    """Make one change, where `now` is what is there (_MISSING: not even the scene or choice it belongs to)."""
    there = None if now is _MISSING else now
    if same(there, change["new"]):
        return
    if now is _MISSING or not same(now, change["old"]):
        conflicts.append(Conflict(tuple(change["path"]), change["new"], there))
    else:
        _put(doc, change["path"], deepcopy(change["new"]))


def same(now, old) -> bool:
    """Return whether a value is the one a change started from: no text and an empty text are the same."""
    return now == old or (now in (None, "") and old in (None, ""))


def inverse(changes: list[dict]) -> list[dict]:
    """Return the changes that undo these."""
    return [{"path": each["path"], "old": each["new"], "new": each["old"]} for each in reversed(changes)]


def only_translates(changes: list[dict], source_language: str) -> bool:
    """Return whether changes touch nothing but words in other languages than the source."""
    return all(each["path"][0] == "words" and each["path"][1] != source_language for each in changes)


def faults_of(changes: object, *, languages: set[str]) -> list[ChangeFault]:
    """Return what is wrong with the form of the changes, [] when they can be tried."""
    if not isinstance(changes, list) or len(changes) > MAX_CHANGES:
        return [ChangeFault((), fault_of([], None, languages))]
    found = []
    for change in changes:
        path = change.get("path") if isinstance(change, dict) else None
        if not isinstance(path, list) or change.keys() != {"path", "old", "new"}:
            path, message = [], fault_of([], None, languages)
        else:
            message = unprintable(list(change.values())) or fault_of(path, change["new"], languages)
        if message:
            found.append(ChangeFault(tuple(map(str, path)), message))
    return found


def _get(doc: dict, path: list):
    """Return the value at a path, None where nothing is yet, _MISSING where its scene or choice is not there."""
    here = doc
    for name in path[:-1]:
        here = here.get(name)
        if here is None:
            return _MISSING
    return here.get(path[-1])


def _put(doc: dict, path: list, value) -> None:
    here = doc
    for name in path[:-1]:
        here = here.setdefault(name, {})
    if value is None or (path[0] == "words" and value == ""):
        here.pop(path[-1], None)
    else:
        here[path[-1]] = value


def _drop_homeless_words(doc: dict, known: set[str]) -> None:
    for kind in ("words", "states"):
        kept = {
            language: {address: own for address, own in texts.items() if own and address in known}
            for language, texts in doc[kind].items()
        }
        doc[kind] = {language: texts for language, texts in kept.items() if texts}
