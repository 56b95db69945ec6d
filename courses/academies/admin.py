"""Academies in the Wagtail admin: superusers keep all of them, an administrator may correct the own one."""

from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView, EditView, HistoryView, IndexView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet

from courses.academies.models import Academy


class AcademyIndexView(IndexView):
    add_item_label = gettext_lazy("New academy")

    def get_base_queryset(self):
        return Academy.objects.visible_to(self.request.user)


class OnlyOwnAcademyMixin:
    def setup(self, request, *args, **kwargs):
        get_object_or_404(Academy.objects.visible_to(request.user), pk=kwargs["pk"])
        super().setup(request, *args, **kwargs)


class AcademyEditView(OnlyOwnAcademyMixin, EditView):
    pass


class AcademyHistoryView(OnlyOwnAcademyMixin, HistoryView):
    pass


class AcademyUsageView(OnlyOwnAcademyMixin, UsageView):
    pass


class AcademyDeleteView(OnlyOwnAcademyMixin, DeleteView):
    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            told = _("%(academy)s has people, cohorts or transfers: it stays, and its name can be changed.")
            messages.error(self.request, told % {"academy": self.object})
            return redirect("academies:index")


class AcademyViewSet(ModelViewSet):
    model = Academy
    icon = "home"
    name = "academies"
    add_to_settings_menu = True
    menu_label = gettext_lazy("Academies")
    menu_order = 650
    index_view_class = AcademyIndexView
    edit_view_class = AcademyEditView
    history_view_class = AcademyHistoryView
    usage_view_class = AcademyUsageView
    delete_view_class = AcademyDeleteView
    list_display = ["name", "name_english", "country", "city"]
    search_fields = ["name", "name_english", "city"]
    form_fields = ["name", "name_english", "country", "city"]
    copy_view_enabled = False
    add_to_reference_index = False
