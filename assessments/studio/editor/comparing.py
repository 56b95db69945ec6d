"""The differences of two documents for people: by scene, with what went and what came in every text."""

from dataclasses import dataclass, field

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.studio.drafting.document import diff_changes, in_order
from assessments.studio.editor.facts import told, told_choice
from assessments.studio.editor.field_names import field_name
from assessments.wordwise import marked


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `parts` are (mark, text) with mark "same", "gone" or "new"; `language` "" for facts."""

    name: str
    parts: tuple[tuple[str, str], ...]
    language: str = ""
    language_name: str = ""
    direction: str = ""


@dataclass
class Group:
    """What differs in one scene; `key` is "" for the scenario itself, `kind` "added", "gone" or "changed"."""

    key: str
    heading: str
    kind: str = "changed"
    lines: list[Difference] = field(default_factory=list)


def differences(old: dict, new: dict, language: str) -> list[Group]:
    """Return what differs between two documents, in the order of the scenes; [] when nothing does."""
    groups: dict[str, Group] = {}
    for change in diff_changes(old, new):
        path = change["path"]
        if path == ["head", "code"] or path[-1] == "rank":
            continue
        key = _scene_of(path)
        group = groups.setdefault(key, Group(key, _heading(key, old, new, language)))
        if path[0] == "scenes" and len(path) == 2:
            group.kind = "gone" if change["new"] is None else "added"
        else:
            group.lines.append(_line(change, new, old))
    order = {
        key: place for place, (key, _scene) in enumerate([*in_order(new["scenes"]), *in_order(old["scenes"])])
    }
    return sorted(groups.values(), key=lambda group: order.get(group.key, -1))


def _scene_of(path: list[str]) -> str:
    if path[0] == "scenes":
        return path[1]
    return path[2].partition("/")[0] if path[0] == "words" else ""


def _heading(key: str, old: dict, new: dict, language: str) -> str:
    if not key:
        return _("The scenario as a whole")
    for doc in (new, old):
        for code in (language, doc["head"]["source_language"]):
            if heading := doc["words"].get(code, {}).get(key, {}).get("heading"):
                return heading
    return key


def _line(change: dict, *documents: dict) -> Difference:
    path, old, new = change["path"], change["old"], change["new"]
    if path[0] == "words":
        info = get_language_info(path[1])
        return Difference(
            name=field_name(path, *documents),
            parts=marked(old or "", new or ""),
            language=path[1],
            language_name=info["name_local"],
            direction="rtl" if info["bidi"] else "ltr",
        )
    parts = tuple(
        (mark, _fact(path, value))
        for mark, value in (("gone", old), ("new", new))
        if value not in (None, "", [], {})
    )
    return Difference(name=field_name(path, *documents), parts=parts)


def _fact(path: list[str], value: object) -> str:
    """One fact told; what stands at a choice that came or went as a whole is the choice."""
    is_choice = path[0] == "scenes" and len(path) == 4
    return told_choice(value) if is_choice else told(path, value)
