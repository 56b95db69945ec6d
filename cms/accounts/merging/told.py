"""Merges in words: why two accounts cannot be one, what moves, what stands against undoing."""

from collections import Counter

from django.apps import apps
from django.utils.translation import gettext_lazy as _

REASONS = {
    "same": _("These are not two accounts but one."),
    "superuser": _("The account of somebody who keeps the whole site is not merged."),
    "merged": _("One of the two was merged before."),
    "academy": _("The two accounts belong to different academies. Transfer one of them first."),
    "transcript": _(
        "In one cohort the record of the other account is closed, perhaps with a certificate. "
        "Let that account stay instead."
    ),
}


def moved_lines(entries: list[dict]) -> list[tuple[str, int]]:
    """Return [(what, how many rows)] of the entries of a journal, without the account itself."""
    counts = Counter()
    for entry in entries:
        if not _is_the_account(entry):
            counts[entry["model"]] += len(entry["pks"])
    return [(name_of(label), count) for label, count in counts.items()]


def name_of(label: str) -> str:
    """Return what rows of a model are called; those of a table between two models by the field that makes it."""
    model = apps.get_model(label)
    if model._meta.auto_created:
        owner = model._meta.auto_created
        field = next(one for one in owner._meta.many_to_many if one.remote_field.through is model)
        return f"{owner._meta.verbose_name}: {field.verbose_name}"
    return str(model._meta.verbose_name_plural)


def _is_the_account(entry: dict) -> bool:
    return entry["model"] == "accounts.onetimepin" or "is_active" in entry.get("after", {})
