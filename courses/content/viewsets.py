from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from assessments.scenarios.models import Scenario

scenario_chooser = ChooserViewSet(
    "scenario_chooser",
    model=Scenario,
    icon="openquote",
    choose_one_text=_("Choose a scenario"),
    choose_another_text=_("Choose another scenario"),
)
