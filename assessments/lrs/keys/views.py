"""Keys of clients in the admin: which there are, a new one, the end of one."""

from django.contrib.auth.mixins import PermissionRequiredMixin
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

from assessments.lrs.clients.granting import NameTaken, grant_key, revoke_key
from assessments.lrs.keys.forms import KeyForm, RevokeForm
from assessments.lrs.keys.showing import ShownKey, endpoint, shown_keys
from assessments.lrs.models import LrsKey


class KeysMixin(PermissionRequiredMixin):
    """For academy administrators alone: a key opens what is recorded to whoever holds it."""

    permission_required = "assessments.change_lrskey"
    raise_exception = True
    header_icon = "key"


class KeysPage(KeysMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every key on one page."""

    template_name = "keys/index.html"
    page_title = gettext_lazy("Keys")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @property
    def header_buttons(self):
        return [HeaderButton(_("Add a key"), url=reverse("keys_add"), icon_name="plus")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(keys=shown_keys(), endpoint=endpoint(), **kwargs)


class KeyPage(KeysMixin, WagtailAdminTemplateMixin, FormView):
    """A form about a key."""

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse("keys"), "label": _("Keys")}]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.get_page_title()}]


@method_decorator(never_cache, name="dispatch")
class AddView(KeyPage):
    """A new key; the answer to the POST shows its secret, which nothing keeps."""

    template_name = "keys/add.html"
    form_class = KeyForm
    page_title = gettext_lazy("Add a key")

    def post(self, request, *args, **kwargs):
        # For who has no JavaScript: show what is ticked, without asking for the rest of the form yet.
        if "preview" in request.POST:
            form = self.get_form()
            form.full_clean()
            form.errors.clear()
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            key, secret = grant_key(
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                expires_at=form.cleaned_data["expires"],
                by=self.request.user,
            )
        except NameTaken:
            form.add_error("name", _("There is a key of this name already."))
            return self.form_invalid(form)
        return self.show(key, secret)

    def show(self, key: LrsKey, secret: str):
        self.template_name, self.page_title = "keys/made.html", _("The key is made")
        shown = ShownKey(key, timezone.now())
        return self.render_to_response(
            self.get_context_data(form=None, shown=shown, secret=secret, endpoint=endpoint())
        )


class RevokeView(KeyPage):
    """The end of a key, asked once more."""

    template_name = "keys/revoke.html"
    form_class = RevokeForm

    page_title = gettext_lazy("Revoke a key")

    @cached_property
    def key(self) -> LrsKey:
        return get_object_or_404(LrsKey, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(shown=ShownKey(self.key, timezone.now()), **kwargs)

    def form_valid(self, form):
        revoke_key(key=self.key, at=timezone.now(), by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("The key “%(name)s” is revoked.") % {"name": self.key.name})
        return redirect("keys")
