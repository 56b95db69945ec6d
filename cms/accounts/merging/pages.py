"""Doubles and merges in the admin: who may have two accounts, making two one, undoing it within a day."""

from datetime import datetime

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.accounts.merging.accounts import (
    UNDO_WITHIN,
    Changed,
    MergedAgain,
    NotMergeable,
    TooLate,
    merge,
    preview,
    unmerge,
)
from cms.accounts.merging.doubles import doubles_among
from cms.accounts.merging.told import REASONS, moved_lines, name_of
from cms.accounts.models import AccountMerge, User
from cms.accounts.people import people_kept_by

MOST_MERGES = 100


class NumbersForm(forms.Form):
    """Two service numbers of the own academy: which account stays, which one goes into it."""

    kept = forms.CharField(label=gettext_lazy("Service number that stays"), max_length=150)
    merged = forms.CharField(label=gettext_lazy("Service number that goes"), max_length=150)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False)

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def clean_kept(self):
        return self._person("kept")

    def clean_merged(self):
        return self._person("merged")

    def _person(self, name: str) -> User:
        number = self.cleaned_data[name].strip()
        found = people_kept_by(self.by).filter(username__iexact=number).first()
        if found is None:
            told = _("Nobody of your academy has the service number %(number)s.")
            raise forms.ValidationError(told, params={"number": number})
        return found


class MergingPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = "accounts.change_user"
    raise_exception = True
    header_icon = "group"

    def merges(self):
        """Return the merges of people the reader sees."""
        seen = User.objects.visible_to(self.request.user).order_by().values("pk")
        return AccountMerge.objects.filter(kept__in=seen).select_related(
            "kept", "merged", "made_by", "undone_by"
        )


class MergesPage(MergingPage):
    """Who may have two accounts, and what was merged."""

    template_name = "panah_admin/merges.html"
    page_title = gettext_lazy("Two accounts of one person")

    def get_breadcrumbs_items(self):
        people = {"url": reverse("wagtailusers_users:index"), "label": _("People")}
        return [*self.breadcrumbs_items, people, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        now = timezone.now()
        return super().get_context_data(
            doubles=doubles_among(people_kept_by(self.request.user)),
            merges=[(one, undo_until(one, now)) for one in self.merges()[:MOST_MERGES]],
            form=NumbersForm(by=self.request.user),
            **kwargs,
        )


class MergePage(MergingPage):
    """Show what merging two accounts would move, and merge them."""

    template_name = "panah_admin/merge.html"
    page_title = gettext_lazy("Make two accounts one")

    def get_breadcrumbs_items(self):
        merges = {"url": reverse("person_merges"), "label": MergesPage.page_title}
        return [*self.breadcrumbs_items, merges, {"url": "", "label": self.page_title}]

    @cached_property
    def form(self) -> NumbersForm:
        return NumbersForm(self.request.POST or self.request.GET, by=self.request.user)

    def get_context_data(self, **kwargs):
        shown = {}
        if self.form.is_valid():
            two = {name: self.form.cleaned_data[name] for name in ("kept", "merged")}
            shown = dict(two)
            try:
                planned = preview(**two, by=self.request.user, at=timezone.now())
            except NotMergeable as error:
                shown["refused"] = REASONS[error.reason]
            else:
                shown["lines"] = moved_lines(planned.moved)
        return super().get_context_data(form=self.form, **shown, **kwargs)

    def post(self, request):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            done = merge(**self.form.cleaned_data, by=request.user, at=timezone.now())
        except NotMergeable:
            return self.render_to_response(self.get_context_data())
        told = _("%(merged)s is now part of %(kept)s. For a day you can undo it here.")
        messages.success(request, told % {"merged": done.merged.username, "kept": done.kept})
        return redirect("person_merges")


class UndoPage(MergingPage):
    """Give back what was merged."""

    http_method_names = ["post"]

    def post(self, request, pk):
        done = get_object_or_404(self.merges(), pk=pk)
        try:
            unmerge(done=done, by=request.user, at=timezone.now())
        except TooLate:
            messages.error(request, _("A merge can be undone within a day, and once."))
        except MergedAgain:
            messages.error(request, _("The account was merged into another one afterwards: undo that first."))
        except Changed as error:
            told = _("Nothing was undone, because this has changed since: %(what)s.")
            messages.error(request, told % {"what": ", ".join(name_of(one) for one in error.models)})
        else:
            messages.success(request, _("The two accounts are what they were before."))
        return redirect("person_merges")


def undo_until(done: AccountMerge, now: datetime) -> datetime | None:
    """Return until when the merge can be undone, None when it cannot."""
    until = done.made_at + UNDO_WITHIN
    return until if done.undone_at is None and now <= until else None
