"""The register of certificates in the Wagtail admin: a list that is searched and narrowed down."""

import re
from functools import cached_property

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from certificates.keeping.desk.filters import RegisterFilterSet
from certificates.keeping.desk.stating import State, state_of
from certificates.register.models import Certificate
from certificates.register.numbering import is_well_formed
from certificates.verification.lookup import in_language

_LIKE_A_NUMBER = re.compile(r"^\s*PAN-\w+-\d{4}-\d+-\d\s*$", re.IGNORECASE)


class StateColumn(Column):
    """The state in a word, a sign and a colour."""

    cell_template_name = "panah_admin/certificates/state_cell.html"

    def get_value(self, instance) -> State:
        return state_of(instance, timezone.localdate())


def holder_of(certificate: Certificate) -> str:
    """Return the name as it stands on the certificate, whatever the account is called today."""
    return certificate.facts.get("name_native") or certificate.facts.get("name_latin") or ""


def title_of(certificate: Certificate) -> str:
    return in_language(certificate.facts.get("title") or {}, get_language())


class RegisterIndexView(IndexView):
    """The register: every certificate issued to people or cohorts of the own academy; a number leads to its page."""

    results_template_name = "panah_admin/certificates/register_results.html"
    filterset_class = RegisterFilterSet

    def get_base_queryset(self):
        return Certificate.objects.visible_to(self.request.user).select_related(
            "holder", "transcript__enrolment__cohort"
        )

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "number",
                label=gettext_lazy("Number"),
                sort_key="number",
                get_url=self.get_edit_url,
                classname="title panah-unbroken",
            ),
            Column("name", label=gettext_lazy("Holder"), accessor=holder_of),
            Column("title", label=gettext_lazy("Title"), accessor=title_of),
            Column("cohort", label=gettext_lazy("Cohort"), accessor="transcript.enrolment.cohort.title"),
            Column("issued_on", label=gettext_lazy("Issued on"), sort_key="issued_on"),
            Column("valid_until", label=gettext_lazy("Valid until"), sort_key="valid_until"),
            StateColumn("state", label=gettext_lazy("State")),
        ]

    @cached_property
    def header_more_buttons(self):
        papers = reverse("register_papers")
        return [HeaderButton(gettext_lazy("Print the register"), url=papers, icon_name="print")]

    def search_queryset(self, queryset):
        """Look for a number, or for a holder by service number or name, in whatever script it is typed.

        The name is that of the certificate as well as that of the account: they may differ by now.
        """
        if not self.is_searching:
            return queryset
        typed = self.search_query.strip()
        found = Q(number__icontains=typed) | Q(holder__in=get_user_model().objects.named(typed))
        for name in ("name_native", "name_latin"):
            found |= Q(**{f"facts__{name}__icontains": typed})
        return queryset.filter(found)

    def get_context_data(self, *args, **kwargs):
        typed = self.search_query
        is_mistyped = bool(_LIKE_A_NUMBER.match(typed)) and not is_well_formed(typed)
        return super().get_context_data(*args, is_mistyped=is_mistyped, **kwargs)

    def get_edit_url(self, instance):
        return reverse("certificate_record", args=[instance.pk])

    def get_list_more_buttons(self, instance):
        return []


class RegisterViewSet(ModelViewSet):
    model = Certificate
    icon = "doc-full-inverse"
    name = "certificate_register"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Certificates")
    menu_order = 120
    index_view_class = RegisterIndexView
    index_results_template_name = RegisterIndexView.results_template_name
    list_filter = RegisterFilterSet
    # What makes the search field appear; what is looked for is said by the view.
    search_fields = ["number"]
    form_fields = ["revocation_reason"]
    copy_view_enabled = False
    add_to_reference_index = False
