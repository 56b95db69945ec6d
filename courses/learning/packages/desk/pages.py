"""The people of a cmi5 course in the admin: who stands where; a unit is waived, an open session ended."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages

from assessments.packages.cmi5.waiving import AlreadyWaived
from assessments.packages.desk.access import VIEW, PackagePage
from assessments.packages.models import AssignableUnit, Launch, Package, PackageRegistration
from courses.cohorts.models import Cohort, Enrolment
from courses.learning.packages import progress
from courses.learning.packages.desk.access import cohorts_to_act_for, enrolments_seen, registrations_seen
from courses.learning.packages.desk.forms import PeopleForm, WaiveForm
from courses.learning.packages.desk.lines import person_lines, unit_lines

PER_PAGE = 50
PEOPLE = "courses.view_cohort"


class CoursePage(PackagePage):
    """A page about the people of a cmi5 course; SCORM knows no waiving, and its packages have no such page."""

    permission_required = (VIEW, PEOPLE)

    @cached_property
    def package(self) -> Package:
        return get_object_or_404(Package, key=self.kwargs["key"], standard=Package.Standard.CMI5)


class PeoplePage(CoursePage):
    """Everybody who has begun a course, each try a line."""

    template_name = "panah_admin/packages/people.html"

    @property
    def subject(self):
        return _("People")

    def get_context_data(self, **kwargs):
        user = self.request.user
        seen = registrations_seen(user, self.package)
        form = PeopleForm(self.request.GET, cohorts=Cohort.objects.visible_to(user).order_by("title"))
        rows = _narrowed(seen, form).select_related("user", "version").order_by("-created_at", "-pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            form=form,
            page=page,
            lines=person_lines(page.object_list),
            is_narrowed=any(form.cleaned_data.values()),
            **kwargs,
        )


class PersonPage(CoursePage):
    """One registration: how the person stands in each unit, and what may be done."""

    template_name = "panah_admin/packages/person.html"

    @cached_property
    def registration(self) -> PackageRegistration:
        rows = registrations_seen(self.request.user, self.package).select_related("user", "version__package")
        return get_object_or_404(rows, key=self.kwargs["registration"])

    @cached_property
    def place(self) -> Enrolment:
        rows = enrolments_seen(self.request.user).select_related("cohort")
        return get_object_or_404(rows, registration=self.registration.enrolment_registration)

    @property
    def subject(self):
        return str(self.registration.user)

    def places(self):
        people = {"url": reverse("packages_people", args=[self.package.key]), "label": _("People")}
        *trail, last = super().places()
        return [*trail, people, last]

    @cached_property
    def may_act(self) -> bool:
        return cohorts_to_act_for(self.request.user).filter(pk=self.place.cohort_id).exists()

    def get_context_data(self, **kwargs):
        lines = unit_lines(self.registration, language=get_language())
        # In the address the registration is a key.
        shown = {"registration": self.registration, "place": self.place, "lines": lines}
        return super().get_context_data(**{**kwargs, **shown}, may_act=self.may_act, form=WaiveForm())


class PersonAct(PersonPage):
    """Something that is posted about one registration, by who may act for the cohort."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if not self.may_act:
            raise PermissionDenied
        self.act()
        return redirect("packages_person", self.package.key, self.registration.key)

    def act(self) -> None:
        raise NotImplementedError


class WaiveView(PersonAct):
    """Waive the unit of that `index`."""

    def act(self):
        form = WaiveForm(self.request.POST)
        units = AssignableUnit.objects.filter(version=self.registration.version_id)
        unit = get_object_or_404(units, index=self.kwargs["index"])
        if not form.is_valid():
            messages.error(self.request, _("Nothing was changed. Choose a reason, and keep the note short."))
            return
        try:
            progress.waive(
                registration=self.registration,
                unit=unit,
                reason=form.told,
                by=self.request.user,
                at=timezone.now(),
            )
        except AlreadyWaived:
            messages.warning(self.request, _("The unit was waived before. Nothing was changed."))
        else:
            messages.success(self.request, _("The unit is waived: it counts as done."))


class EndView(PersonAct):
    """End the session of that key."""

    def act(self):
        sessions = Launch.objects.select_related("registration", "unit")
        session = get_object_or_404(sessions, key=self.kwargs["session"], registration=self.registration)
        if progress.end_session(session=session, by=self.request.user, at=timezone.now()):
            messages.success(
                self.request,
                _("The session is ended. What was done in it stays; the person can start again."),
            )
        else:
            messages.warning(self.request, _("The session was over before."))


def _narrowed(rows, form: PeopleForm):
    """Return the rows that fit; what is no choice narrows nothing."""
    form.is_valid()
    wanted = form.cleaned_data
    if words := wanted.get("text"):
        rows = rows.filter(
            Q(user__name_native__icontains=words)
            | Q(user__name_latin__icontains=words)
            | Q(user__username__icontains=words)
        )
    if cohort := wanted.get("cohort"):
        rows = rows.filter(enrolment_registration__in=cohort.enrolments.values("registration"))
    if standing := wanted.get("standing"):
        rows = rows.filter(satisfied_at__isnull=standing == "open")
    return rows
