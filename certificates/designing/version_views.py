"""The versions of a design, and the acts on it that a button is enough for."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages

from certificates.designing.forms import LANGUAGES, DesignForm
from certificates.designing.picture_fields import as_text
from certificates.designing.previewing import THUMB_WIDTH, preview
from certificates.designing.samples import Sample
from certificates.designing.standing import standings_of, versions_of
from certificates.designing.views import CHANGE, DesignEditor, DesignPage
from certificates.designing.wording import told_differences
from certificates.designs.comparing import differences
from certificates.designs.content import content_of
from certificates.designs.models import DesignImage, DesignVersion
from certificates.designs.publishing import publish
from certificates.designs.reading import images_in
from certificates.designs.saving import archive, restore_version, unarchive
from certificates.rendering.picture import picture_of

A_YEAR = "private, max-age=31536000, immutable"
AN_HOUR = "private, max-age=3600"


class PreviewView(DesignEditor):
    """Answer what the form as it stands would print. Writes nothing.

    The answer is {"picture": its address, "problem": why there is none, "faults": {field: [text]}, "notices": {field:
    text}, "sent": the pictures that came with it, {field: text} as the hidden fields want them}.
    """

    http_method_names = ["post"]

    def post(self, request, pk):
        form = DesignForm(request.POST, request.FILES, design=self.changeable())
        form.is_valid()
        shown = self.preview_of(form.content(), {one.sha256: one.png for one in form.pictures})
        sent = {name: as_text(picture) for name, picture in form.sent.items()}
        return JsonResponse(
            {
                "picture": shown.picture,
                "problem": shown.problem,
                "faults": {name: [str(text) for text in texts] for name, texts in form.errors.items()},
                "notices": form.notices,
                "sent": sent,
            },
            headers={"Cache-Control": "no-store"},
        )


class VersionsPage(DesignPage):
    """Every version of a design, the newest first."""

    template_name = "panah_admin/designs/versions.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            design=self.design,
            standing=standings_of([self.design], user)[0],
            versions=versions_of(self.design, user),
            may_change=self.may_change,
            language=get_language(),
            **kwargs,
        )


class OfAVersion(DesignPage):
    """A page about one version of a design, by its number."""

    @cached_property
    def version(self) -> DesignVersion:
        versions = self.design.versions.select_related("made_by", "design")
        return get_object_or_404(versions, number=self.kwargs["number"])


class VersionPage(OfAVersion):
    """One version beside the draft: what would change if it were taken up again."""

    template_name = "panah_admin/designs/version.html"

    def get_context_data(self, **kwargs):
        found = differences(content_of(self.design), self.version.content)
        return super().get_context_data(
            design=self.design,
            version=self.version,
            changes=told_differences(found),
            may_change=self.may_change,
            language=get_language(),
            **kwargs,
        )


class RestoreView(OfAVersion):
    """Take a version up into the draft again; nothing is printed like it before it is published."""

    permission_required = CHANGE
    http_method_names = ["post"]

    def post(self, request, pk, number):
        self.changeable()
        restore_version(version=self.version, by=request.user)
        messages.success(
            request,
            _("The template is as in version %(number)s again. Publish it to print like this.")
            % {"number": self.version.number},
        )
        return redirect("design", pk)


class VersionPicture(OfAVersion):
    """A sample of a version as a picture, in a language; it changes with a release of the site at most."""

    def get(self, request, pk, number, language):
        return picture_or_404(self.design, self.version.content, self.academy_name(), language, AN_HOUR)


class DraftPicture(DesignPage):
    """A sample of the draft as it is saved."""

    def get(self, request, pk, language):
        return picture_or_404(
            self.design, content_of(self.design), self.academy_name(), language, "private, no-cache"
        )


def picture_or_404(design, content, academy: str, language: str, kept: str) -> HttpResponse:
    """Answer with a small picture of a sample. Raises Http404 for what is no language."""
    if language not in LANGUAGES:
        raise Http404
    sample = Sample(language=language, second="ru" if language == "en" else "en")
    shown = preview(content=content, kind=design.kind, sample=sample, academy=academy, at=timezone.now())
    if not shown.pdf:
        raise Http404(shown.problem)
    png = picture_of(shown.pdf, width=THUMB_WIDTH)
    return HttpResponse(png, content_type="image/png", headers={"Cache-Control": kept})


class ImageView(DesignPage):
    """A picture of the design or of one of its versions."""

    def get(self, request, pk, sha256):
        contents = [content_of(self.design), *self.design.versions.values_list("content", flat=True)]
        if not any(sha256 in images_in(content) for content in contents):
            raise Http404
        image = get_object_or_404(DesignImage, sha256=sha256)
        return HttpResponse(bytes(image.png), content_type="image/png", headers={"Cache-Control": A_YEAR})


class PublishView(DesignPage):
    """Freeze the design as it is saved."""

    permission_required = CHANGE
    http_method_names = ["post"]

    def post(self, request, pk):
        version = publish(design=self.changeable(), by=request.user, at=timezone.now())
        messages.success(
            request,
            _("Version %(number)s: certificates are printed like this from now on.")
            % {"number": version.number},
        )
        return redirect("design_versions", pk)


class ArchiveView(DesignPage):
    """Offer the design to no cohort any more; the list then has a button that undoes it."""

    permission_required = CHANGE
    http_method_names = ["post"]

    def post(self, request, pk):
        design = archive(design=self.changeable(), by=request.user, at=timezone.now())
        return redirect(f"{reverse('designs')}?undo={design.pk}")


class UnarchiveView(DesignPage):
    """Offer the design again."""

    permission_required = CHANGE
    http_method_names = ["post"]

    def post(self, request, pk):
        design = unarchive(design=self.changeable(), by=request.user)
        messages.success(request, _("“%(name)s” is offered again.") % {"name": design.name})
        return redirect("designs")
