"""What is done to content on its page: each posts, and leads back with a word of what came of it."""

from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from assessments.h5p.archiving import archive, rename, unarchive
from assessments.h5p.desk.access import CHANGE, ContentPage
from assessments.h5p.desk.forms import RenameForm
from assessments.h5p.restoring import restore
from assessments.uploads.shelf import ChangedMeanwhile


class ContentAct(ContentPage):
    """Something that is posted about one content."""

    permission_required = CHANGE
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.act()
        return redirect("h5p_content", self.content.key)

    def act(self) -> None:
        raise NotImplementedError

    def tell(self, text: str) -> None:
        messages.success(self.request, text)

    def refuse(self, text: str) -> None:
        messages.error(self.request, text)


class ArchiveView(ContentAct):
    def act(self):
        archive(kept=self.content, by=self.request.user, at=timezone.now())
        self.tell(_("It is in the archive: nobody begins it any more, and no lesson is offered it."))


class UnarchiveView(ContentAct):
    def act(self):
        unarchive(kept=self.content, by=self.request.user)
        self.tell(_("It is out of the archive and can be begun and chosen again."))


class RenameView(ContentAct):
    def act(self):
        form = RenameForm(self.request.POST)
        if not form.is_valid():
            self.refuse(_("A title has 1 to 255 characters. Nothing was changed."))
            return
        try:
            renamed = rename(kept=self.content, by=self.request.user, **form.cleaned_data)
        except ChangedMeanwhile:
            self.refuse(
                _("Somebody else renamed it meanwhile. Its title is what you see now; nothing was changed.")
            )
        else:
            self.tell(_("It is called “%(title)s” now.") % {"title": renamed.title})


class RestoreView(ContentAct):
    """Take an earlier version up again (`number` in the address); the newest one that was seen is posted."""

    def act(self):
        version = get_object_or_404(self.content.versions, number=self.kwargs["number"])
        seen = self.request.POST.get("seen", "")
        try:
            made = restore(
                version=version,
                seen=int(seen) if seen.isascii() and seen.isdecimal() else 0,
                by=self.request.user,
                at=timezone.now(),
            )
        except ChangedMeanwhile:
            self.refuse(_("There is a newer version by now. Look at it first; nothing was changed."))
        else:
            told = _(
                "Version %(old)s is played again, as version %(new)s. Tries that are running stay on theirs."
            )
            self.tell(told % {"old": version.number, "new": made.number})
