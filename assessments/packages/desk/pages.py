"""The list of packages, the page of one, and a unit to look at."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import hooks

from assessments.packages.cmi5.browsing import browse
from assessments.packages.cmi5.reading.addresses import is_whole
from assessments.packages.desk.access import ADD, CHANGE, UPLOAD, DeskPage, PackagePage
from assessments.packages.desk.forms import FilterForm, RenameForm
from assessments.packages.desk.listing import package_lines
from assessments.packages.desk.showing import events, newest_version, standings, unit_lines, version_lines
from assessments.packages.desk.usage import usage
from assessments.packages.models import AssignableUnit, Package
from assessments.packages.scorm.serving import SANDBOX, trial_address
from assessments.packages.titles import in_language

PER_PAGE = 50


class IndexPage(DeskPage):
    """Every package, its newest version, and how much it is used."""

    template_name = "panah_admin/packages/index.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        lines = package_lines(user=user, language=get_language())
        form = FilterForm(self.request.GET)
        wanted = form.wanted()
        found = [line for line in lines if wanted.takes(line)]
        return super().get_context_data(
            form=form,
            wanted=wanted,
            page=Paginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            found=len(found),
            is_empty=not lines,
            archived=sum(line.is_archived for line in lines),
            may_add=user.has_perms([ADD, UPLOAD]),
            **kwargs,
        )


class PackageView(PackagePage):
    """One package: its units, where it is used, who stands where, its versions and what was done to it."""

    template_name = "panah_admin/packages/package.html"

    def get_context_data(self, **kwargs):
        user, package, language = self.request.user, self.package, get_language()
        version = newest_version(package)
        if version is None:
            raise Http404
        return super().get_context_data(
            version=version,
            description=in_language(version.descriptions, language),
            units=unit_lines(version, user=user, language=language),
            standings=standings(package, user=user),
            uses=usage(language).get(package.pk, []),
            versions=version_lines(package, user=user, language=language),
            events=events(package),
            links=[link for tell in hooks.get_hooks("panah_package_links") for link in tell(package, user)],
            may_change=user.has_perm(CHANGE),
            may_replace=user.has_perms([ADD, CHANGE, UPLOAD]),
            is_recorded=package.standard == Package.Standard.CMI5,
            rename=RenameForm(initial={"title": package.title, "seen": package.title}),
            **kwargs,
        )


class TrialPage(PackagePage):
    """A unit to look at (`index` in the address).

    Of SCORM nothing is kept. A cmi5 unit is launched by a POST, for it is in the record from then on; the address it
    gets is good once, so this page opened anew asks again.
    """

    template_name = "panah_admin/packages/trial.html"

    @property
    def subject(self):
        return _("Test launch")

    @cached_property
    def unit(self) -> AssignableUnit:
        units = AssignableUnit.objects.filter(version=newest_version(self.package))
        return get_object_or_404(units.select_related("version__package"), index=self.kwargs["index"])

    @property
    def is_recorded(self) -> bool:
        return self.package.standard == Package.Standard.CMI5

    def get_context_data(self, **kwargs):
        given = {"address": "" if self.is_recorded else trial_address(self.unit, at=timezone.now())}
        return super().get_context_data(
            unit_title=in_language(self.unit.titles, get_language()),
            is_recorded=self.is_recorded,
            sandbox=SANDBOX,
            **{**given, **kwargs},
        )

    def post(self, request, *args, **kwargs):
        """Launch a cmi5 unit and show it."""
        if not self.is_recorded:
            return self.http_method_not_allowed(request)
        launched = browse(unit=self.unit, user=request.user, language=get_language(), at=timezone.now())
        own_window = launched.own_window or is_whole(self.unit.url)
        response = self.render_to_response(
            self.get_context_data(address=launched.address, own_window=own_window)
        )
        # The address is a secret until the unit has opened it.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
