"""Cohorts in the Wagtail admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from courses.cohorts.forms import CohortForm
from courses.cohorts.models import Cohort


class CohortIndexView(IndexView):
    """The list of cohorts; its titles lead to the people of the cohort, which is what an administrator comes for."""

    add_item_label = _("New cohort")

    def get_edit_url(self, instance):
        return reverse("cohort_people", args=[instance.pk])

    def get_list_more_buttons(self, instance):
        return []


class CohortCreateView(CreateView):
    def get_success_url(self):
        return reverse("cohort_people", args=[self.object.pk])


class CohortViewSet(ModelViewSet):
    model = Cohort
    icon = "group"
    name = "cohorts"
    add_to_admin_menu = True
    menu_label = _("Cohorts")
    menu_order = 110
    index_view_class = CohortIndexView
    add_view_class = CohortCreateView
    list_display = ["title", "academy", "starts_on", "ends_on", "state"]
    search_fields = ["title", "academy__name"]
    copy_view_enabled = False
    add_to_reference_index = False

    def get_form_class(self, for_update=False):
        return CohortForm
