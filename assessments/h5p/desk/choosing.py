"""Choosing content for a lesson: found by title, type and language; what is archived is not offered."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView

from assessments.h5p.desk.forms import choices_of
from assessments.h5p.desk.listing import ContentLine, Wanted, content_lines


class ChooserForm(BaseFilterForm):
    """What the list is narrowed to while it is typed."""

    q = forms.CharField(
        label=_("Title or type"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Title or type")}),
    )
    kind = forms.ChoiceField(label=_("Type"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data, *, lines: list[ContentLine]):
        super().__init__(data)
        self.fields["kind"].choices, self.fields["language"].choices = choices_of(lines)

    def filter(self, objects: list[ContentLine]) -> list[ContentLine]:
        chosen = self.cleaned_data
        wanted = Wanted.of(text=chosen["q"], kind=chosen["kind"], language=chosen["language"])
        self.is_searching, self.search_query = wanted.is_narrowed, chosen["q"]
        return [line for line in objects if wanted.takes(line)]


class KindColumn(Column):
    cell_template_name = "panah_admin/h5p/kind_cell.html"


class _Choosing:
    """What the dialogue and its list of results share."""

    filter_form_class = ChooserForm
    results_template_name = "panah_admin/h5p/chooser_results.html"
    per_page = 20

    def get_object_list(self) -> list[ContentLine]:
        lines = content_lines(user=self.request.user, language=get_language())
        return [line for line in lines if not line.is_archived]

    def apply_object_list_ordering(self, objects):
        return objects

    def get_filter_form(self):
        return ChooserForm(self.request.GET, lines=self.get_object_list())

    @property
    def columns(self):
        return [
            self.title_column,
            KindColumn("kind", label=_("Type")),
            Column("language_name", label=_("Language")),
            Column("lessons", label=_("In lessons")),
        ]

    @property
    def title_column(self):
        column = super().title_column
        column.accessor = "title"
        return column


class H5PChooseView(_Choosing, ChooseView):
    """The dialogue."""


class H5PChooseResultsView(_Choosing, ChooseResultsView):
    """Its list, renewed while something is typed."""
