"""What a file of another form cannot carry: as data, each with its place, and in words.

`code` says what is lost, or moved to where it is read in another way; `place` where: in an H5P file "3" (its third
content) or "3/2" (the second alternative there), in a scenario "d1" or "d1/a", "" for the whole. Words are made by
`explain` in the active language.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Loss:
    """One thing that does not come along. `values` are what its words name."""

    code: str
    place: str = ""
    values: dict = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Told:
    """The losses of one kind in words, with all their places in order, none twice."""

    code: str
    text: str
    places: tuple[str, ...]


_COMING_IN = {
    "picture": gettext_lazy("Pictures stay behind. Add them to the scene in the studio: %(what)s"),
    "media": gettext_lazy("Video, sound and other media stay behind: %(what)s"),
    "feedback_picture": gettext_lazy("Pictures of feedback and of end screens stay behind: %(what)s"),
    "links": gettext_lazy("Links become text with their address behind it."),
    "styles": gettext_lazy("Bold, colours, headings and tables become plain text."),
    "angle": gettext_lazy("A “<” before a letter is written as “‹”: a text here has no tags."),
    "other_type": gettext_lazy(
        "Only the text of this content comes along, not what one does in it: %(what)s"
    ),
    "interaction_scores": gettext_lazy("Points of tasks inside a content do not count here."),
    "content_score": gettext_lazy(
        "Points for having seen a content do not count here: only choices have points."
    ),
    "end_scores": gettext_lazy(
        "Points stand at the end screens there (%(what)s). Here they stand at the choices: give them in the studio."
    ),
    "no_scores": gettext_lazy("It has no points. Give points to the choices before you publish."),
    "score_rounded": gettext_lazy(
        "Points are whole numbers from -10 to 10 here: %(what)s became another number."
    ),
    "severity_guessed": gettext_lazy(
        "How good a choice is was guessed from its points. Critical errors are to be marked by hand."
    ),
    "ending_guessed": gettext_lazy("Whether an ending is good or mixed was guessed. Look at each."),
    "unreachable": gettext_lazy("No way leads here. It comes along; remove it before you publish."),
    "loop": gettext_lazy(
        "A way leads back to a content seen before. It comes along; H5P forgets the points of a circle, here they stay."
    ),
    "next_unknown": gettext_lazy("It leads to a content that is not there. It was taken for an ending."),
    "back_button": gettext_lazy("Going back is not possible here: a choice stands."),
    "forced": gettext_lazy("That a content must be seen to its end is not asked here."),
    "rights": gettext_lazy(
        "Authors and licence are not kept in a scenario. Note them where you need them: %(what)s"
    ),
    "end_screen": gettext_lazy("The end screen is read as part of the ending."),
    "buttons": gettext_lazy("Words of buttons are those of this site."),
    "language_guessed": gettext_lazy(
        "The file does not say a language of this site (%(what)s). Taken as: %(as)s"
    ),
    "title_heading": gettext_lazy("The title of a content is read as the heading of its scene."),
    "several_right": gettext_lazy(
        "Several answers are right there together. Here one is chosen, and each right one counts as right."
    ),
    "no_right": gettext_lazy("No answer is right there, so none earns a point here."),
    "tips": gettext_lazy("Tips, and feedback on answers that were not chosen, stay behind."),
    "overall_feedback": gettext_lazy("Feedback by the whole result stays behind; here the debrief says it."),
    "drawn_questions": gettext_lazy("All questions come in their order: none are drawn or mixed."),
    "retries": gettext_lazy("Each question is answered once; its answers are shown at the end."),
    "weights": gettext_lazy("A right answer is worth one point here: %(what)s"),
    "start_screen": gettext_lazy("The start screen is read as title and summary."),
}
_GOING_OUT = {
    "values": gettext_lazy("Values that choices change do not exist in H5P: %(what)s"),
    "when": gettext_lazy("The choice is offered always, also where its condition does not hold."),
    "routes": gettext_lazy("Of several ways on only the usual one is there."),
    "skip": gettext_lazy("The scene cannot be skipped; its notice stands above its text."),
    "critical": gettext_lazy("A critical error does not fail the whole in H5P; the way still ends there."),
    "severity": gettext_lazy("How good a choice is (best to critical) is not told, only its points."),
    "endings": gettext_lazy("Whether an ending is good, mixed or critical is not told."),
    "pass_percent": gettext_lazy("The pass mark (%(what)s%%) is to be set again where it is played."),
    "maximum": gettext_lazy(
        "H5P takes the best choices on the way gone as the most points, not those of the best way. Shares can differ."
    ),
    "last_points": gettext_lazy(
        "H5P counts no points on the way to the first content or to an end: they are lost here."
    ),
    "dead_end": gettext_lazy("A scene without choices that is no ending ends there."),
    "grounds": gettext_lazy("Principles, legal sources and sources of choices are not there: no debrief."),
    "ending_grounds": gettext_lazy("Principle and legal source of an ending are not there."),
    "scene_grounds": gettext_lazy("Principle and legal source of a scene are not there."),
    "booth": gettext_lazy("“At the booth” stands as the text of the end screen."),
    "scene_booth": gettext_lazy("“At the booth” of a scene that is no ending is not there."),
    "notes": gettext_lazy("Facilitator notes are not there."),
    "picture": gettext_lazy("Pictures and their descriptions are not there."),
    "speaker": gettext_lazy("The speaker stands as a bold first line of the text."),
    "notice": gettext_lazy("The content notice stands on the start screen in bold."),
    "place": gettext_lazy("The place stands on the start screen in italics."),
    "policy": gettext_lazy("Number of tries, waiting time and practice or certifying are not told."),
    "modules": gettext_lazy("Modules, and lessons to read again after a critical error, are not told."),
    "minutes": gettext_lazy("How long it takes is not told."),
    "states": gettext_lazy("That words are still a draft is not told."),
    "ids": gettext_lazy(
        "Ids of scenes and choices are not told; brought back to this site they are found again."
    ),
    "to_nowhere": gettext_lazy("A choice that leads nowhere ends there."),
    "languages": gettext_lazy("Each language is a file of its own; this one holds: %(what)s"),
    "marks": gettext_lazy("Words that differ by country are filled in; country: %(what)s"),
    "marks_stay": gettext_lazy(
        "Marks for words that differ by country stay as they are: for a file that comes back."
    ),
    "spacing": gettext_lazy("Spaces at the ends of lines and empty lines beyond one are left out."),
    "no_words": gettext_lazy("Texts that are not written yet in this language are empty."),
}


def explain(losses: Iterable[Loss], *, going_out: bool = False) -> tuple[Told, ...]:
    """Return the losses in words: one line for all of one kind, in the order of their first places."""
    texts = _GOING_OUT if going_out else _COMING_IN
    kinds: dict[str, list[Loss]] = {}
    for loss in losses:
        kinds.setdefault(loss.code, []).append(loss)
    return tuple(
        Told(
            code,
            str(texts[code]) % _joined(found),
            tuple(dict.fromkeys(loss.place for loss in found if loss.place)),
        )
        for code, found in kinds.items()
    )


def place_name(place: str) -> str:
    """Return a place of an H5P file in words: "content 3, alternative 2"."""
    content, _slash, alternative = place.partition("/")
    if not content.isdecimal():
        return place
    if not alternative:
        return _("content %(number)s") % {"number": content}
    return _("content %(number)s, alternative %(other)s") % {"number": content, "other": alternative}


def _joined(losses: list[Loss]) -> dict[str, str]:
    """Return what the words name, over all losses of a kind: "what" is a list of all there is, none twice."""
    names = {name for loss in losses for name in loss.values}
    found = {
        name: ", ".join(dict.fromkeys(str(loss.values[name]) for loss in losses if name in loss.values))
        for name in names
    }
    return {"what": "–", "as": "–"} | {name: text for name, text in found.items() if text}
