"""A rule as a form that nobody has to program for: a switch for each requirement, and its numbers beside it.

A form takes its fields from `requirement_fields()` and what it does with them from `Requirements`; `content()` gives
back what a rule's row holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.scenarios.models import Scenario
from courses.content.requirements import COMPULSORY, KINDS, SCENARIOS, Number, scenario_groups
from courses.qualifying.wording import KINDS as LABELS
from courses.qualifying.wording import NUMBERS

ALL_COMPULSORY, CHOSEN = COMPULSORY, "chosen"
_BETWEEN = "+"  # stands between the keys of a group of which one is enough


def switch_name(kind: str) -> str:
    """Return the field that says whether a kind is asked for."""
    return f"ask_{kind}"


def number_name(kind: str, number: str) -> str:
    """Return the field of a requirement's number."""
    return f"{kind}_{number}"


def field_names(kind: str) -> tuple[str, ...]:
    """Return the fields of a requirement, its switch first."""
    numbers = tuple(number_name(kind, number) for number in KINDS[kind])
    more = ("scenarios_which", "scenarios_chosen") if kind == SCENARIOS else ()
    return (switch_name(kind), *numbers, *more)


def requirement_fields() -> dict[str, forms.Field]:
    """Return {name: field} of all requirements, in the order of the checklist."""
    found: dict[str, forms.Field] = {}
    for kind, numbers in KINDS.items():
        found[switch_name(kind)] = forms.BooleanField(label=gettext_lazy("Asked for"), required=False)
        for name, number in numbers.items():
            found[number_name(kind, name)] = _number_field(number, NUMBERS[kind, name])
    found["scenarios_which"] = forms.ChoiceField(
        label=gettext_lazy("Which scenarios"),
        choices=[
            (ALL_COMPULSORY, gettext_lazy("the eight compulsory ones of the training of trainers")),
            (CHOSEN, gettext_lazy("those chosen here")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    found["scenarios_chosen"] = forms.MultipleChoiceField(
        label=gettext_lazy("Scenarios"), widget=forms.CheckboxSelectMultiple, required=False
    )
    return found


def _number_field(number: Number, label) -> forms.Field:
    limits = {"min_value": number.least, "max_value": number.most, "required": False, "label": label}
    if number.places:
        return forms.DecimalField(**limits, decimal_places=number.places, step_size=0.1)
    return forms.IntegerField(**limits)


@dataclass(frozen=True)
class Row:
    """One requirement in the form: what it is called, its switch, its numbers."""

    label: str
    switch: forms.BoundField
    numbers: tuple[forms.BoundField, ...]


class Requirements:
    """What a form with the fields of `requirement_fields` does with them."""

    def offer(self, content: Mapping) -> None:
        """Take a rule's content for the initial values; call it at the end of `__init__`."""
        asked = {one["kind"]: one for one in content.get("requirements", [])}
        for kind, numbers in KINDS.items():
            self.initial[switch_name(kind)] = kind in asked
            for name, number in numbers.items():
                self.initial[number_name(kind, name)] = asked.get(kind, {}).get(name, number.default)
        keys = asked.get(SCENARIOS, {}).get("keys", COMPULSORY)
        groups = () if keys == COMPULSORY else scenario_groups(keys)
        self.initial["scenarios_which"] = CHOSEN if groups else ALL_COMPULSORY
        self.initial["scenarios_chosen"] = [_BETWEEN.join(group) for group in groups]
        self.fields["scenarios_chosen"].choices = _scenario_choices(groups)

    def rows(self) -> Iterator[Row]:
        """Yield the requirements in order, without the choice of scenarios."""
        for kind, numbers in KINDS.items():
            yield Row(
                label=str(LABELS[kind]),
                switch=self[switch_name(kind)],
                numbers=tuple(self[number_name(kind, name)] for name in numbers),
            )

    def clean(self):
        cleaned = super().clean()
        asked = [kind for kind in KINDS if cleaned.get(switch_name(kind))]
        if not asked:
            raise forms.ValidationError(_("A rule asks for one thing at least: switch a requirement on."))
        for kind in asked:
            for name in (number_name(kind, number) for number in KINDS[kind]):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("This number is needed while the requirement is switched on."))
        if SCENARIOS in asked and self._chooses() and not cleaned.get("scenarios_chosen"):
            self.add_error("scenarios_chosen", _("Choose a scenario at least."))
        return cleaned

    def _chooses(self) -> bool:
        return self.cleaned_data.get("scenarios_which") == CHOSEN

    def content(self) -> dict:
        """Return the requirements as a rule's row holds them, after the form was found valid."""
        return {"requirements": [self._asked(kind) for kind in KINDS if self.cleaned_data[switch_name(kind)]]}

    def _asked(self, kind: str) -> dict:
        numbers = {
            name: _plain(self.cleaned_data[number_name(kind, name)], number)
            for name, number in KINDS[kind].items()
        }
        return {"kind": kind, **numbers} | ({"keys": self._keys()} if kind == SCENARIOS else {})

    def _keys(self):
        if not self._chooses():
            return COMPULSORY
        groups = [value.split(_BETWEEN) for value in self.cleaned_data["scenarios_chosen"]]
        return [group if len(group) > 1 else group[0] for group in groups]


def _plain(value, number: Number):
    return float(value) if number.places else int(value)


def _scenario_choices(groups) -> list[tuple[str, str]]:
    """Return every scenario, and before them the groups of which one is enough."""
    codes = {str(key): code for key, code in Scenario.objects.values_list("key", "code")}
    several = [group for group in groups if len(group) > 1]
    either = [
        (_BETWEEN.join(group), _(" or ").join(codes.get(key, key) for key in group)) for group in several
    ]
    return [*either, *codes.items()]


class TrialForm(Requirements, type("RequirementsForm", (forms.Form,), requirement_fields())):
    """What-if: the cohort's rule with other numbers, or with requirements switched off. Nothing is written."""

    def __init__(self, *args, content: Mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = content
        self.offer(content)

    def _keys(self):
        """Which scenarios are compulsory is not tried out: those of the rule are."""
        asked = (one["keys"] for one in self.kept["requirements"] if one["kind"] == SCENARIOS)
        return next(asked, COMPULSORY)

    def _chooses(self) -> bool:
        return False
