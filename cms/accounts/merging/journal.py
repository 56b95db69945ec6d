"""The changes of a merge, each done and written down at once, so that they can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.db.models import Model


@dataclass
class Journal:
    """Changes in the order they were made: [{model, pks, before, after}], and rows that were added: {model, pks, made}.

    The values are those of columns, as JSON can hold them. No column of a row is changed twice.
    """

    entries: list[dict] = field(default_factory=list)

    def change(self, model: type[Model], pks: Iterable, *, before: dict, after: dict) -> None:
        """Give these rows, which have the values `before`, the values `after`."""
        pks = list(pks)
        if not pks or before == after:
            return
        model._base_manager.filter(pk__in=pks).update(**after)
        entry = {"model": model._meta.label_lower, "pks": pks}
        self.entries.append({**entry, "before": plain(before), "after": plain(after)})

    def change_row(self, row: Model, **after) -> None:
        """Give one row new values; those it has already are not touched."""
        new = {name: value for name, value in after.items() if getattr(row, name) != value}
        self.change(type(row), [row.pk], before={name: getattr(row, name) for name in new}, after=new)

    def add(self, row: Model) -> None:
        row.save(force_insert=True)
        self.entries.append({"model": row._meta.label_lower, "pks": [row.pk], "made": True})


def conflicts(entries: list[dict]) -> list[str]:
    """Return the models (labels) whose rows are no longer as the changes left them."""
    return [entry["model"] for entry in entries if not _is_as_left(entry)]


def undo(entries: list[dict]) -> None:
    """Take the changes back, the last one first. The caller has looked for conflicts, in the same transaction."""
    for entry in reversed(entries):
        rows = _rows(entry)
        if entry.get("made"):
            rows.delete()
        else:
            rows.update(**entry["before"])


def plain(values: dict) -> dict:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def _rows(entry: dict):
    return apps.get_model(entry["model"])._base_manager.filter(pk__in=entry["pks"])


def _is_as_left(entry: dict) -> bool:
    return _rows(entry).filter(**entry.get("after", {})).count() == len(entry["pks"])
