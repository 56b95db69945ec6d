"""Forwarding in the admin: how each destination stands, what was refused, and what can be done about it."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.lrs.forwarding import steering
from assessments.lrs.forwarding.models import Destination, ParkedStatement
from assessments.lrs.forwarding.pages.forms import DestinationForm, SendAgainForm
from assessments.lrs.forwarding.pages.showing import shown_destinations
from assessments.lrs.forwarding.presence import watch
from assessments.lrs.forwarding.querysets import ParkedQuerySet
from assessments.lrs.forwarding.trying import try_connection


class ForwardingMixin(PermissionRequiredMixin):
    """For academy administrators alone: destinations hold secrets, and receive everything that is recorded."""

    permission_required = "assessments.change_destination"
    raise_exception = True

    @cached_property
    def destination(self) -> Destination:
        return get_object_or_404(Destination, pk=self.kwargs["pk"])


class ForwardingPage(ForwardingMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every destination on one page."""

    template_name = "forwarding/index.html"
    page_title = gettext_lazy("Forwarding")
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        seen = watch()
        return super().get_context_data(
            watch=seen, destinations=shown_destinations(seen), again_form=SendAgainForm(), **kwargs
        )


class DestinationPage(ForwardingMixin, WagtailAdminTemplateMixin, FormView):
    """A form about a destination."""

    template_name = "forwarding/form.html"
    form_class = DestinationForm
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse("forwarding"), "label": _("Forwarding")}]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.get_page_title()}]


class AddView(DestinationPage):
    page_title = gettext_lazy("Add a destination")

    def form_valid(self, form):
        from_now = form.cleaned_data["begin"] == DestinationForm.NOW
        steering.add_destination(**form.values(), from_now=from_now, by=self.request.user)
        messages.success(
            self.request, _("The destination is added. Try the connection before you rely on it.")
        )
        return redirect("forwarding")


class EditView(DestinationPage):
    def get_page_title(self):
        return self.destination.name

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.destination}

    def form_valid(self, form):
        was_stopped = Destination.objects.get(pk=self.destination.pk).is_stopped
        steering.change_destination(destination=self.destination, **form.values())
        told = (
            _("The destination is changed, and tried again.")
            if was_stopped
            else _("The destination is changed.")
        )
        messages.success(self.request, told)
        return redirect("forwarding")


class RemoveView(ForwardingMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks whether a destination is to be removed, and removes it."""

    template_name = "forwarding/remove.html"
    header_icon = "bin"

    def get_page_title(self):
        return _("Remove “%(name)s”") % {"name": self.destination.name}

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse("forwarding"), "label": _("Forwarding")}]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        parked = self.destination.parked.waiting().count()
        return super().get_context_data(destination=self.destination, parked=parked, **kwargs)

    def post(self, request, pk):
        steering.remove(destination=self.destination)
        messages.success(request, _("Nothing is sent to “%s” any more.") % self.destination)
        return redirect("forwarding")


class ActView(ForwardingMixin, View):
    """Pause, resume, send now or try one destination."""

    http_method_names = ["post"]

    def post(self, request, pk, act):
        {"pause": self.pause, "resume": self.resume, "now": self.now, "try": self.try_it}[act]()
        return redirect("forwarding")

    def pause(self):
        steering.pause(destination=self.destination)
        messages.success(self.request, _("Nothing is sent to “%s” until you resume it.") % self.destination)

    def resume(self):
        steering.resume(destination=self.destination)
        messages.success(self.request, _("Sending to “%s” goes on where it stopped.") % self.destination)

    def now(self):
        steering.send_now(destination=self.destination)
        messages.success(self.request, _("“%s” is tried at once.") % self.destination)

    def try_it(self):
        trial = try_connection(destination=self.destination)
        tell = messages.success if trial.works else messages.error
        tell(self.request, _("“%(name)s”: %(words)s") % {"name": self.destination, "words": trial.words})


class AgainView(ForwardingMixin, View):
    """Send everything since a moment once more; what is there already is known by its id."""

    http_method_names = ["post"]

    def post(self, request, pk):
        form = SendAgainForm(request.POST)
        if form.is_valid():
            count = steering.send_again_from(destination=self.destination, moment=form.cleaned_data["moment"])
            told = ngettext(
                "%(count)d statement waits for “%(name)s” now.",
                "%(count)d statements wait for “%(name)s” now.",
                count,
            )
            messages.success(request, told % {"count": count, "name": self.destination})
        else:
            messages.error(request, " ".join(form.errors["moment"]))
        return redirect("forwarding")


class ParkedMixin(ForwardingMixin):
    """Settles parked statements: they are sent again, or let be."""

    http_method_names = ["post"]

    def settle(self, parked: ParkedQuerySet, destination: Destination, act: str):
        if act == "again":
            count = steering.ask_again(parked=parked, destination=destination)
            told = ngettext(
                "%(count)d statement is sent again.", "%(count)d statements are sent again.", count
            )
            if not destination.is_active:
                told = ngettext(
                    "%(count)d statement is sent again when you resume sending.",
                    "%(count)d statements are sent again when you resume sending.",
                    count,
                )
        else:
            count = steering.let_be(parked=parked, destination=destination, by=self.request.user)
            told = ngettext(
                "%(count)d statement stays here and is not sent to “%(name)s”. You can still send it again.",
                "%(count)d statements stay here and are not sent to “%(name)s”. You can still send them again.",
                count,
            )
        messages.success(self.request, told % {"count": count, "name": destination})
        return redirect("forwarding")


class ParkedView(ParkedMixin, View):
    """One parked statement."""

    def post(self, request, pk, act):
        parked = get_object_or_404(ParkedStatement.objects.select_related("destination"), pk=pk)
        return self.settle(ParkedStatement.objects.filter(pk=pk), parked.destination, act)


class AllParkedView(ParkedMixin, View):
    """All that a destination refused and that waits, or all that was let be."""

    def post(self, request, pk, act):
        parked = self.destination.parked.all()
        if act == "recall":
            return self.settle(parked.let_be(), self.destination, "again")
        return self.settle(parked.waiting(), self.destination, act)
