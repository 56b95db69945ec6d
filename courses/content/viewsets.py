from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from assessments.h5p.desk.choosing import H5PChooseResultsView, H5PChooseView
from assessments.h5p.models import H5PContent
from assessments.packages.desk.choosing import PackageChooseResultsView, PackageChooseView
from assessments.packages.models import Package
from assessments.scenarios.models import Scenario

scenario_chooser = ChooserViewSet(
    "scenario_chooser",
    model=Scenario,
    icon="openquote",
    choose_one_text=_("Choose a scenario"),
    choose_another_text=_("Choose another scenario"),
)

# Lessons already have what was archived later; a new block does not offer it.
h5p_chooser = ChooserViewSet(
    "h5p_chooser",
    model=H5PContent,
    icon="media",
    choose_view_class=H5PChooseView,
    choose_results_view_class=H5PChooseResultsView,
    per_page=20,
    choose_one_text=_("Choose H5P content"),
    choose_another_text=_("Choose other H5P content"),
)

package_chooser = ChooserViewSet(
    "package_chooser",
    model=Package,
    icon="doc-full",
    choose_view_class=PackageChooseView,
    choose_results_view_class=PackageChooseResultsView,
    per_page=20,
    choose_one_text=_("Choose a course package"),
    choose_another_text=_("Choose another course package"),
)
