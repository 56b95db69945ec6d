"""Forms of practice lessons: planning one, replacing an assessor, and the rubric of an assessor."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from courses.practice.lessons import evidence
from courses.practice.lessons.anchors import RUBRIC
from courses.practice.lessons.evidence import EvidenceRefused
from courses.practice.lessons.marking import ALL, WRONG, Given
from courses.practice.models import RubricMarks
from courses.practice.rubric import CRITERIA, LEVELS

REFUSED = {
    EvidenceRefused.TOO_LARGE: _(
        "The file is too large. Up to 20 MB are taken; a shorter recording will do."
    ),
    EvidenceRefused.EMPTY: _("The file is empty. Choose another one."),
    EvidenceRefused.UNKNOWN: _(
        "This is not a photo (JPEG, PNG, WebP), a PDF, a sound or a video file. Save it as one of these."
    ),
    EvidenceRefused.BROKEN: _("The file is damaged. Open it on your device and save it again."),
}
ACCEPTED = ",".join(["image/jpeg", "image/png", "image/webp", "application/pdf", "audio/*", "video/*"])


class _Assessors(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return str(person)


class PlanLessonForm(forms.Form):
    """Topic, day, minutes and the assessors of a practice lesson: `count` of the `people` who can assess it."""

    topic = forms.CharField(label=_("Topic"), max_length=200)
    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=180, initial=25, help_text=_("20 to 30.")
    )
    assessors = _Assessors(
        label=_("Assessors"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each marks alone. Nobody assesses a person she or he is the superior of."),
    )

    def __init__(self, *args, people, count: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = count
        self.fields["assessors"].queryset = people

    def clean_assessors(self):
        chosen = self.cleaned_data["assessors"]
        if len(chosen) != self.count:
            told = ngettext(
                "Choose exactly %(count)d person.", "Choose exactly %(count)d people.", self.count
            )
            raise forms.ValidationError(told % {"count": self.count})
        return chosen


class ReplaceForm(forms.Form):
    """Who leaves and who comes: `present` assess the lesson now, `people` can."""

    leaving = forms.ModelChoiceField(label=_("Who leaves"), queryset=None)
    coming = forms.ModelChoiceField(label=_("Who comes instead"), queryset=None)

    def __init__(self, *args, present, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leaving"].queryset = present
        self.fields["coming"].queryset = people


class RubricForm(forms.Form):
    """The rubric as one assessor fills it in. A draft may leave anything empty; the act asks for the rest."""

    wrong_message = forms.BooleanField(label=_("A wrong protection message was given"), required=False)
    wrong_words = forms.CharField(
        label=_("What was said, and what is right"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    comment_all = forms.CharField(
        label=_("Comment on the lesson"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you observed, what effect it had, what you suggest."),
    )
    evidence = forms.FileField(
        label=_("Evidence file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "A photo, a PDF, a sound or video file, up to 20 MB. No faces of children, no real cases."
        ),
    )
    is_no_superior = forms.BooleanField(label=_("I am not the superior of this person"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in RUBRIC:
            self.fields[f"mark_{criterion.code}"] = forms.TypedChoiceField(
                label=criterion.name,
                choices=[(level, level) for level in LEVELS],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"comment_{criterion.code}"] = forms.CharField(
                label=pgettext_lazy("noun", "Comment"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @classmethod
    def initial_of(cls, row: RubricMarks | None) -> dict:
        """Return what a draft fills the form with."""
        if row is None:
            return {}
        marks = {f"mark_{code}": mark for code, mark in row.criteria.items()}
        comments = {f"comment_{code}": text for code, text in row.comments.items() if code != WRONG}
        return {
            **marks,
            **comments,
            "wrong_message": row.wrong_message,
            "wrong_words": row.comments.get(WRONG, ""),
            "is_no_superior": row.is_no_superior,
        }

    def clean_evidence(self):
        file = self.cleaned_data["evidence"]
        if not file:
            return None
        try:
            return evidence.check(file)
        except EvidenceRefused as error:
            raise forms.ValidationError(REFUSED[error.reason]) from error

    def given(self) -> Given:
        """Return what was filled in, without what cannot be taken."""
        data = self.cleaned_data
        words = {code: data.get(f"comment_{code}", "") for code in (*CRITERIA, ALL)}
        words[WRONG] = data.get("wrong_words", "")
        marks = {code: data.get(f"mark_{code}") for code in CRITERIA}
        return Given(
            criteria={code: mark for code, mark in marks.items() if mark},
            comments={code: text for code, text in words.items() if text},
            wrong_message=data.get("wrong_message", False),
            is_no_superior=data.get("is_no_superior", False),
            evidence=data.get("evidence"),
        )

    @property
    def criteria(self) -> list[dict]:
        """The criteria with their bound fields, for the template."""
        return [
            {
                "criterion": criterion,
                "field": self[f"mark_{criterion.code}"],
                "levels": [
                    {"value": level, "text": text, "is_chosen": str(self[name].value()) == str(level)}
                    for name in (f"mark_{criterion.code}",)
                    for level, text in criterion.numbered
                ],
                "comment": self[f"comment_{criterion.code}"],
            }
            for criterion in RUBRIC
        ]
