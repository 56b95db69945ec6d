"""The reports that were taken out, for those who watch over it."""

from cms.accounts.models import User
from cms.reports.models import ReportExport


def exports_for(user):
    """Return the exports made by people of the user's academy, newest first; to a superuser all."""
    found = ReportExport.objects.select_related("made_by")
    return found if user.is_superuser else found.filter(made_by__in=User.objects.visible_to(user))
