"""People in the Wagtail admin: everybody of the own academy, and nobody else (superusers see all)."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.users.views.users import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    UserViewSet,
)

from cms.accounts.entry.reach import people_in_reach
from cms.accounts.models import User
from cms.accounts.person_forms import PersonCreationForm, PersonEditForm
from cms.accounts.roles import PERMISSIONS


def people_kept_by(user):
    """Return the people whose accounts somebody may look at: those of the own academy, neither merged nor erased."""
    return User.objects.visible_to(user).filter(merged_into=None, erased_at=None)


class PeopleIndexView(IndexView):
    add_item_label = _("Add a person")
    page_title = _("People")

    @cached_property
    def search_fields(self):
        return ["username", "name_native", "name_latin"]

    def get_base_queryset(self):
        return people_kept_by(self.request.user).select_related("wagtail_userprofile")

    @cached_property
    def header_more_buttons(self):
        doubles = Button(_("Two accounts of one person"), url=reverse("person_merges"), icon_name="group")
        may_merge = self.request.user.has_perm("accounts.change_user")
        return [*super().header_more_buttons, *([doubles] if may_merge else [])]

    def search_queryset(self, queryset):
        """Find people in either script: Wagtail compares letter by letter."""
        return User.objects.named(self.search_query, queryset) if self.is_searching else queryset


class OnlyOwnPeopleMixin:
    """A person of another academy is not found, whatever is asked about the person."""

    def setup(self, request, *args, **kwargs):
        get_object_or_404(people_kept_by(request.user), pk=kwargs["pk"])
        super().setup(request, *args, **kwargs)


class PersonFormMixin:
    """Whoever is no superuser gives the roles of the house and nothing above them, whatever the posted form says."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
            form.fields["groups"].queryset = Group.objects.filter(name__in=PERMISSIONS)
        return form


class PersonCreateView(PersonFormMixin, CreateView):
    def dispatch(self, request, *args, **kwargs):
        # The person would belong to no academy and be seen by nobody.
        if not request.user.is_superuser and request.user.academy_id is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PersonEditView(OnlyOwnPeopleMixin, PersonFormMixin, EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # Whoever may set a superuser's password could become one.
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied

    @property
    def header_buttons(self):
        record = reverse("person_record", args=[self.object.pk])
        buttons = [*super().header_buttons, HeaderButton(_("History"), url=record, icon_name="history")]
        if people_in_reach(self.request.user).filter(pk=self.object.pk).exists():
            url = reverse("person_pin", args=[self.object.pk])
            buttons.append(HeaderButton(_("New PIN"), url=url, icon_name="key"))
        return buttons


class PersonDeleteView(OnlyOwnPeopleMixin, DeleteView):
    pass


class PersonHistoryView(OnlyOwnPeopleMixin, HistoryView):
    pass


class PersonUsageView(OnlyOwnPeopleMixin, UsageView):
    pass


class PeopleViewSet(UserViewSet):
    icon = "user"
    menu_label = _("People")
    template_prefix = "panah_admin/users/"
    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    history_view_class = PersonHistoryView
    usage_view_class = PersonUsageView

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
