import uuid

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from certificates.cascade import limits
from certificates.cascade.models import OnwardGroup

_TOLD = {
    limits.BACKWARDS: _("The last day is before the first day."),
    limits.NOT_YET: _("This training has not ended yet. Record it when it is over."),
    limits.TOO_LONG: _("These are more than twelve hours a day. Check the hours and the days."),
    limits.NOBODY: _("Say how many people were there: at least one."),
    limits.TOO_MANY: _("These are more than 500 people. Record each group by itself."),
}


class GroupForm(forms.ModelForm):
    """A group in numbers. A second one with the same days and place is asked about before it is recorded."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    is_another = forms.BooleanField(label=_("This is another group"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the training"),
        choices=[(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
    )

    class Meta:
        model = OnwardGroup
        fields = [
            "title",
            "country",
            "place",
            "starts_on",
            "ends_on",
            "hours",
            "women",
            "men",
            "others",
            "language",
        ]
        labels = {"hours": _("Hours of training"), "others": _("Sex not recorded")}
        help_texts = {
            "title": _("What it was about. Do not write names here."),
            "place": _("The town or post. Do not write names of people here."),
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("starts_on", "ends_on")
        }

    def __init__(self, *args, trainer, **kwargs):
        super().__init__(*args, **kwargs)
        self.trainer = trainer
        self.same: list[OnwardGroup] = []
        self.fields["key"].initial = self.instance.key if self.instance.pk else uuid.uuid4()
        for name in ("women", "men", "others"):
            self.fields[name].required = False
            self.fields[name].widget.attrs |= {"min": 0, "inputmode": "numeric"}

    @property
    def shown(self) -> list:
        """Return the fields to show; the question about another group only where there is one like it."""
        hidden = set() if self.same else {"is_another"}
        return [field for field in self.visible_fields() if field.name not in hidden]

    def clean(self):
        cleaned = super().clean()
        for name in ("women", "men", "others"):
            if cleaned.get(name, 0) is None:
                cleaned[name] = 0
        asked = ("starts_on", "ends_on", "hours", "women", "men", "others")
        if not all(name in cleaned for name in asked):
            return cleaned
        for field, problem in limits.problems(
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            hours=cleaned["hours"],
            people=cleaned["women"] + cleaned["men"] + cleaned["others"],
            today=timezone.localdate(),
        ):
            self.add_error(field, _TOLD[problem])
        if not self.errors:
            self._ask_about_same(cleaned)
        return cleaned

    def _ask_about_same(self, cleaned) -> None:
        others = (
            OnwardGroup.objects.of(self.trainer)
            .standing()
            .filter(starts_on=cleaned["starts_on"], ends_on=cleaned["ends_on"])
            .exclude(pk=self.instance.pk)
            # Sent twice it is the same group, not one like it.
            .exclude(key=cleaned.get("key"))
        )
        self.same = [one for one in others if limits.same_place(one.place, cleaned.get("place", ""))]
        if self.same and not cleaned.get("is_another"):
            told = _(
                "You have recorded “%(title)s” with the same days and place already. "
                "If this is another group, tick that and save again."
            )
            self.add_error("is_another", forms.ValidationError(told, params={"title": self.same[0].title}))

    def validate_constraints(self):
        """The order of the days is told above, at its field and once."""

    def facts(self) -> dict:
        """Return what is recorded, by the names of the columns."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
