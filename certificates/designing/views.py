"""The list of designs, and the editor of one. To who may not see a design there is none (404)."""

from datetime import datetime

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import registry

from certificates.designing.editor import languages_of, signatories_of
from certificates.designing.forms import DesignForm, NewForm, SampleForm
from certificates.designing.previewing import Preview, preview
from certificates.designing.samples import Sample
from certificates.designing.standing import standings_of
from certificates.designing.wording import GAPS, told_differences
from certificates.designs.comparing import differences
from certificates.designs.content import content_of
from certificates.designs.models import CertificateDesign
from certificates.designs.saving import ChangedMeanwhile, Own, create_design, save_and_publish, save_design

VIEW, ADD, CHANGE = (f"certificates.{what}_certificatedesign" for what in ("view", "add", "change"))
SAVE, PUBLISH, SHOW, FILE = "save", "publish", "preview", "file"


class DesignPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of the designs."""

    permission_required = VIEW
    raise_exception = True
    header_icon = "form"
    page_title = gettext_lazy("Certificate templates")

    @cached_property
    def design(self) -> CertificateDesign:
        visible = CertificateDesign.objects.visible_to(self.request.user).whole()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @cached_property
    def may_change(self) -> bool:
        user = self.request.user
        own = CertificateDesign.objects.changeable_by(user).filter(pk=self.design.pk)
        return user.has_perm(CHANGE) and own.exists()

    def changeable(self) -> CertificateDesign:
        """Return the design to act on. A design of the site that is seen and not one's own is refused (403)."""
        if not self.may_change:
            raise PermissionDenied
        return self.design

    def academy_name(self) -> str:
        academy = self.design.academy or self.request.user.academy
        return academy.name if academy else ""

    def get_breadcrumbs_items(self):
        items = [*self.breadcrumbs_items, {"url": reverse("designs"), "label": self.page_title}]
        return items if "pk" not in self.kwargs else [*items, {"url": "", "label": self.design.name}]


class DesignsPage(DesignPage):
    """Every design the person may use, the own academy's first; archived ones on a page of their own."""

    template_name = "panah_admin/designs/index.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user, archived = self.request.user, "archived" in self.request.GET
        designs = CertificateDesign.objects.visible_to(user).whole()
        shown = designs.filter(archived_at__isnull=not archived)
        lines = sorted(standings_of(shown, user), key=lambda line: line.design.academy_id is None)
        return super().get_context_data(
            lines=lines,
            archived=archived,
            other=designs.filter(archived_at__isnull=archived).count(),
            may_add=user.has_perm(ADD) and (user.is_superuser or user.academy_id),
            language=get_language(),
            undo=self.just_archived(),
            **kwargs,
        )

    def just_archived(self) -> CertificateDesign | None:
        pk = self.request.GET.get("undo", "")
        changeable = CertificateDesign.objects.changeable_by(self.request.user)
        return changeable.exclude(archived_at=None).filter(pk=pk).first() if pk.isdecimal() else None


class NewPage(DesignPage):
    """Make a design, blank or like another; it belongs to the person's academy, a superuser's to the site."""

    permission_required = ADD
    template_name = "panah_admin/designs/new.html"

    def form(self, *args) -> NewForm:
        visible = CertificateDesign.objects.visible_to(self.request.user).whole()
        return NewForm(*args, designs=visible, initial={"like": self.request.GET.get("like")})

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(form=form or self.form(), **kwargs)

    def post(self, request):
        if not (request.user.is_superuser or request.user.academy_id):
            raise PermissionDenied
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = form.cleaned_data
        like = chosen["like"]
        design = create_design(
            own=Own(chosen["name"], like.kind if like else chosen["kind"], like.rule_code if like else ""),
            academy=None if request.user.is_superuser else request.user.academy,
            like=like,
            by=request.user,
        )
        return redirect("design", design.pk)


class CopyView(DesignPage):
    """Copy a design to the person's academy and open the copy."""

    permission_required = ADD
    http_method_names = ["post"]

    def post(self, request, pk):
        if not request.user.academy_id:
            raise PermissionDenied
        like = self.design
        design = create_design(
            own=Own(_copied(like.name), like.kind, like.rule_code),
            academy=request.user.academy,
            like=like,
            by=request.user,
        )
        messages.success(
            request, _("This copy belongs to your academy. Change it as you need, then publish.")
        )
        return redirect("design", design.pk)


class DesignEditor(DesignPage):
    """The editor of a design with a preview beside it; who may not change it sees it and may copy it."""

    template_name = "panah_admin/designs/editor.html"

    def get_template_names(self):
        return [self.template_name if self.may_change else "panah_admin/designs/seen.html"]

    def get(self, request, pk):
        form = DesignForm(design=self.design, initial={})
        return self.show(form, self.preview_of(content_of(self.design)))

    def post(self, request, pk):
        form = DesignForm(request.POST, request.FILES, design=self.changeable())
        valid, act = form.is_valid(), request.POST.get("act", SAVE)
        shown = self.preview_of(form.content(), {one.sha256: one.png for one in form.pictures})
        if act == FILE and shown.pdf:
            return pdf_of(shown)
        if act in (SHOW, FILE) or not valid:
            return self.show(form, shown)
        return self.save(form, shown, publishing=act == PUBLISH)

    def save(self, form: DesignForm, shown: Preview, *, publishing: bool) -> HttpResponse:
        typed = {
            "design": self.design,
            "own": form.own(),
            "content": form.content(),
            "pictures": form.pictures,
            "seen": moment(form.cleaned_data["seen"]),
            "by": self.request.user,
        }
        try:
            if publishing:
                version = save_and_publish(**typed, at=timezone.now())
                return self.published(version)
            save_design(**typed)
        except ChangedMeanwhile as error:
            return self.collided(form, shown, error)
        messages.success(self.request, _("Saved. Certificates are printed like this once it is published."))
        return redirect("design", self.design.pk)

    def published(self, version) -> HttpResponse:
        messages.success(
            self.request,
            _("Version %(number)s: certificates are printed like this from now on.")
            % {"number": version.number},
        )
        return redirect("design_versions", self.design.pk)

    def collided(self, form: DesignForm, shown: Preview, error: ChangedMeanwhile) -> HttpResponse:
        """Show what the other one left beside what was typed; saving once more is then meant."""
        self.design.refresh_from_db(fields=["changed_at"])
        form.data["seen"] = self.design.changed_at.isoformat()
        last = registry.get_logs_for_instance(self.design).select_related("user").first()
        return self.show(
            form,
            shown,
            collision=told_differences(differences(error.content, form.content())),
            collided=True,
            other=last.user if last else None,
            other_at=self.design.changed_at,
        )

    def preview_of(self, content, unsaved=None) -> Preview:
        return preview(
            content=content,
            kind=self.design.kind,
            sample=sample_of(self.request.POST),
            academy=self.academy_name(),
            at=timezone.now(),
            unsaved=unsaved,
        )

    def show(self, form: DesignForm, shown: Preview, **more) -> HttpResponse:
        sample = sample_of(self.request.POST)
        context = self.get_context_data(
            form=form,
            design=self.design,
            standing=standings_of([self.design], self.request.user)[0],
            preview=shown,
            sample=SampleForm(
                initial={
                    "sample_language": sample.language,
                    "sample_second": sample.second,
                    "sample_long": sample.long,
                }
            ),
            languages=languages_of(form),
            signatories=signatories_of(form),
            gaps=GAPS,
            may_copy=self.request.user.has_perm(ADD) and self.request.user.academy_id,
            **more,
        )
        return self.render_to_response(context)


def sample_of(data) -> Sample:
    """Return the sample that was asked for; what is no language gives the reader's."""
    form = SampleForm(data)
    form.is_valid()
    chosen = form.cleaned_data
    language = chosen.get("sample_language") or get_language()
    second = chosen.get("sample_second") or ("ru" if language == "en" else "en")
    return Sample(language=language, second=second, long=chosen.get("sample_long", False))


def pdf_of(shown: Preview) -> HttpResponse:
    return HttpResponse(
        shown.pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="sample.pdf"', "Cache-Control": "no-store"},
    )


def moment(text: str) -> datetime | None:
    """Return the time in a hidden field; None where there is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _copied(name: str) -> str:
    return (_("%(name)s (copy)") % {"name": name[:100]})[:120]
