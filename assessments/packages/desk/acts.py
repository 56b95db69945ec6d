"""What is done to a package on its page: each posts, and leads back with a word of what came of it."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from assessments.packages.archiving import archive, rename, unarchive
from assessments.packages.desk.access import CHANGE, PackagePage
from assessments.packages.desk.forms import RenameForm
from assessments.uploads.shelf import ChangedMeanwhile


class PackageAct(PackagePage):
    """Something that is posted about one package."""

    permission_required = CHANGE
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.act()
        return redirect("packages_package", self.package.key)

    def act(self) -> None:
        raise NotImplementedError


class ArchiveView(PackageAct):
    def act(self):
        archive(kept=self.package, by=self.request.user, at=timezone.now())
        messages.success(
            self.request, _("It is in the archive: nobody begins it any more, and no lesson is offered it.")
        )


class UnarchiveView(PackageAct):
    def act(self):
        unarchive(kept=self.package, by=self.request.user)
        messages.success(self.request, _("It is out of the archive and can be begun and chosen again."))


class RenameView(PackageAct):
    def act(self):
        form = RenameForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("A title has 1 to 255 characters. Nothing was changed."))
            return
        try:
            renamed = rename(kept=self.package, by=self.request.user, **form.cleaned_data)
        except ChangedMeanwhile:
            told = _(
                "Somebody else renamed it meanwhile. Its title is what you see now; nothing was changed."
            )
            messages.error(self.request, told)
        else:
            messages.success(self.request, _("It is called “%(title)s” now.") % {"title": renamed.title})
