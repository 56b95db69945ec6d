"""Choosing a package for a lesson: found by title and standard; what is archived is not offered."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView

from assessments.packages.desk.listing import PackageLine, Wanted, package_lines
from assessments.packages.models import Package


class ChooserForm(BaseFilterForm):
    """What the list is narrowed to while it is typed."""

    q = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Title")}),
    )
    standard = forms.ChoiceField(
        label=_("Standard"), required=False, choices=[("", _("all")), *Package.Standard.choices]
    )

    def filter(self, objects: list[PackageLine]) -> list[PackageLine]:
        wanted = Wanted(self.cleaned_data["q"], self.cleaned_data["standard"])
        self.is_searching, self.search_query = wanted.is_narrowed, wanted.text
        return [line for line in objects if wanted.takes(line)]


class _Choosing:
    """What the dialogue and its list of results share."""

    filter_form_class = ChooserForm
    results_template_name = "panah_admin/packages/chooser_results.html"
    per_page = 20

    def get_object_list(self) -> list[PackageLine]:
        lines = package_lines(user=self.request.user, language=get_language())
        return [line for line in lines if not line.is_archived]

    def apply_object_list_ordering(self, objects):
        return objects

    @property
    def columns(self):
        return [
            self.title_column,
            Column("standard_name", label=_("Standard")),
            Column("units", label=_("Units")),
            Column("lessons", label=_("In lessons")),
        ]

    @property
    def title_column(self):
        column = super().title_column
        column.accessor = "title"
        return column


class PackageChooseView(_Choosing, ChooseView):
    """The dialogue."""


class PackageChooseResultsView(_Choosing, ChooseResultsView):
    """Its list, renewed while something is typed."""
