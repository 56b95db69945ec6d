"""What can be done to many people at once, kept within what an academy may do to one."""

from django import forms
from django.contrib.auth.models import Group
from wagtail.users.views.bulk_actions.assign_role import AssignRoleBulkAction
from wagtail.users.views.bulk_actions.set_active_state import SetActiveStateBulkAction

from cms.accounts.roles import PERMISSIONS


class OwnRolesForm(forms.Form):
    """The roles of the house; a group that somebody made beside them may hold more than an academy may give."""

    role = forms.ModelChoiceField(queryset=Group.objects.filter(name__in=PERMISSIONS))


class NotOnSuperusersMixin:
    def check_perm(self, obj):
        return super().check_perm(obj) and (self.request.user.is_superuser or not obj.is_superuser)


class AssignRole(NotOnSuperusersMixin, AssignRoleBulkAction):
    form_class = OwnRolesForm


class SetActiveState(NotOnSuperusersMixin, SetActiveStateBulkAction):
    pass
