"""People in the Wagtail admin: no e-mail needed, both spellings of the name, roles."""

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm, standard_fields
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from cms.accounts.models import User
from cms.accounts.roles import PERMISSIONS

NAMES = {"name_native", "name_latin", "language", "country", "agency"}
FIELDS = ({"username", "is_active"} | standard_fields | NAMES) - {"first_name", "last_name"}


class PersonCreationForm(UserCreationForm):
    email = forms.EmailField(required=False, label=_("E-mail"))
    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        fields = FIELDS - {"is_active"}


class PersonEditForm(UserEditForm):
    email = forms.EmailField(required=False, label=_("E-mail"))
    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        fields = FIELDS

    def save(self, commit=True):
        if {"name_native", "name_latin"} & set(self.changed_data):
            # A spelling somebody else wrote is not one the holder has confirmed.
            self.instance.names_confirmed_at = None
        return super().save(commit=commit)


class PeopleIndexView(IndexView):
    add_item_label = _("Add a person")
    page_title = _("People")

    @cached_property
    def search_fields(self):
        return ["username", "name_native", "name_latin"]

    def search_queryset(self, queryset):
        """Find people in either script: Wagtail compares letter by letter."""
        return User.objects.named(self.search_query, queryset) if self.is_searching else queryset


class OnlyOwnRolesMixin:
    """Whoever is no superuser gives the roles of the house and nothing above them, whatever the posted form says."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
            form.fields["groups"].queryset = Group.objects.filter(name__in=PERMISSIONS)
        return form


class PersonCreateView(OnlyOwnRolesMixin, CreateView):
    pass


class PersonEditView(OnlyOwnRolesMixin, EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # Whoever may set a superuser's password could become one.
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied


class PeopleViewSet(UserViewSet):
    icon = "user"
    menu_label = _("People")
    template_prefix = "panah_admin/users/"
    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
