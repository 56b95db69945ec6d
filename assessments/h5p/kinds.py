"""What a type of H5P content is called and drawn as: known ones in plain words, others as they call themselves."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Kind:
    """A type of content: `machine` is the library that makes it, `icon` one of the admin's icons."""

    machine: str
    name: str | Promise
    icon: str


# Machine name without "H5P." -> what people call it, an icon of the admin.
_KNOWN: dict[str, tuple[Promise, str]] = {
    "Accordion": (_("Sections to open"), "collapse-down"),
    "AdvancedText": (pgettext_lazy("type of H5P content", "Text"), "pilcrow"),
    "ArithmeticQuiz": (_("Arithmetic quiz"), "help"),
    "Audio": (pgettext_lazy("type of H5P content", "Sound"), "media"),
    "Blanks": (_("Fill in the gaps"), "edit"),
    "BranchingQuestion": (_("Question with branches"), "redirect"),
    "BranchingScenario": (_("Branching scenario"), "redirect"),
    "Collage": (_("Collage"), "image"),
    "Column": (_("Page of several parts"), "bars"),
    "CoursePresentation": (_("Presentation"), "desktop"),
    "Dialogcards": (_("Cards to turn over"), "copy"),
    "DocumentationTool": (_("Record to fill in"), "form"),
    "DragQuestion": (_("Drag and drop"), "grip"),
    "DragText": (_("Drag the words"), "grip"),
    "Essay": (_("Free text"), "edit"),
    "FindTheHotspot": (_("Find the place in a picture"), "crosshairs"),
    "Flashcards": (_("Question cards"), "copy"),
    "GuessTheAnswer": (_("Guess the answer"), "help"),
    "IFrameEmbed": (_("Page of another site"), "link-external"),
    "Image": (pgettext_lazy("type of H5P content", "Picture"), "image"),
    "ImageHotspots": (_("Picture with explanations"), "crosshairs"),
    "ImageSequencing": (_("Put pictures in order"), "order"),
    "ImageSlider": (_("Pictures in a row"), "image"),
    "InteractiveBook": (_("Interactive book"), "folder-open-inverse"),
    "InteractiveVideo": (_("Video with questions"), "media"),
    "MarkTheWords": (_("Mark the words"), "tag"),
    "MemoryGame": (_("Find the pairs"), "grid"),
    "MultiChoice": (_("Multiple choice"), "list-ul"),
    "MultiMediaChoice": (_("Choice of pictures"), "grid"),
    "Questionnaire": (_("Questionnaire"), "tasks"),
    "QuestionSet": (_("Set of questions"), "tasks"),
    "SingleChoiceSet": (_("Set of single choices"), "tasks"),
    "SortParagraphs": (_("Put paragraphs in order"), "order"),
    "Summary": (_("Build the summary"), "list-ol"),
    "Timeline": (_("Timeline"), "time"),
    "TrueFalse": (_("True or false"), "check"),
    "Video": (pgettext_lazy("type of H5P content", "Video"), "media"),
}
_OTHER = "media"


def kind_of(machine_name: str, title: str = "") -> Kind:
    """Return the kind of a library; `title` is what it calls itself."""
    name, icon = _KNOWN.get(machine_name.removeprefix("H5P."), (title or machine_name, _OTHER))
    return Kind(machine_name, name, icon)
