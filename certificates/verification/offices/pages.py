"""Tokens of offices in the admin: which there are, a new one, the end of one."""

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from certificates.verification.models import VerifierToken
from certificates.verification.offices.forms import TokenForm
from certificates.verification.offices.granting import grant_token, revoke_token

MAY_CHANGE = "certificates.change_verifiertoken"


class TokensMixin(PermissionRequiredMixin):
    """For academy administrators alone."""

    permission_required = MAY_CHANGE
    raise_exception = True
    header_icon = "key"

    def get_context_data(self, **kwargs):
        address = f"{settings.PANAH_BASE_URL}{reverse('api_certificates_check')}"
        return super().get_context_data(address=address, **kwargs)


class TokensPage(TokensMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every token on one page: those in use first, then by office."""

    template_name = "offices/index.html"
    page_title = gettext_lazy("Tokens of offices")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @property
    def header_buttons(self):
        return [HeaderButton(_("Add a token"), url=reverse("office_tokens_add"), icon_name="plus")]

    def get_context_data(self, **kwargs):
        tokens = VerifierToken.objects.select_related("created_by", "revoked_by").order_by(
            F("revoked_at").desc(nulls_first=True), "name", "pk"
        )
        return super().get_context_data(tokens=list(tokens), **kwargs)


class TokenPage(TokensMixin, WagtailAdminTemplateMixin):
    """A page about one token."""

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse("office_tokens"), "label": _("Tokens of offices")}]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.get_page_title()}]


@method_decorator(never_cache, name="dispatch")
class AddView(TokenPage, FormView):
    """A new token; the answer to the POST shows it, and nothing keeps it."""

    template_name = "offices/add.html"
    form_class = TokenForm
    page_title = gettext_lazy("Add a token")

    def form_valid(self, form):
        row, token = grant_token(name=form.cleaned_data["name"], by=self.request.user, at=timezone.now())
        self.template_name, self.page_title = "offices/made.html", _("The token is made")
        return self.render_to_response(self.get_context_data(form=None, row=row, token=token))


class RevokeView(TokenPage, TemplateView):
    """The end of a token, asked once more."""

    template_name = "offices/revoke.html"
    page_title = gettext_lazy("Revoke a token")

    @cached_property
    def row(self) -> VerifierToken:
        return get_object_or_404(VerifierToken, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, **kwargs)

    def post(self, request, *args, **kwargs):
        revoke_token(token=self.row, by=request.user, at=timezone.now())
        messages.success(request, _("The token of “%(name)s” is revoked.") % {"name": self.row.name})
        return redirect("office_tokens")
