"""The list of packages, the page of one, and a unit to look at."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import hooks

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
            can_try=package.standard != Package.Standard.CMI5,
            rename=RenameForm(initial={"title": package.title, "seen": package.title}),
            **kwargs,
        )


class TrialPage(PackagePage):
    """A SCORM unit to look at (`index` in the address): it runs as for a learner, and nothing of it is kept."""

    template_name = "panah_admin/packages/trial.html"

    @property
    def subject(self):
        return _("Test launch")

    def get_context_data(self, **kwargs):
        if self.package.standard == Package.Standard.CMI5:
            raise Http404
        version = newest_version(self.package)
        units = AssignableUnit.objects.filter(version=version).select_related("version__package")
        unit = get_object_or_404(units, index=self.kwargs["index"])
        return super().get_context_data(
            unit_title=in_language(unit.titles, get_language()),
            address=trial_address(unit, at=timezone.now()),
            sandbox=SANDBOX,
            **kwargs,
        )
