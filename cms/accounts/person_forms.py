"""A person as the academy writes the account down: no e-mail needed, both spellings of the name, roles."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm, standard_fields

from cms.accounts.models import User

ABOUT = {"name_native", "name_latin", "language", "country", "academy", "agency", "rank", "sex", "born_on"}
FIELDS = ({"username", "is_active"} | standard_fields | ABOUT) - {"first_name", "last_name"}
WIDGETS = {"born_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class _PersonForm(forms.ModelForm):
    """What both forms of a person have. `by` is who fills it in: an administrator's own academy is not chosen."""

    email = forms.EmailField(required=False, label=_("E-mail"))
    first_name = None
    last_name = None
    superior_number = forms.CharField(
        required=False,
        max_length=150,
        label=_("Service number of the superior"),
        help_text=User._meta.get_field("superior").help_text,
    )

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)
        self.fields["superior_number"].initial = getattr(self.instance.superior, "username", "")
        if not by.is_superuser:
            self.fields.pop("academy")

    def clean_superior_number(self):
        number = self.cleaned_data["superior_number"].strip()
        if not number:
            return None
        people = User.objects.visible_to(self.by).filter(merged_into=None)
        found = people.filter(username__iexact=number).first()
        if found is None:
            raise forms.ValidationError(
                _("Nobody of your academy has the service number %(number)s."), params={"number": number}
            )
        if found.pk == self.instance.pk:
            raise forms.ValidationError(_("Nobody is the own superior."))
        return found

    def _post_clean(self):
        self.instance.superior = self.cleaned_data.get("superior_number")
        if self.instance.pk is None and not self.by.is_superuser:
            self.instance.academy = self.by.academy
        super()._post_clean()


class PersonCreationForm(_PersonForm, UserCreationForm):
    password_required = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Leave it empty, and print a sign-in slip for the person: with it the person chooses a password."
        )

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit=commit)

    class Meta(UserCreationForm.Meta):
        fields = FIELDS - {"is_active"}
        widgets = UserCreationForm.Meta.widgets | WIDGETS


class PersonEditForm(_PersonForm, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = FIELDS
        widgets = UserEditForm.Meta.widgets | WIDGETS

    def save(self, commit=True):
        if {"name_native", "name_latin"} & set(self.changed_data):
            # A spelling somebody else wrote is not one the holder has confirmed.
            self.instance.names_confirmed_at = None
        return super().save(commit=commit)
