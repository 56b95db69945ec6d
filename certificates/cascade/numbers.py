"""Numbers of onward training for reports, added up by the database: no person and no single group comes out.

They are exact. Whoever shows them to somebody who may see totals only hides small groups first.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth

# What numbers can be told apart by -> where it stands. A group belongs to the month in which it ended.
_SPLITS = {
    "country": F("country"),
    "academy": F("trainer__academy_id"),
    "language": F("language"),
    "month": TruncMonth("ends_on"),
}
EVERY_SPLIT = tuple(_SPLITS)


@dataclass(frozen=True)
class OnwardNumbers:
    """What trainers taught onwards in one cell. `academy` is the id of the trainers' academy, `month` its first day.

    A split that was not asked for is None, and so is the academy of trainers who have none. `others` are people
    whose sex was not recorded. All numbers add up over cells except `trainers`, who may stand in several.
    """

    country: str | None = None
    academy: int | None = None
    language: str | None = None
    month: date | None = None
    groups: int = 0
    trainers: int = 0
    hours: float = 0
    women: int = 0
    men: int = 0
    others: int = 0

    @property
    def people(self) -> int:
        return self.women + self.men + self.others


def onward_numbers(groups, *, by: tuple[str, ...] = EVERY_SPLIT) -> list[OnwardNumbers]:
    """Return the numbers of a queryset of OnwardGroup, one row for each cell that has any, in one query.

    `by` names splits out of EVERY_SPLIT; without any there is one row for all, or none where there is no group.
    Groups that were withdrawn do not count. Raises KeyError for a split there is not.
    """
    # Under names of their own: those of columns cannot be given to expressions.
    splits = {f"by_{name}": _SPLITS[name] for name in by}
    cells = groups.standing().order_by().annotate(**splits).values(*splits)
    if not splits:
        cells = groups.standing().order_by().annotate(by_all=F("withdrawn_at")).values("by_all")
    rows = cells.annotate(
        groups_count=Count("pk"),
        trainers_count=Count("trainer_id", distinct=True),
        hours_sum=Sum("hours"),
        women_sum=Sum("women"),
        men_sum=Sum("men"),
        others_sum=Sum("others"),
    ).order_by(*splits)
    return [
        OnwardNumbers(
            **{name: row[f"by_{name}"] for name in by},
            groups=row["groups_count"],
            trainers=row["trainers_count"],
            hours=float(row["hours_sum"]),
            women=row["women_sum"],
            men=row["men_sum"],
            others=row["others_sum"],
        )
        for row in rows
    ]
