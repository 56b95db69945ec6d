"""Cohorts in the Wagtail admin: to whoever may not see a cohort there is none (404)."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet

from courses.cohorts.duplicating import duplicate, title_for
from courses.cohorts.forms import CohortForm, DuplicateForm
from courses.cohorts.models import Cohort
from courses.cohorts.pages import CohortView

# 52 weeks later the days of the week are the same.
A_YEAR = 52 * 7


class CohortIndexView(IndexView):
    """The list of cohorts; its titles lead to the people of the cohort, which is what an administrator comes for."""

    add_item_label = gettext_lazy("New cohort")

    def get_base_queryset(self):
        people = Count("enrolments", filter=Q(enrolments__withdrawn_at=None))
        return Cohort.objects.visible_to(self.request.user).select_related("academy").annotate(people=people)

    def get_edit_url(self, instance):
        return reverse("cohort_people", args=[instance.pk])

    def get_list_more_buttons(self, instance):
        return []


class OnlyVisibleMixin:
    """A cohort that the person may not see is not found, whatever is asked about it."""

    def setup(self, request, *args, **kwargs):
        get_object_or_404(Cohort.objects.visible_to(request.user), pk=kwargs["pk"])
        super().setup(request, *args, **kwargs)


class CohortCreateView(CreateView):
    def dispatch(self, request, *args, **kwargs):
        # The cohort would belong to no academy and be seen by nobody.
        if not request.user.is_superuser and request.user.academy_id is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("cohort_people", args=[self.object.pk])


class CohortEditView(OnlyVisibleMixin, EditView):
    pass


class CohortDeleteView(OnlyVisibleMixin, DeleteView):
    pass


class CohortHistoryView(OnlyVisibleMixin, HistoryView):
    pass


class CohortUsageView(OnlyVisibleMixin, UsageView):
    pass


class CohortViewSet(ModelViewSet):
    model = Cohort
    icon = "group"
    name = "cohorts"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Cohorts")
    menu_order = 110
    index_view_class = CohortIndexView
    add_view_class = CohortCreateView
    edit_view_class = CohortEditView
    delete_view_class = CohortDeleteView
    history_view_class = CohortHistoryView
    usage_view_class = CohortUsageView
    list_display = [
        "title",
        "academy",
        "starts_on",
        "ends_on",
        Column("people", label=pgettext_lazy("tab of a cohort", "People"), sort_key="people"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
    ]
    list_filter = ["state"]
    search_fields = ["title", "academy__name"]
    copy_view_enabled = False
    add_to_reference_index = False

    def get_form_class(self, for_update=False):
        return CohortForm


class DuplicateView(CohortView):
    """Make a new cohort from this one; title and days are asked for, a year later is proposed."""

    permission_required = ("courses.add_cohort", "courses.view_cohort")
    template_name = "panah_admin/duplicate_cohort.html"
    tab = "cohort_people"

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(form=form or DuplicateForm(initial=self._proposed()), **kwargs)

    def _proposed(self) -> dict:
        starts, ends = (day + timedelta(days=A_YEAR) for day in (self.cohort.starts_on, self.cohort.ends_on))
        return {"title": title_for(self.cohort.title, starts.year), "starts_on": starts, "ends_on": ends}

    def post(self, request, pk):
        form = DuplicateForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        made = duplicate(cohort=self.cohort, **form.cleaned_data, by=request.user)
        messages.success(request, _("The new cohort is planned. Look it over, then open it."))
        return redirect("cohorts:edit", made.pk)
