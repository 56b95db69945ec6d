"""Sign-in slips in the admin: for the people of a cohort, and a new PIN for one person on the spot."""

from collections.abc import Sequence

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.making.printing import fonts
from cms.accounts.entry.reach import TEACHES, people_in_reach
from cms.accounts.entry.slips import OutOfReach, SlipLine, lines_of, make_pin, make_slips, slip_of
from cms.accounts.models import User
from cms.accounts.pins import digest_of, grouped, typed_pin, working
from cms.papers.slips import Slip, render_slips
from courses.cohorts.pages import CohortView


class SlipsView(CohortView):
    """Choose who gets a slip; where older slips would stop working that is said first. The answer is the PDF."""

    permission_required = TEACHES
    template_name = "panah_admin/slips.html"
    tab = "cohort_people"

    @cached_property
    def lines(self) -> list[SlipLine]:
        return lines_of(self.cohort, by=self.request.user, at=timezone.now())

    @property
    def chosen(self) -> list[SlipLine]:
        ticked = set(self.request.POST.getlist("person"))
        return [line for line in self.lines if line.is_in_reach and str(line.person.pk) in ticked]

    def get_context_data(self, **kwargs):
        waiting = sum(line.is_in_reach and not line.has_signed_in for line in self.lines)
        return super().get_context_data(lines=self.lines, waiting=waiting, **kwargs)

    def post(self, request, pk):
        chosen = self.chosen
        if not chosen:
            messages.error(request, _("Nobody is ticked. Tick the people who get a slip."))
            return redirect("cohort_slips", pk=pk)
        replaced = sum(line.pin_at is not None for line in chosen)
        if replaced and "sure" not in request.POST:
            context = self.get_context_data(chosen=chosen, replaced=replaced)
            return self.render_to_response(context)
        people = [line.person for line in chosen]
        try:
            slips = make_slips(cohort=self.cohort, people=people, by=request.user, at=timezone.now())
        except OutOfReach:
            raise PermissionDenied from None
        return slips_file(slips, f"slips-{pk}.pdf")


@method_decorator([never_cache, sensitive_post_parameters("pin")], name="dispatch")
class PinView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Make a new PIN for one person and show it, once: it is kept nowhere."""

    permission_required = TEACHES
    raise_exception = True
    template_name = "panah_admin/pin.html"
    page_title = gettext_lazy("New PIN")
    header_icon = "key"

    @cached_property
    def person(self) -> User:
        return get_object_or_404(people_in_reach(self.request.user), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.person)}]

    def get_context_data(self, **kwargs):
        has_pin = working(timezone.now()).filter(user=self.person).exists()
        return super().get_context_data(person=self.person, has_pin=has_pin, **kwargs)

    def post(self, request, pk):
        pin = make_pin(person=self.person, by=request.user, at=timezone.now())
        return self.render_to_response(self.get_context_data(pin=grouped(pin)))


class PinSlipView(PinView):
    """The slip of the PIN that was just shown: the page sends it back, for it is kept nowhere."""

    http_method_names = ["post"]

    def post(self, request, pk):
        pin = typed_pin(request.POST.get("pin", ""))
        found = (
            working(timezone.now()).filter(user=self.person, digest=digest_of(self.person.pk, pin)).first()
        )
        if found is None:
            messages.error(request, _("This PIN is no longer valid. Make a new one."))
            return redirect(reverse("person_pin", args=[pk]))
        return slips_file([slip_of(self.person, pin, at=found.made_at)], f"slip-{self.person.pk}.pdf")


def slips_file(slips: Sequence[Slip], name: str) -> HttpResponse:
    pdf = render_slips(slips, fonts(), language=get_language(), day=timezone.localdate())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
