"""Uploads in the admin: send a package, see what was found in it, store it or throw it away."""

from operator import attrgetter
from uuid import UUID

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.uploads.models import Upload
from assessments.uploads.taking.checking import check
from assessments.uploads.taking.discarding import discard
from assessments.uploads.taking.presenting import Shown
from assessments.uploads.taking.receiving import Arrived, ArrivingHandler, receive
from assessments.uploads.taking.storing import NotChecked, store

PERMISSION = "assessments.add_upload"
# A portion for a page with a bar; whoever has no script presses the button fewer times.
SECONDS, SECONDS_WITHOUT_SCRIPT = 2.0, 15.0
# What a request has around the file: the names of fields, the token, boundaries.
_AROUND = 64 * 1024
_LISTED = 30


class UploadsMixin(PermissionRequiredMixin):
    """For who may bring content in; each sees what they sent themselves, a superuser everything."""

    permission_required = PERMISSION
    raise_exception = True

    def uploads(self):
        uploads = Upload.objects.select_related("uploaded_by")
        return uploads if self.request.user.is_superuser else uploads.filter(uploaded_by=self.request.user)

    @cached_property
    def upload(self) -> Upload:
        return get_object_or_404(self.uploads(), key=self.kwargs["key"])


class UploadsPage(UploadsMixin, WagtailAdminTemplateMixin, TemplateView):
    """Send a package; what was sent before."""

    template_name = "uploads/index.html"
    page_title = gettext_lazy("Upload a package")
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        uploads = self.uploads().defer("findings", "report")[:_LISTED]
        return super().get_context_data(
            uploads=[Shown(upload) for upload in uploads],
            most=settings.PANAH_UPLOAD_MAX,
            replaces=_key(self.request.GET.get("replaces", "")),
            **kwargs,
        )


@csrf_exempt
def receive_view(request):
    """Take a package. Exempt, and protected below: before the token is read, it is settled how the file is read."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if request.method != "POST":
        return redirect("uploads")
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.PANAH_UPLOAD_MAX + _AROUND:
        return _not_taken(request, _too_large(), status=413)
    handler = ArrivingHandler(request, most=settings.PANAH_UPLOAD_MAX)
    request.upload_handlers = [handler]
    return _receive(request, handler=handler)


@csrf_protect
def _receive(request, *, handler: ArrivingHandler):
    file = request.FILES.get("file")
    if handler.is_too_large:
        return _not_taken(request, _too_large(), status=413)
    if not isinstance(file, Arrived) or not file.size:
        return _not_taken(request, _("Choose a file first; it must not be empty."), status=422)
    replaces = _key(request.POST.get("replaces", ""))
    upload = receive(file=file, by=request.user, at=timezone.now(), replaces_key=replaces)
    return _to_page(request, _page(upload, go=upload.state == Upload.State.RECEIVED))


class UploadPage(UploadsMixin, WagtailAdminTemplateMixin, TemplateView):
    """One upload: how far it is, what is inside, what was found, what can be done."""

    template_name = "uploads/upload.html"
    header_icon = "upload"

    def get_page_title(self):
        return self.upload.name

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse("uploads"), "label": _("Upload a package")}]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.upload.name}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(shown=Shown(self.upload), upload=self.upload, **kwargs)


class PortionView(UploadsMixin, View):
    """One portion of work; told as JSON to the script of the page, which asks again until all is done."""

    http_method_names = ["post"]

    def post(self, request, key):
        for_people = request.accepts("text/html")
        upload = self.work(SECONDS_WITHOUT_SCRIPT if for_people else SECONDS)
        if for_people:
            return redirect(_page(upload))
        return JsonResponse({**self.progress(Shown(upload)), "goes_on": upload.state == self.goes_on_while})


class CheckView(PortionView):
    """Check the next files."""

    goes_on_while = Upload.State.RECEIVED
    progress = staticmethod(attrgetter("checked"))

    def work(self, seconds: float) -> Upload:
        return check(upload=self.upload, at=timezone.now(), seconds=seconds)


class StoreView(PortionView):
    """Store the next files, and in the end what they are."""

    goes_on_while = Upload.State.CHECKED
    progress = staticmethod(attrgetter("stored"))

    def work(self, seconds: float) -> Upload:
        try:
            return store(upload=self.upload, by=self.request.user, at=timezone.now(), seconds=seconds)
        except NotChecked:
            # Another browser was faster, or the package was refused meanwhile: the page says which.
            self.upload.refresh_from_db()
            return self.upload


class DiscardView(UploadsMixin, View):
    """Throw an upload away."""

    http_method_names = ["post"]

    def post(self, request, key):
        discard(upload=self.upload, by=request.user)
        messages.success(request, _("“%(name)s” is thrown away.") % {"name": self.upload.name})
        return redirect("uploads")


def _page(upload: Upload, *, go: bool = False) -> str:
    return reverse("upload", args=[upload.key]) + ("?go=1" if go else "")


def _to_page(request, url: str):
    return redirect(url) if request.accepts("text/html") else JsonResponse({"url": url})


def _not_taken(request, words: str, *, status: int):
    """Say why nothing was taken: to the script as JSON, to a person on the page to send from."""
    if not request.accepts("text/html"):
        return JsonResponse({"error": words}, status=status)
    messages.error(request, words)
    return redirect("uploads")


def _too_large() -> str:
    words = _(
        "The file is too large: %(most)s are allowed. Make it smaller, or split it into several packages."
    )
    return words % {"most": filesizeformat(settings.PANAH_UPLOAD_MAX)}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
