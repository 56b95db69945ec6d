from wagtail import hooks

from courses.cohorts.admin import CohortViewSet
from courses.content.viewsets import scenario_chooser


@hooks.register("register_admin_viewset")
def cohorts():
    return CohortViewSet()


@hooks.register("register_admin_viewset")
def scenarios_to_choose():
    return scenario_chooser
