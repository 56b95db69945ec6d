"""A list as it is shown before it is imported: what was read, what is wrong, what is asked, what would be done."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from cms.roster.checking.findings import ERROR, NOTE, QUESTION, Finding
from cms.roster.fields import LABELS
from cms.roster.importing import PORTION
from cms.roster.judging import ASK, GUEST, LEFT, NEW, RENEW, SAME, SKIP, THERE
from cms.roster.lists import is_mapped
from cms.roster.models import RosterImport

# What a page can carry; the file of findings has all of them.
MOST_SHOWN, MOST_ASKED, SAMPLES = 200, 100, 3
_ANSWERS = {
    ("letters", "mend"): gettext_lazy("Mend it: %(mended)s"),
    ("latin_letters", "mend"): gettext_lazy("Mend it: %(mended)s"),
    ("renamed", "same"): gettext_lazy("The same person: write the new name"),
    ("person", "new"): gettext_lazy("Another person: create an account"),
    ("namesake", "new"): gettext_lazy("Another person with the same name"),
    ("namesake", SKIP): gettext_lazy("The same person: leave this row out"),
}
# Answers that can be given to all questions of a kind at once.
TO_ALL = {
    "letters:mend": gettext_lazy("Mend all look-alike letters in names"),
    "latin_letters:mend": gettext_lazy("Mend all look-alike letters in Latin names"),
    "namesake:new": gettext_lazy("All namesakes within the list are different people"),
}


@dataclass(frozen=True)
class Told:
    """One finding in words; `column` is the name of the column as in the file."""

    row: int
    column: str
    found: str
    what: str
    advice: str
    level: str
    code: str


@dataclass(frozen=True)
class Question:
    """One question with its answers [(value, label, is chosen)]; `name` is that of its form field."""

    told: Told
    name: str
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Column:
    """One column of the file, what it is taken for and what stands in it."""

    index: int
    head: str
    field: str
    samples: list[str]


class Preview:
    """What the page of a list shows; built from what the list keeps, nothing is looked up."""

    def __init__(self, roster: RosterImport):
        self.roster = roster
        self.is_mapped = is_mapped(roster)
        self.total = len(roster.rows)
        self._counts = Counter(plan[1] for plan in roster.plans)

    @cached_property
    def findings(self) -> list[Finding]:
        return [Finding(*kept) for kept in self.roster.findings]

    @property
    def is_checking(self) -> bool:
        return self.is_mapped and self.roster.state == RosterImport.State.CHECKING

    @property
    def is_checked(self) -> bool:
        return self.roster.state == RosterImport.State.CHECKED

    @property
    def is_open(self) -> bool:
        return self.roster.state in (RosterImport.State.CHECKING, RosterImport.State.CHECKED)

    @property
    def is_applied(self) -> bool:
        return self.roster.state == RosterImport.State.APPLIED

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows are new, renew, guest, there; left (with errors or by choice), ask (unanswered)."""
        return {verdict: self._counts[verdict] for verdict in (NEW, RENEW, GUEST, THERE, LEFT, ASK)}

    @property
    def good(self) -> int:
        """Return how many rows would be imported."""
        return sum(self._counts[verdict] for verdict in (NEW, RENEW, GUEST))

    @property
    def waiting(self) -> int:
        return self._counts[LEFT] + self._counts[ASK]

    @property
    def portions(self) -> int:
        return -(-self.total // PORTION)

    @property
    def facts(self) -> list[str]:
        """Return how the file was read."""
        source = self.roster.source
        told = []
        if source.get("sheet"):
            told.append(_("Sheet “%(sheet)s”") % {"sheet": source["sheet"]})
        if source.get("encoding"):
            separator = {"\t": _("tab")}.get(source["separator"], source["separator"])
            told.append(
                _("Encoding %(encoding)s, columns parted by %(separator)s")
                % {"encoding": source["encoding"], "separator": separator}
            )
        rows = ", ".join(map(str, source.get("header_rows", ())))
        told.append(_("Headings in row %(rows)s") % {"rows": rows})
        for key, text in (
            ("skipped", _("Rows that are no people were passed over: %(names)s")),
            ("hidden", _("Hidden sheets were not read: %(names)s")),
            ("other_sheets", _("Other sheets were not read: %(names)s")),
        ):
            if source.get(key):
                told.append(text % {"names": ", ".join(map(str, source[key]))})
        return told

    def heading(self, field: str) -> str:
        """Return the name of a field's column as in the file, our own where it has no column."""
        index = self.roster.columns.get(field)
        heads = self.roster.source.get("heads", [])
        return (
            heads[index] if index is not None and index < len(heads) and heads[index] else str(LABELS[field])
        )

    def told(self, finding: Finding) -> Told:
        data = finding.data or {}
        kind = finding.kind
        # Without its data a finding of an ended list says which rule it was, with a gap where a name stood.
        filled = {key: data.get(key, "…") for key in _PLACES}
        return Told(
            finding.row,
            self.heading(finding.field),
            finding.found,
            str(kind.what) % filled,
            str(kind.advice) % filled,
            kind.level,
            finding.code,
        )

    @cached_property
    def all_told(self) -> list[Told]:
        return [self.told(finding) for finding in self.findings]

    @property
    def errors(self) -> list[Told]:
        return [one for one in self.all_told if one.level == ERROR][:MOST_SHOWN]

    @property
    def error_count(self) -> int:
        return sum(one.level == ERROR for one in self.findings)

    @property
    def notes(self) -> list[dict]:
        """Return notes by kind: what, how many rows, the first of them."""
        kinds: dict[str, list[Told]] = {}
        for one in self.all_told:
            if one.level == NOTE:
                kinds.setdefault(one.code, []).append(one)
        return [{"all": told, "count": len(told), "shown": told[:10]} for told in kinds.values()]

    @property
    def _asked(self) -> list[Finding]:
        return [one for one in self.findings if one.level == QUESTION]

    @property
    def asked_count(self) -> int:
        return len(self._asked)

    @property
    def questions(self) -> list[Question]:
        """Return the questions, those without an answer first."""
        ordered = sorted(self._asked, key=lambda one: bool(self._given(one)))
        return [self._question(one) for one in ordered[:MOST_ASKED]]

    @property
    def to_all(self) -> list[tuple[str, str]]:
        groups = Counter(one.kind.group for one in self._asked if not self._given(one))
        return [(value, str(text)) for value, text in TO_ALL.items() if groups[value.partition(":")[0]] > 1]

    def _given(self, finding: Finding) -> str:
        return self.roster.choices.get(str(finding.row), {}).get(finding.kind.group, "")

    def _question(self, finding: Finding) -> Question:
        group, data = finding.kind.group, finding.data or {}
        options = []
        for option in finding.kind.options:
            if group == "person" and option == "same":
                text = _("The same person: use the account %(account)s")
                options += [(f"{SAME}{pk}", text % {"account": name}) for pk, name in data["accounts"]]
            else:
                text = _ANSWERS.get((group, option)) or _("Leave the row out")
                options.append((option, str(text) % data))
        given = self._given(finding)
        chosen = [(value, label, value == given) for value, label in options]
        return Question(self.told(finding), f"answer-{finding.row}-{group}", chosen)

    @property
    def columns(self) -> list[Column]:
        fields = {index: field for field, index in self.roster.columns.items()}
        return [
            Column(index, head or get_column_letter(index + 1), fields.get(index, ""), self._samples(index))
            for index, head in enumerate(self.roster.source.get("heads", []))
            if head or self._samples(index)
        ]

    def _samples(self, index: int) -> list[str]:
        found = (cells[index] for _row, cells in self.roster.rows[:SAMPLES] if index < len(cells))
        return [str(cell) if isinstance(cell, str) else next(iter(cell.values())) for cell in found if cell]

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [(field, str(label)) for field, label in LABELS.items()]


_PLACES = ("most", "other", "signs", "marked", "mended", "account", "people")
