"""What can be done to many people at once, kept within what an academy may do to one."""

from django import forms
from django.contrib.auth.models import Group
from django.http import Http404
from wagtail.users.views.bulk_actions.assign_role import AssignRoleBulkAction
from wagtail.users.views.bulk_actions.delete import DeleteBulkAction
from wagtail.users.views.bulk_actions.set_active_state import SetActiveStateBulkAction

from cms.accounts.people import people_kept_by
from cms.accounts.roles import PERMISSIONS


class OwnRolesForm(forms.Form):
    """The roles of the house; a group that somebody made beside them may hold more than an academy may give."""

    role = forms.ModelChoiceField(queryset=Group.objects.filter(name__in=PERMISSIONS))


class OwnPeopleMixin:
    """Of people the academy does not see none is found; to a superuser nothing is done by who is none."""

    def get_all_objects_in_listing_query(self, parent_id):
        return people_kept_by(self.request.user).values_list("pk", flat=True)

    def get_queryset(self, model, object_ids):
        found = list(people_kept_by(self.request.user).filter(pk__in=object_ids))
        if not found:
            raise Http404
        return found

    def check_perm(self, obj):
        return super().check_perm(obj) and (self.request.user.is_superuser or not obj.is_superuser)


class AssignRole(OwnPeopleMixin, AssignRoleBulkAction):
    form_class = OwnRolesForm


class SetActiveState(OwnPeopleMixin, SetActiveStateBulkAction):
    pass


class Delete(OwnPeopleMixin, DeleteBulkAction):
    pass
