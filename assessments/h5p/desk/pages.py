"""The list of H5P content, the page of one, and two versions of it side by side."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from assessments.h5p.desk.access import ADD, CHANGE, UPLOAD, ContentPage, DeskPage
from assessments.h5p.desk.arrival import taken_out_of, upload_of
from assessments.h5p.desk.comparing import compare
from assessments.h5p.desk.crediting import works_of
from assessments.h5p.desk.forms import FilterForm, RenameForm
from assessments.h5p.desk.listing import content_lines, language_name
from assessments.h5p.desk.places import Places
from assessments.h5p.desk.showing import events, newest_version, version_lines
from assessments.h5p.desk.usage import usage
from assessments.h5p.exporting import asking_for_more
from assessments.h5p.kinds import kind_of
from assessments.h5p.models import H5PVersion
from assessments.h5p.serving import preview_frame

PER_PAGE = 50
AS_SCENARIO = ("H5P.BranchingScenario", "H5P.QuestionSet")


class IndexPage(DeskPage):
    """Every piece of content, its newest version, and how much it is used."""

    template_name = "panah_admin/h5p/index.html"

    def places(self):
        return []

    @property
    def header_buttons(self):
        if not self.may_add:
            return []
        return [HeaderButton(_("Bring in"), url=reverse("uploads"), icon_name="upload")]

    @property
    def may_add(self) -> bool:
        return self.request.user.has_perms([ADD, UPLOAD])

    def get_context_data(self, **kwargs):
        user = self.request.user
        lines = content_lines(user=user, language=get_language())
        form = FilterForm(self.request.GET, lines=lines)
        found = form.found()
        wanted = form.wanted()
        return super().get_context_data(
            form=form,
            wanted=wanted,
            page=Paginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            found=len(found),
            is_empty=not lines,
            archived=sum(line.is_archived for line in lines),
            may_add=self.may_add,
            **kwargs,
        )


class ContentView(ContentPage):
    """One piece of content: what it looks like, where it is used, its versions and what was done to it."""

    template_name = "panah_admin/h5p/content.html"

    @cached_property
    def version(self) -> H5PVersion:
        version = newest_version(self.content)
        if version is None:
            raise Http404
        return version

    def get_context_data(self, **kwargs):
        user, content, version = self.request.user, self.content, self.version
        library = version.main_library
        places = Places(version)
        return super().get_context_data(
            version=version,
            kind=kind_of(library.machine_name, library.title),
            language_name=language_name(version.language),
            preview=preview_frame(version, at=timezone.now()),
            uses=usage(get_language()).get(content.pk, []),
            versions=version_lines(content, user=user),
            works=works_of(version, places),
            taken_out=taken_out_of(version, places),
            upload=upload_of(version),
            refused_elsewhere=asking_for_more(version),
            scenario=self.scenario_address(),
            events=events(content),
            may_change=user.has_perm(CHANGE),
            may_replace=user.has_perms([ADD, CHANGE, UPLOAD]),
            rename=RenameForm(initial={"title": content.title, "seen": content.title}),
            **kwargs,
        )

    def scenario_address(self) -> str:
        """Return where the newest version becomes a scenario; "" where it cannot, or not by this person."""
        can = self.version.main_library.machine_name in AS_SCENARIO
        if not can or not self.request.user.has_perm("assessments.change_draft"):
            return ""
        try:
            # A page of the studio, which stands above.
            return reverse("studio_import_h5p", args=[self.content.key, self.version.number])
        except NoReverseMatch:
            return ""


class ComparePage(ContentPage):
    """What changed between two versions of one content: by default between the last two."""

    template_name = "panah_admin/h5p/compare.html"

    @property
    def subject(self):
        return _("Compare")

    def get_context_data(self, **kwargs):
        numbers = list(self.content.versions.order_by("-number").values_list("number", flat=True))
        new = self.version(self.request.GET.get("to"), numbers[0])
        old = self.version(self.request.GET.get("from"), max(1, new.number - 1))
        return super().get_context_data(
            old=old, new=new, numbers=numbers, comparison=compare(old, new), **kwargs
        )

    def version(self, asked: str | None, otherwise: int) -> H5PVersion:
        number = (
            int(asked) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 6 else otherwise
        )
        rows = self.content.versions.select_related("main_library", "created_by")
        return get_object_or_404(rows, number=number)
