from wagtail import hooks

from courses.cohorts import auditing
from courses.cohorts.admin import CohortViewSet
from courses.content.copying import give_own_keys
from courses.content.viewsets import scenario_chooser


@hooks.register("register_admin_viewset")
def cohorts():
    return CohortViewSet()


@hooks.register("register_log_actions")
def cohort_log(actions):
    auditing.register(actions)


@hooks.register("register_admin_viewset")
def scenarios_to_choose():
    return scenario_chooser


@hooks.register("after_copy_page")
def own_keys(request, page, new_page):
    give_own_keys(page=new_page)
