from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self):
        # What these rooms add to registers of the rooms below them; they need the models, which are there only now.
        for room in ("h5p", "packages"):
            import_module(f"assessments.{room}.registering")
