"""Pictures, diagrams and charts: every word in them is text that can be translated and read aloud."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.content.rendering import language_of
from courses.content.screens.charts import bars
from courses.content.screens.citations import cites
from courses.content.screens.drawings import drawing_choices
from courses.content.screens.labels import labelled_drawing
from courses.content.sources import source_titles


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
    cites = cites()

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


class Label(blocks.StructBlock):
    # A slot of the drawing is not a word: translators are offered every CharBlock, but no RegexBlock.
    slot = blocks.RegexBlock(regex=r"^l[1-9]$", label=_("Place in the drawing"))
    text = blocks.CharBlock(label=_("Words"), max_length=60)

    class Meta:
        label = _("Words in the drawing")


class Diagram(blocks.StructBlock):
    drawing = blocks.ChoiceBlock(choices=drawing_choices, label=_("Drawing"))
    labels = blocks.ListBlock(Label(), label=_("Words in the drawing"), min_num=1)
    alt = blocks.CharBlock(label=_("Description for those who do not see it"), max_length=400)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    cites = cites()

    class Meta:
        label = _("Drawing with words")
        icon = "image"
        template = "blocks/diagram.html"

    def get_context(self, value, parent_context=None):
        """Add `drawing`: the SVG with its words in the language of the page (labels.py)."""
        context = super().get_context(value, parent_context=parent_context)
        words = {label["slot"]: label["text"] for label in value["labels"]}
        drawing = labelled_drawing(value["drawing"], words, language_of(context))
        return context | {"drawing": drawing, "words": words}


class Bar(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Words"), max_length=80)
    value = blocks.IntegerBlock(label=_("Number"), min_value=0)

    class Meta:
        label = _("Bar")


class Chart(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    unit = blocks.CharBlock(label=_("What is counted"), max_length=100)
    bars = blocks.ListBlock(Bar(), label=_("Bars"), min_num=1)
    note = blocks.TextBlock(label=_("Note"), rows=2, required=False)
    on = blocks.DateBlock(label=_("Figures of"))
    sources = blocks.ListBlock(
        blocks.RegexBlock(regex=r"^[A-Z]{1,4}[0-9]{0,4}$", label=_("Source code")),
        label=_("Sources"),
        min_num=1,
    )
    cites = cites()

    class Meta:
        label = _("Chart with date and source")
        icon = "bars"
        template = "blocks/chart.html"

    def get_context(self, value, parent_context=None):
        """Add `drawn` (the bars with their lengths in per mille) and `sources`: [(code, title)]."""
        context = super().get_context(value, parent_context=parent_context)
        titles = source_titles(language_of(context))
        return context | {
            "drawn": bars([(bar["label"], bar["value"]) for bar in value["bars"]]),
            "sources": [(code, titles[code]) for code in value["sources"] if code in titles],
        }
