"""The screens of a lesson: every block a lesson or an information page is built from.

Nobody but `outline` reads block types; a template is bound to each here. Block and item ids are the same in
every language: the id of a knowledge check is its key in the record of progress.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from assessments.scenarios.models import Scenario
from courses.content.drawings import drawing_choices
from courses.content.rendering import fill_in_country, language_of, unit_state
from courses.content.sources import source_titles
from courses.content.viewsets import scenario_chooser

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]
DEFAULT_TRIES = 3


class Text(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    body = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "blocks/text.html"


class KeyMessage(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Message"), rows=2)

    class Meta:
        label = _("Key message")
        icon = "key"
        template = "blocks/key_message.html"


class BoothRule(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Rule"), rows=2)

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

    class Meta:
        label = _("Fact")
        icon = "info-circle"


class Facts(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    facts = blocks.ListBlock(Fact(), label=_("Facts"), min_num=1)

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


class Picture(blocks.StructBlock):
    drawing = blocks.ChoiceBlock(
        choices=drawing_choices,
        label=_("Drawing"),
        required=False,
        help_text=_("One of the drawings of the course."),
    )
    image = ImageChooserBlock(label=_("Image"), required=False, help_text=_("Or a picture of your own."))
    alt = blocks.CharBlock(label=_("Description for those who do not see it"), max_length=300)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "blocks/image.html"

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned["drawing"]) == bool(cleaned["image"]):
            raise blocks.StructBlockValidationError(
                block_errors={"image": ValidationError(_("Choose either a drawing or an image."))}
            )
        return cleaned


class TableRow(blocks.StructBlock):
    cells = blocks.ListBlock(blocks.TextBlock(label=_("Cell"), rows=1, required=False), label=_("Cells"))

    class Meta:
        label = _("Row")


class Table(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    header = blocks.ListBlock(blocks.CharBlock(label=_("Heading"), required=False), label=_("Header"))
    rows = blocks.ListBlock(TableRow(), label=_("Rows"))

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"


class CaseExercise(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    situation = blocks.RichTextBlock(label=_("Situation"), features=RICH_TEXT_FEATURES)
    questions = blocks.ListBlock(
        blocks.TextBlock(label=_("Question"), rows=2), label=_("Questions"), min_num=1
    )
    debrief = blocks.RichTextBlock(label=_("Debrief"), features=RICH_TEXT_FEATURES)

    class Meta:
        label = _("Case exercise")
        icon = "group"
        template = "blocks/case.html"


class Option(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Answer"), rows=1)
    is_correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Feedback when it is wrongly chosen"), rows=2, required=False)

    class Meta:
        label = _("Answer")


class Question(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[
            ("single", _("One right answer")),
            ("multiple", _("Several right answers")),
            ("true_false", _("True or false")),
            ("ordering", _("Put in order")),
        ],
        default="single",
        label=_("Kind"),
    )
    text = blocks.TextBlock(label=_("Question"), rows=2)
    options = blocks.ListBlock(
        Option(), label=_("Answers"), min_num=2, help_text=_("For an ordering: listed in the right order.")
    )
    feedback_correct = blocks.TextBlock(label=_("Feedback to the right answer"), rows=2, required=False)
    feedback_wrong = blocks.TextBlock(label=_("Feedback to a wrong answer"), rows=2, required=False)

    class Meta:
        label = _("Question")

    def clean(self, value):
        cleaned = super().clean(value)
        right = sum(bool(option["is_correct"]) for option in cleaned["options"])
        problem = None
        if cleaned["kind"] in ("single", "true_false") and right != 1:
            problem = _("Mark exactly one answer as right.")
        elif cleaned["kind"] == "multiple" and not right:
            problem = _("Mark at least one answer as right.")
        if cleaned["kind"] == "true_false" and len(cleaned["options"]) != 2:
            problem = _("Give two answers: first the one that means true, then the one that means false.")
        if problem:
            raise blocks.StructBlockValidationError(block_errors={"kind": ValidationError(problem)})
        return cleaned


class KnowledgeCheck(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    pass_percent = blocks.IntegerBlock(label=_("Pass mark, %"), default=80, min_value=1, max_value=100)
    tries = blocks.IntegerBlock(label=_("Tries"), default=DEFAULT_TRIES, min_value=1, max_value=20)
    questions = blocks.ListBlock(Question(), label=_("Questions"), min_num=1)

    class Meta:
        label = _("Knowledge check")
        icon = "tick-inverse"
        template = "blocks/knowledge_check.html"

    def get_context(self, value, parent_context=None):
        """Add `state`: the learner's CheckState that learning put into the page's context, or None."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"state": unit_state(context, context.get("block_key"))}


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
    case = CaseExercise()
    knowledge_check = KnowledgeCheck()
    scenario = ScenarioUnit()


class InformationScreens(Screens):
    text = Text()
    key_message = KeyMessage()
    facts = Facts()
    image = Picture()
    table = Table()


class Objectives(blocks.StreamBlock):
    objective = blocks.TextBlock(label=_("Objective"), rows=2)
