from wagtail import hooks

from courses.cohorts.admin import CohortViewSet


@hooks.register("register_admin_viewset")
def cohorts():
    return CohortViewSet()
