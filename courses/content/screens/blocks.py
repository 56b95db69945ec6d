"""The screens of a lesson: every block a lesson or an information page is built from.

Nobody but `outline` reads block types; a template is bound to each here. Block and item ids are the same in
every language: the id of a knowledge check is its key in the record of progress.
"""

from uuid import UUID

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.scenarios.models import Scenario
from courses.content.rendering import fill_in_country, language_of, unit_state
from courses.content.screens.citations import cites
from courses.content.screens.exercises import CaseExercise, KnowledgeCheck, Sorting
from courses.content.screens.figures import Chart, Diagram, Picture
from courses.content.screens.prose import RICH_TEXT_FEATURES
from courses.content.screens.units import H5PUnit, PackageUnit
from courses.content.sources import source_titles
from courses.content.viewsets import scenario_chooser


class Text(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    body = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)
    cites = cites()

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "blocks/text.html"


class KeyMessage(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Message"), rows=2)
    cites = cites()

    class Meta:
        label = _("Key message")
        icon = "key"
        template = "blocks/key_message.html"


class BoothRule(blocks.StructBlock):
    place = blocks.CharBlock(
        label=_("Where it is kept"),
        required=False,
        # A rule that was written before there was this field has "", not None, which cannot be translated.
        default="",
        max_length=60,
        help_text=_("Empty: at the booth."),
    )
    text = blocks.TextBlock(label=_("Rule"), rows=2)
    cites = cites()

    class Meta:
        label = _("At the booth")
        icon = "warning"
        template = "blocks/booth_rule.html"


class Fact(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Fact"), rows=2)
    sources = blocks.ListBlock(
        # A code is not a word: translators are offered every CharBlock, but no RegexBlock.
        blocks.RegexBlock(regex=r"^[A-Z]{1,4}[0-9]{0,4}$", label=_("Source code")),
        label=_("Sources"),
        min_num=0,
        default=[],
    )
    needs_confirmation = blocks.BooleanBlock(
        label=_("To be confirmed by a national reviewer"), required=False
    )
    checked_on = blocks.DateBlock(label=_("Checked on"), required=False)

    class Meta:
        label = _("Fact")
        icon = "info-circle"


class ContentNotice(blocks.StructBlock):
    """What comes may be hard to read: who wants to passes it over, without loss, and does another task."""

    text = blocks.TextBlock(label=_("What follows"), rows=2)
    alternative = blocks.TextBlock(label=_("Another task instead"), rows=2)

    class Meta:
        label = _("Content notice")
        icon = "warning"
        template = "blocks/content_notice.html"


class Facts(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    facts = blocks.ListBlock(Fact(), label=_("Facts"), min_num=1)
    cites = cites()

    class Meta:
        label = _("Facts with sources")
        icon = "list-ul"
        template = "blocks/facts.html"

    def get_context(self, value, parent_context=None):
        """Add `sources`: [(code, title)] of all documents the facts rest on, each once, in order."""
        context = super().get_context(value, parent_context=parent_context)
        titles = source_titles(language_of(context))
        codes = dict.fromkeys(code for fact in value["facts"] for code in fact["sources"])
        return context | {"sources": [(code, titles[code]) for code in codes if code in titles]}


class TableRow(blocks.StructBlock):
    cells = blocks.ListBlock(blocks.TextBlock(label=_("Cell"), rows=1, required=False), label=_("Cells"))

    class Meta:
        label = _("Row")


class Table(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    header = blocks.ListBlock(blocks.CharBlock(label=_("Heading"), required=False), label=_("Header"))
    rows = blocks.ListBlock(TableRow(), label=_("Rows"))
    cites = cites()

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"


class ScenarioChooser(blocks.ChooserBlock):
    """Points at a Scenario; which scenario it is, is structure, so translation does not touch it."""

    target_model = Scenario

    @cached_property
    def widget(self):
        return scenario_chooser.widget_class()

    def get_translatable_segments(self, value):
        return []


class ScenarioUnit(blocks.StructBlock):
    scenario = ScenarioChooser(label=_("Scenario"))

    class Meta:
        label = _("Scenario")
        icon = "openquote"
        template = "blocks/scenario.html"

    def get_context(self, value, parent_context=None):
        """Add `state`: the learner's ScenarioState that learning put into the page's context, or None."""
        context = super().get_context(value, parent_context=parent_context)
        scenario = value["scenario"]
        return context | {"state": unit_state(context, scenario.key) if scenario else None}


class Screens(blocks.StreamBlock):
    """Screens in order; each is rendered knowing its own id (`block_key` in the context, a UUID)."""

    class Meta:
        template = "blocks/screens.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        # In a preview of a page that was never saved, blocks have no id yet.
        screens = [(UUID(child.id) if child.id else None, child) for child in value]
        return context | {"screens": screens}

    def render(self, value, context=None):
        return fill_in_country(super().render(value, context), context or {})


class LessonScreens(Screens):
    text = Text()
    key_message = KeyMessage()
    booth_rule = BoothRule()
    facts = Facts()
    image = Picture()
    table = Table()
    diagram = Diagram()
    chart = Chart()
    content_notice = ContentNotice()
    case = CaseExercise()
    sorting = Sorting()
    knowledge_check = KnowledgeCheck()
    scenario = ScenarioUnit()
    h5p = H5PUnit()
    package = PackageUnit()


class InformationScreens(Screens):
    text = Text()
    key_message = KeyMessage()
    facts = Facts()
    image = Picture()
    diagram = Diagram()
    table = Table()


class Objectives(blocks.StreamBlock):
    objective = blocks.TextBlock(label=_("Objective"), rows=2)


class SessionStep(blocks.StructBlock):
    """One step of a lesson in the classroom, for the lecturer."""

    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=480)
    title = blocks.CharBlock(label=_("Step"), max_length=160)
    notes = blocks.RichTextBlock(label=_("Notes for the lecturer"), features=RICH_TEXT_FEATURES)

    class Meta:
        label = _("Step")
        icon = "time"


class Session(blocks.StreamBlock):
    step = SessionStep()
