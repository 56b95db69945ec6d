"""The page "Certificates" of a cohort in the admin: checking, mending names, issuing in portions."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.admin import messages

from certificates.issuing.candidates import NotClosed, NothingToCertify
from certificates.issuing.desk.forms import ChoiceForm, NamesForm, kind_of
from certificates.issuing.desk.presenting import IssuePage, RunLine
from certificates.issuing.mending import mend_names, people_to_mend
from certificates.issuing.models import IssueRun
from certificates.issuing.running import NobodyWaits, cancel, go_on, leave_out, start
from certificates.making.names import mended
from certificates.signing.keys import KeyTrouble
from courses.cohorts.models import Enrolment
from courses.cohorts.pages import CohortView

# How long a browser waits for one portion.
PORTION = 3.0
MAY_ISSUE = "certificates.issue_certificate"


class CertificatesPage(CohortView):
    """Who is to get a certificate and what keeps it from being printed; a run that goes on; what was issued."""

    permission_required = MAY_ISSUE
    template_name = "panah_admin/certificates/page.html"
    tab = "cohort_certificates"

    @property
    def asked(self):
        """What a request says about kind, template and second language."""
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def issue(self) -> IssuePage:
        kind = kind_of(self.asked)
        choice = ChoiceForm(self.asked, cohort=self.cohort, kind=kind)
        return IssuePage(self.cohort, kind, user=self.request.user, choice=choice, now=timezone.now())

    def get_context_data(self, forms=None, not_told="", **kwargs):
        language = get_language()
        return super().get_context_data(
            issue=self.issue,
            rows=self.issue.rows(forms or {}),
            others=self.issue.others(language),
            goes_on="go" in self.request.GET,
            choice_query=urlencode(
                {
                    "kind": self.issue.kind,
                    "design": self.issue.choice.template.key if self.issue.choice.template else "",
                    "second": self.issue.choice.second_language,
                }
            ),
            not_told=not_told,
            **kwargs,
        )

    def back(self, **query):
        """Return to the page, to the same kind, template and second language."""
        kept = {name: self.asked[name] for name in ("kind", "design", "second") if self.asked.get(name)}
        address = reverse("cohort_certificates", args=[self.cohort.pk])
        return redirect(f"{address}?{urlencode(kept | query)}")


class StartView(CertificatesPage):
    """Begin to issue, with a first portion at once; who cannot be printed is left out if that is ticked."""

    http_method_names = ["post"]

    def post(self, request, pk):
        stopped = self.issue.stopped
        if stopped and not request.POST.get("leave_out"):
            told = _("Nothing was issued. Mend the names that are marked, or tick that they are left out.")
            return self.render_to_response(self.get_context_data(not_told=told), status=422)
        try:
            run = self._start([one.enrolment.pk for one in stopped])
        except NobodyWaits:
            messages.warning(request, _("Nobody is waiting for one."))
        except (NothingToCertify, NotClosed):
            messages.error(request, self.issue.why_not)
        except KeyTrouble as error:
            messages.error(request, str(error))
        else:
            run = go_on(run=run, by=request.user, seconds=PORTION)
            return self.back(**({"go": 1} if tell(request, run) else {}))
        return self.back()

    def _start(self, left_out: list[int]) -> IssueRun:
        choice = self.issue.choice
        return start(
            cohort=self.cohort,
            kind=self.issue.kind,
            version=choice.version,
            second_language=choice.second_language,
            left_out=left_out,
            by=self.request.user,
            at=timezone.now(),
        )


class RunView(CertificatesPage):
    """Go on with a run for a few seconds, cancel it, or leave a person out and go on. A script gets JSON."""

    http_method_names = ["post"]

    def post(self, request, pk, key, act):
        run = get_object_or_404(IssueRun, key=key, cohort=self.cohort)
        if act == "cancel":
            run = cancel(run=run, by=request.user, at=timezone.now())
        else:
            if act == "leave-out" and request.POST.get("enrolment", "").isdecimal():
                run = leave_out(run=run, enrolment_pk=int(request.POST["enrolment"]), by=request.user)
            run = go_on(run=run, by=request.user, seconds=PORTION)
        if request.accepts("text/html"):
            tell(request, run)
            return self.back(kind=run.kind)
        if run.finished_at:
            tell(request, run)  # on the page that the script opens next
        return JsonResponse(progress_of(run))


def progress_of(run: IssueRun) -> dict:
    """Return what a script needs to know of a run."""
    return {
        "done": run.done,
        "total": run.total,
        "goes_on": run.is_running and run.trouble is None,
        "trouble": RunLine(run, timezone.now()).trouble,
    }


def tell(request, run: IssueRun) -> bool:
    """Say how a run stands and tell whether it can go on by itself."""
    if run.trouble is not None:
        messages.error(request, RunLine(run, timezone.now()).trouble)
    elif run.cancelled_at:
        told = _("The issue is cancelled. %(done)d of %(total)d were issued; they stay valid.")
        messages.warning(request, told % {"done": run.done, "total": run.total})
    elif run.finished_at:
        told = ngettext("%(count)d certificate was issued.", "%(count)d certificates were issued.", run.done)
        messages.success(request, told % {"count": run.done})
    return run.is_running and run.trouble is None


class NamesView(CertificatesPage):
    """Write a mended name into the profile of one person of the cohort, or fill the proposal in."""

    http_method_names = ["post"]

    def post(self, request, pk, enrolment_pk):
        places = Enrolment.objects.filter(cohort=self.cohort, user__in=people_to_mend(request.user))
        enrolment = get_object_or_404(places.select_related("user"), pk=enrolment_pk)
        person, prefix = enrolment.user, str(enrolment.pk)
        if "propose" in request.POST:
            native, latin = mended(person.name_native, person.name_latin)
            initial = {"name_native": native, "name_latin": latin}
            form = NamesForm(instance=person, initial=initial, prefix=prefix)
            return self.render_to_response(self.get_context_data(forms={enrolment.pk: form}))
        spelt = {"native": person.name_native, "latin": person.name_latin}
        form = NamesForm(request.POST, instance=person, prefix=prefix)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(forms={enrolment.pk: form}), status=422)
        person.name_native, person.name_latin = spelt["native"], spelt["latin"]
        native, latin = form.cleaned_data["name_native"], form.cleaned_data["name_latin"]
        mend_names(person=person, native=native, latin=latin, by=request.user)
        return self.back()
