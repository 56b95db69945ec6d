"""The screens that hold content which came as a package: its key is the unit in the record of progress."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.h5p.models import H5PContent
from assessments.packages.models import Package
from courses.content.rendering import unit_state
from courses.content.viewsets import h5p_chooser, package_chooser

DEFAULT_PASS_PERCENT = 70


class H5PChooser(blocks.ChooserBlock):
    """Points at H5PContent; which one it is, is structure, so translation does not touch it."""

    target_model = H5PContent

    @cached_property
    def widget(self):
        return h5p_chooser.widget_class()

    def get_translatable_segments(self, value):
        return []


class H5PUnit(blocks.StructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=160, help_text=_("Empty: the title of the content.")
    )
    content = H5PChooser(label=_("H5P content"))
    pass_percent = blocks.IntegerBlock(
        label=_("Pass mark, %"),
        default=DEFAULT_PASS_PERCENT,
        min_value=1,
        max_value=100,
        help_text=_("Content that gives no points is passed when it is finished."),
    )
    is_required = blocks.BooleanBlock(
        label=_("Must be passed to complete the lesson"),
        required=False,
        default=True,
        help_text=_("Else it is an exercise: its result is kept, and the lesson is completed without it."),
    )

    class Meta:
        label = _("H5P content")
        icon = "media"
        template = "blocks/h5p.html"

    def get_context(self, value, parent_context=None):
        """Add `state`: the learner's H5PState that learning put into the page's context, or None."""
        context = super().get_context(value, parent_context=parent_context)
        content = value["content"]
        return context | {"state": unit_state(context, content.key) if content else None}


class PackageChooser(blocks.ChooserBlock):
    """Points at a Package; which one it is, is structure, so translation does not touch it."""

    target_model = Package

    @cached_property
    def widget(self):
        return package_chooser.widget_class()

    def get_translatable_segments(self, value):
        return []


class PackageUnit(blocks.StructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=160, help_text=_("Empty: the title of the package.")
    )
    package = PackageChooser(label=_("Course package"))
    is_required = blocks.BooleanBlock(
        label=_("Must be passed to complete the lesson"),
        required=False,
        default=True,
        help_text=_("Else it is an exercise: its result is kept, and the lesson is completed without it."),
    )

    class Meta:
        label = _("Course package (cmi5, SCORM)")
        icon = "doc-full"
        template = "blocks/package.html"

    def get_context(self, value, parent_context=None):
        """Add `state`: the learner's PackageState that learning put into the page's context, or None."""
        context = super().get_context(value, parent_context=parent_context)
        package = value["package"]
        return context | {"state": unit_state(context, package.key) if package else None}
