"""The page on which a person is erased: what goes, what stays, and the service number typed to be sure."""

from django import forms
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from certificates.models import Certificate
from cms.accounts.erasing import NotErasable, erase
from cms.accounts.models import User
from cms.accounts.person_admin import PersonPage, movable

REASONS = {
    "self": gettext_lazy("Nobody erases the own account."),
    "superuser": gettext_lazy("The account of somebody who keeps the whole site is not erased."),
    "merged": gettext_lazy("This account was merged into another one: erase that one."),
    "erased": gettext_lazy("The person was erased before."),
}


class EraseForm(forms.Form):
    """The service number, typed anew: a click alone must not do this."""

    number = forms.CharField(label=gettext_lazy("Type the service number to confirm"), max_length=150)

    def __init__(self, *args, person: User, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_number(self):
        typed = self.cleaned_data["number"].strip()
        if typed.casefold() != self.person.username.casefold():
            raise forms.ValidationError(_("This is not the service number of the person on this page."))
        return typed


class ErasePage(PersonPage):
    permission_required = "accounts.change_user"
    template_name = "panah_admin/erase.html"
    page_title = gettext_lazy("Erase the person")
    header_icon = "warning"

    def people(self):
        return movable(self.request.user).select_related("academy")

    def get_context_data(self, form=None, **kwargs):
        mine = Certificate.objects.filter(holder=self.person)
        return super().get_context_data(
            form=form or EraseForm(person=self.person), certificates=mine.count(), **kwargs
        )

    def post(self, request, pk):
        form = EraseForm(request.POST, person=self.person)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            erased = erase(person=self.person, by=request.user, at=timezone.now())
        except NotErasable as error:
            messages.error(request, REASONS[error.reason])
        else:
            told = _("Nobody knows any more who it was; what was done stays under %(pseudonym)s.")
            messages.success(request, told % {"pseudonym": erased.username})
        return redirect("wagtailusers_users:index")
