"""The register of certificates in the Wagtail admin, and revoking."""

from django.contrib.auth import get_user_model
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet

from certificates.issuing.forms import RevokeForm
from certificates.issuing.revoking import revoke
from certificates.register.models import Certificate


class RevokeView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask for the reason and revoke one certificate."""

    permission_required = "certificates.revoke_certificate"
    raise_exception = True
    template_name = "panah_admin/revoke.html"
    page_title = gettext_lazy("Revoke the certificate")
    header_icon = "warning"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificate_register:index"), "label": _("Certificates")},
            {"url": "", "label": self.certificate.number},
        ]

    @cached_property
    def certificate(self) -> Certificate:
        return get_object_or_404(Certificate.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(certificate=self.certificate, form=form or RevokeForm(), **kwargs)

    def post(self, request, pk):
        form = RevokeForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        revoke(
            certificate=self.certificate,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(
            request, _("The certificate %(number)s is revoked.") % {"number": self.certificate.number}
        )
        return redirect("certificate_register:index")


class RegisterIndexView(IndexView):
    """The register: every certificate issued to people or cohorts of the own academy; a number leads to its page."""

    def get_base_queryset(self):
        return Certificate.objects.visible_to(self.request.user).select_related("holder")

    def search_queryset(self, queryset):
        """Look for a number, or for a holder by service number or name, in whatever script it is typed."""
        if not self.is_searching:
            return queryset
        holders = get_user_model().objects.named(self.search_query)
        return queryset.filter(Q(number__icontains=self.search_query.strip()) | Q(holder__in=holders))

    def get_edit_url(self, instance):
        return reverse("certificate", args=[instance.code])

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
    list_display = ["number", "holder", "issued_on", "valid_until", "revoked_at"]
    list_filter = ["issued_on"]
    # What makes the search field appear; what is looked for is said by the view.
    search_fields = ["number"]
    form_fields = ["revocation_reason"]
    copy_view_enabled = False
    add_to_reference_index = False
