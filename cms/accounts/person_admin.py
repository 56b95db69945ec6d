"""Pages of one person in the admin: what the person has done and where, and the transfer to another academy."""

from django import forms
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
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.models import Certificate
from cms.accounts.models import User
from cms.accounts.moving import move
from cms.accounts.people import people_kept_by
from courses.academies.models import Academy
from courses.cohorts.models import Cohort, Enrolment


class PersonPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of one person (`pk` in the address) of the own academy; of anybody else there is none (404)."""

    raise_exception = True
    header_icon = "user"

    @cached_property
    def person(self) -> User:
        return get_object_or_404(self.people(), pk=self.kwargs["pk"])

    def people(self):
        return people_kept_by(self.request.user).select_related("academy", "superior")

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailusers_users:index"), "label": _("People")},
            {"url": reverse("person_record", args=[self.person.pk]), "label": str(self.person)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)


class RecordPage(PersonPage):
    """Cohorts, certificates and transfers of a person, wherever they were."""

    permission_required = "accounts.view_user"
    template_name = "panah_admin/person_record.html"
    page_title = gettext_lazy("History")

    def get_context_data(self, **kwargs):
        person, user = self.person, self.request.user
        seen = set(
            Cohort.objects.visible_to(user).filter(enrolments__user=person).values_list("pk", flat=True)
        )
        # A place that could not be united stays with the account that was merged into this one.
        mine = Q(user=person) | Q(user__merged_into=person)
        places = Enrolment.objects.filter(mine).select_related("cohort__academy").newest_first()
        papers = Certificate.objects.current().filter(transcript__enrolment__in=places).order_by("pk")
        papers = {one.transcript.enrolment_id: one for one in papers.select_related("transcript")}
        return super().get_context_data(
            places=[(place, place.cohort_id in seen, papers.get(place.pk)) for place in places],
            transfers=person.transfers.select_related("from_academy", "to_academy", "moved_by"),
            merged=person.merged.order_by("pk"),
            may_erase=user.has_perm("accounts.change_user") and movable(user).filter(pk=person.pk).exists(),
            may_transfer=user.has_perm("courses.add_transfer")
            and movable(user).filter(pk=person.pk).exists(),
            **kwargs,
        )


class TransferForm(forms.Form):
    """Where to, and why: the reason stays in the record of the person."""

    academy = forms.ModelChoiceField(label=gettext_lazy("New academy"), queryset=Academy.objects.none())
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["academy"].queryset = Academy.objects.exclude(pk=person.academy_id)


class TransferPage(PersonPage):
    """Move a person to another academy. Afterwards this academy does not see the account any more."""

    permission_required = "courses.add_transfer"
    template_name = "panah_admin/transfer.html"
    page_title = gettext_lazy("Transfer to another academy")

    def people(self):
        return movable(self.request.user).select_related("academy")

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(form=form or TransferForm(person=self.person), **kwargs)

    def post(self, request, pk):
        form = TransferForm(request.POST, person=self.person)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        to = form.cleaned_data["academy"]
        move(
            person=self.person, to=to, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
        )
        told = _("%(person)s now belongs to %(academy)s.")
        messages.success(request, told % {"person": self.person, "academy": to})
        return redirect("wagtailusers_users:index")


def movable(user):
    """Return the people whom somebody may move: not oneself, and nobody who keeps the whole site."""
    return people_kept_by(user).filter(is_superuser=False).exclude(pk=user.pk)
