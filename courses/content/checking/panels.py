"""What the checks find on a page, shown in its editor before it is published."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from courses.content.checking.reading import check_one


class ContentChecksPanel(Panel):
    """Lists the findings on the draft that is open; each leads to its place in the form below."""

    def __init__(self, **kwargs):
        super().__init__(**({"heading": _("Content checks")} | kwargs))

    class BoundPanel(Panel.BoundPanel):
        template_name = "editing/content_checks_panel.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | {"findings": check_one(self.instance)}
