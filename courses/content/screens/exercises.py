"""The screens a learner answers: cases, cards to sort, knowledge checks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.content.rendering import unit_state
from courses.content.screens.citations import cites
from courses.content.screens.prose import RICH_TEXT_FEATURES

DEFAULT_TRIES = 3


class CaseExercise(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    situation = blocks.RichTextBlock(label=_("Situation"), features=RICH_TEXT_FEATURES)
    questions = blocks.ListBlock(
        blocks.TextBlock(label=_("Question"), rows=2), label=_("Questions"), min_num=1
    )
    debrief = blocks.RichTextBlock(label=_("Debrief"), features=RICH_TEXT_FEATURES)
    cites = cites()

    class Meta:
        label = _("Case exercise")
        icon = "group"
        template = "blocks/case.html"


class Category(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Words"), max_length=80)

    class Meta:
        label = _("Group")


class Card(blocks.StructBlock):
    """`right` are the numbers of the groups the card belongs to, the first group is 1."""

    text = blocks.TextBlock(label=_("Card"), rows=2)
    right = blocks.ListBlock(
        blocks.IntegerBlock(label=_("Number of the group"), min_value=1, max_value=9),
        label=_("Right groups"),
        min_num=1,
    )
    answer = blocks.TextBlock(label=_("Why"), rows=2)

    class Meta:
        label = _("Card")


class Sorting(blocks.StructBlock):
    """Cards to be put into groups; one card can belong to more than one. Nothing of it is recorded."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    task = blocks.TextBlock(label=_("Task"), rows=2)
    categories = blocks.ListBlock(Category(), label=_("Groups"), min_num=2, max_num=9)
    cards = blocks.ListBlock(Card(), label=_("Cards"), min_num=2)
    debrief = blocks.RichTextBlock(label=_("Debrief"), features=RICH_TEXT_FEATURES)
    cites = cites()

    class Meta:
        label = _("Sorting")
        icon = "group"
        template = "blocks/sorting.html"

    def clean(self, value):
        cleaned = super().clean(value)
        last = len(cleaned["categories"])
        if any(number > last for card in cleaned["cards"] for number in card["right"]):
            problem = _("A card names a group that is not there: the last one has the number %(last)s.")
            raise blocks.StructBlockValidationError(
                block_errors={"cards": ValidationError(problem % {"last": last})}
            )
        return cleaned

    def get_context(self, value, parent_context=None):
        """Add `groups`: [(number, words)] and `cards`: [(card, "1 2", [words of its groups])]."""
        context = super().get_context(value, parent_context=parent_context)
        groups = [(number, group["text"]) for number, group in enumerate(value["categories"], start=1)]
        words = dict(groups)
        cards = [
            (
                card,
                " ".join(str(number) for number in card["right"]),
                [words[number] for number in card["right"] if number in words],
            )
            for card in value["cards"]
        ]
        return context | {"groups": groups, "cards": cards}


class Option(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Answer"), rows=1)
    is_correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("Feedback when it is wrongly chosen"), rows=2, required=False)
    cites = cites()

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
    objective = blocks.IntegerBlock(
        label=_("Number of the objective"),
        required=False,
        min_value=1,
        max_value=20,
        help_text=_(
            "Which objective of the module the question asks for; the first is 1. "
            "The test before and after the course is made of such questions."
        ),
    )
    cites = cites()

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
