"""What a preview shows of each text."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.studio.editor.field_names import field_name
from assessments.studio.translating.handoff.checking import CHANGED, CONFLICT, NEW, STATE, Item
from assessments.studio.translating.states import REVIEWED
from assessments.wordwise import readable_difference


@dataclass(frozen=True)
class Line:
    """One text of a preview; `parts` are (mark, text) as in editor.comparing."""

    item: Item
    scene: str
    label: str
    kind: str
    parts: tuple[tuple[str, str], ...]

    @property
    def is_conflict(self) -> bool:
        return self.item.kind == CONFLICT

    @property
    def is_reviewed(self) -> bool:
        return self.item.state == REVIEWED


def preview_lines(items: Iterable[Item], language: str) -> list[Line]:
    names = {
        NEW: _("new"),
        CHANGED: _("changed"),
        CONFLICT: _("changed here as well"),
        STATE: _("reviewed, same text"),
    }
    return [
        Line(
            item=item,
            scene=item.place.scene,
            label=field_name(item.place.path(language)),
            kind=names[item.kind],
            parts=readable_difference(item.old, item.new),
        )
        for item in items
    ]
