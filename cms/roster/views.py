"""Lists of people in the Wagtail admin: sent in, checked, corrected, imported."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms.roster.applying import ListHasChanged, ListIsNotChecked, apply_list
from cms.roster.checking.findings import Finding
from cms.roster.files import CONTENT_TYPE, findings_workbook, template_workbook
from cms.roster.forms import ColumnsForm, ListForm
from cms.roster.importing import ListHasEnded, answer, cancel_list, check_portion, send_list, set_columns
from cms.roster.lists import is_mapped
from cms.roster.models import RosterImport
from cms.roster.presenting import TO_ALL, Preview
from cms.roster.reading.refused import ListRefused
from courses.cohorts.enrolling import CohortIsClosed
from courses.cohorts.pages import CohortView

_SHOWN = 10


class RosterView(CohortView):
    """Pages of lists: for who may create people, in a cohort of the own academy (teaching in one is not enough)."""

    permission_required = ("courses.change_cohort", "accounts.add_user")
    tab = "cohort_people"

    @cached_property
    def cohort(self):
        cohort = super().cohort
        if not self.request.user.is_superuser and cohort.academy_id != self.request.user.academy_id:
            raise Http404
        return cohort

    @cached_property
    def roster(self) -> RosterImport:
        lists = RosterImport.objects.filter(cohort=self.cohort).select_related("cohort__academy", "sent_by")
        return get_object_or_404(lists, key=self.kwargs["key"])

    def to_list(self):
        return redirect("cohort_roster_list", pk=self.cohort.pk, key=self.roster.key)


class ListsView(RosterView):
    """Send a list in; lists that came before."""

    template_name = "roster/lists.html"

    def get_context_data(self, form=None, **kwargs):
        lists = RosterImport.objects.filter(cohort=self.cohort).select_related("sent_by")
        lists = lists.defer("rows", "findings", "plans", "choices", "source")[:_SHOWN]
        return super().get_context_data(form=form or ListForm(), lists=lists, **kwargs)

    def post(self, request, pk):
        form = ListForm(request.POST, request.FILES)
        if form.is_valid():
            sent = form.cleaned_data["file"]
            try:
                roster = send_list(
                    cohort=self.cohort,
                    file_name=sent.name,
                    content=sent.read(),
                    by=request.user,
                    at=timezone.now(),
                )
                return redirect("cohort_roster_list", pk=pk, key=roster.key)
            except ListRefused as refused:
                form.add_error("file", str(refused))
        return self.render_to_response(self.get_context_data(form=form), status=422)


class TemplateView(RosterView):
    """A workbook to fill in."""

    def get(self, request, pk):
        return _file(template_workbook(), "panah-people.xlsx")


class ListView(RosterView):
    """One list: what was read, what is wrong, what is asked, what would be done."""

    template_name = "roster/list.html"

    def get_context_data(self, columns_form=None, **kwargs):
        return super().get_context_data(
            roster=self.roster, preview=Preview(self.roster), columns_form=columns_form, **kwargs
        )


class FindingsView(RosterView):
    """What was found in a list, as a workbook."""

    def get(self, request, pk, key):
        content = findings_workbook(Preview(self.roster).all_told, self.roster.file_name)
        return _file(content, f"findings-{self.roster.pk}.xlsx")


class CheckView(RosterView):
    """Check the next rows; told as JSON to the script of the page, which asks again until all are done."""

    http_method_names = ["post"]

    def post(self, request, pk, key):
        try:
            roster = check_portion(roster=self.roster, at=timezone.now())
        except ListHasEnded:
            roster = self.roster
        if request.accepts("text/html"):
            return self.to_list()
        done = roster.state != RosterImport.State.CHECKING or not is_mapped(roster)
        return JsonResponse({"checked": roster.checked_rows, "total": len(roster.rows), "done": done})


class ColumnsView(ListView):
    """Take the columns for something else, and check again."""

    http_method_names = ["post"]

    def post(self, request, pk, key):
        form = ColumnsForm(request.POST, count=len(self.roster.source.get("heads", ())))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(columns_form=form), status=422)
        try:
            set_columns(roster=self.roster, columns=form.cleaned_data["columns"])
        except ListHasEnded:
            messages.error(request, _("This list has ended. Send it in again."))
        return self.to_list()


class AnswersView(RosterView):
    """Keep answers to questions: those of the page, or one answer to all questions of a kind."""

    http_method_names = ["post"]

    def post(self, request, pk, key):
        to_all = request.POST.get("all", "")
        answers = self._to_all(to_all) if to_all in TO_ALL else _answers(request.POST)
        try:
            answer(roster=self.roster, answers=answers, at=timezone.now())
        except ListHasEnded:
            messages.error(request, _("This list has ended. Send it in again."))
        return self.to_list()

    def _to_all(self, value: str) -> list[tuple[int, str, str]]:
        group, _sign, given = value.partition(":")
        asked = [Finding(*kept) for kept in self.roster.findings]
        return [(one.row, group, given) for one in asked if one.kind.group == group]


class ApplyView(RosterView):
    """Import the good rows."""

    http_method_names = ["post"]

    def post(self, request, pk, key):
        try:
            roster = apply_list(roster=self.roster, by=request.user, at=timezone.now())
        except ListHasChanged as changed:
            messages.error(request, _changed(changed.rows))
        except ListIsNotChecked:
            messages.error(request, _("Nothing was imported: not all rows are checked yet."))
        except ListHasEnded:
            messages.error(request, _("This list has ended. Send it in again."))
        except CohortIsClosed:
            messages.error(request, _("The cohort is closed: nobody can join it any more."))
        else:
            messages.success(request, _imported(roster.outcome))
        return self.to_list()


class CancelView(RosterView):
    """Give a list up."""

    http_method_names = ["post"]

    def post(self, request, pk, key):
        try:
            cancel_list(roster=self.roster, at=timezone.now())
        except ListHasEnded:
            messages.error(request, _("This list was imported already."))
            return self.to_list()
        messages.success(
            request, _("The list was given up. Nothing of it was written, and its names are erased.")
        )
        return redirect("cohort_roster", pk=pk)


def _answers(posted) -> list[tuple[int, str, str]]:
    """Return (row, group, answer) of the fields answer-<row>-<group>."""
    parted = ((name.split("-", 2), given) for name, given in posted.items() if name.startswith("answer-"))
    return [
        (int(parts[1]), parts[2], given)
        for parts, given in parted
        if len(parts) == 3 and parts[1].isdecimal()
    ]


def _changed(rows: list[int]) -> str:
    if not rows:
        return _("Nothing was imported: a service number was taken meanwhile. The list is checked again.")
    told = _(
        "Nothing was imported: rows %(rows)s are not any more what was shown. The list is checked again."
    )
    return told % {"rows": ", ".join(map(str, rows[:20]))}


def _imported(outcome: dict) -> str:
    joined = outcome["new"] + outcome["renew"] + outcome["guest"]
    if not joined:
        return _("Everybody on the list was here already: nothing was changed.")
    told = ngettext("%(count)d person was imported.", "%(count)d people were imported.", joined)
    return told % {"count": joined}


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
