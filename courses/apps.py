from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self):
        # Wagtail publishes pages in many places of its own; what is live then is written down here.
        from courses.content.translations import receivers  # noqa: F401, PLC0415
