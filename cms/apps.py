from django.apps import AppConfig
from django.utils.translation import trans_real


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Panah"

    def ready(self):
        # What is published, and what a form of the admin saves, can be found from then on.
        from cms.search import receivers  # noqa: F401, PLC0415

        # Dari has no catalogue in Django, Wagtail or allauth: a string that is not in ours is looked up in Persian,
        # and only then in English. There is no public call for this; gettext's own `_fallback` is the place.
        trans_real.translation("fa-af")._fallback = trans_real.translation("fa")
