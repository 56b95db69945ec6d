from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses.content.editions import edition_of


class LessonForm(WagtailAdminPageForm):
    """The editor of a lesson asks what kind of change it is.

    Compared is with what learners have: a change that stays a draft for a while, and is major in each of its drafts,
    raises the edition once.
    """

    is_major = forms.BooleanField(
        label=_("This is a major change: ask everybody who has completed the lesson to read it again"),
        required=False,
        help_text=_(
            "Leave it empty for a misprint or a better word. Nobody loses anything by a major change: the lesson stays "
            "completed, certificates stay valid."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.live_edition = edition_of(self.instance)
        self.initial["is_major"] = self.instance.edition > self.live_edition

    def save(self, commit=True):
        self.instance.edition = self.live_edition + bool(self.cleaned_data.get("is_major"))
        return super().save(commit)
