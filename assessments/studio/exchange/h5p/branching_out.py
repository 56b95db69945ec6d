"""A scenario in one language -> H5P.BranchingScenario, and what it cannot carry. Pure.

A scene is a text (H5P.AdvancedText) and the question after it (H5P.BranchingQuestion); a scene of one choice is a text
whose button is that choice; an ending is a text with an end screen. Points stand at the alternatives ("dynamic-score").
What is read again by reading.py, which knows our exports by `authorComments`: a paragraph wholly in italics before the
text is the notice of the scene, one wholly bold its speaker.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.studio.drafting.document import in_order
from assessments.studio.exchange.h5p import shapes
from assessments.studio.exchange.h5p.losses import Loss
from assessments.studio.exchange.h5p.losses_out import losses_of
from assessments.studio.exchange.h5p.texts import emphasised, escaped, html_text

# What today's libraries are called where none is installed here: the versions this form was made for.
VERSIONS = {
    shapes.BRANCHING_SCENARIO: (1, 10),
    shapes.BRANCHING_QUESTION: (1, 0),
    shapes.ADVANCED_TEXT: (1, 1),
}


@dataclass(frozen=True)
class Written:
    """`package` is h5p.json (without dependencies beyond the three), `params` content.json."""

    package: dict
    params: dict
    losses: tuple[Loss, ...] = field(default=())


def write_branching(
    doc: dict,
    *,
    language: str,
    number: int,
    sub_content_id: Callable[[str], str],
    versions: Mapping[str, tuple[int, int]] = VERSIONS,
) -> Written:
    """Return a document as H5P content, its words in `language`, which must be the active one.

    `number` is that of the version, `sub_content_id` gives the id of a scene by its id; of a question it is asked with
    a "?" behind it.
    """
    writer = _Writer(doc, language, sub_content_id, versions)
    title = writer.texts("").get("title") or doc["head"]["code"]
    return Written(
        package={
            "title": title,
            "language": language,
            "defaultLanguage": language,
            "mainLibrary": shapes.BRANCHING_SCENARIO,
            "embedTypes": ["iframe"],
            "license": "U",
            "authorComments": f"Panah scenario {doc['head']['code']}, version {number}",
            "preloadedDependencies": [
                {"machineName": name, "majorVersion": major, "minorVersion": minor}
                for name, (major, minor) in versions.items()
            ],
        },
        params={"branchingScenario": writer.scenario(title)},
        losses=losses_of(doc, language),
    )


class _Writer:
    def __init__(self, doc: dict, language: str, sub_content_id, versions):
        self.words = doc["words"].get(language, {})
        self.sub_content_id, self.versions = sub_content_id, versions
        start = doc["head"]["start"]
        scenes = in_order(doc["scenes"])
        # The first content is where everybody begins.
        self.scenes = [
            *(one for one in scenes if one[0] == start),
            *(one for one in scenes if one[0] != start),
        ]
        self.indices: dict[str, int] = {}
        place = 0
        for key, scene in self.scenes:
            self.indices[key] = place
            place += 2 if self._is_asked(scene) else 1

    def texts(self, address: str) -> dict:
        return self.words.get(address, {})

    def scenario(self, title: str) -> dict:
        own = self.texts("")
        subtitle = html_text(own.get("summary", ""))
        subtitle += emphasised("em", own.get("place", "")) + emphasised("strong", own.get("notice", ""))
        return {
            "title": escaped(title),
            "startScreen": {"startScreenTitle": html_text(title), "startScreenSubtitle": subtitle},
            "endScreens": [
                {
                    "endScreenTitle": html_text(_("The end")),
                    "endScreenSubtitle": "",
                    "contentId": -1,
                    "endScreenScore": 0,
                }
            ],
            "content": [content for key, scene in self.scenes for content in self._contents(key, scene)],
            "scoringOptionGroup": {"scoringOption": shapes.DYNAMIC, "includeInteractionsScores": False},
            "behaviour": {
                "enableBackwardsNavigation": False,
                "forceContentFinished": False,
                "randomizeBranchingQuestions": True,
            },
            "l10n": {
                "startScreenButtonText": escaped(_("Start")),
                "endScreenButtonText": escaped(_("Play again")),
                "backButtonText": escaped(_("Back")),
                "disableProceedButtonText": escaped(_("Look at it to the end first")),
                "replayButtonText": escaped(_("Play the video again")),
                "scoreText": escaped(_("Your points:")),
                "fullscreenAria": escaped(_("Full screen")),
            },
        }

    def _is_asked(self, scene: dict) -> bool:
        """A question has at least two alternatives (semantics of H5P.BranchingQuestion)."""
        return not scene["ending"] and len(scene["choices"]) > 1

    def _contents(self, key: str, scene: dict):
        choices = [] if scene["ending"] else in_order(scene["choices"])
        if scene["ending"] or not choices:
            yield self._text(key, button=_("Continue"), feedback=self._end_screen(key))
        elif self._is_asked(scene):
            yield self._text(key, button=_("Decide"), target=self.indices[key] + 1)
            yield self._question(key, choices)
        else:
            name, choice = choices[0]
            own = self.texts(f"{key}/{name}")
            yield self._text(
                key,
                button=own.get("text", ""),
                target=self._target(choice),
                feedback=_feedback(own.get("consequence", ""), choice["points"]),
            )

    def _text(self, key: str, *, button: str, target: int = -1, feedback: dict | None = None) -> dict:
        own = self.texts(key)
        told = emphasised("em", own.get("notice", "")) + emphasised("strong", own.get("speaker", ""))
        params = {"text": told + html_text(own.get("situation", ""))}
        return self._content(
            self._library(shapes.ADVANCED_TEXT, params, key, "Text", own.get("heading", "")),
            shows_title=bool(own.get("heading")),
            button=button,
            target=target,
            feedback=feedback,
        )

    def _question(self, key: str, choices: list) -> dict:
        heading = self.texts(key).get("heading", "")
        alternatives = [
            {
                "text": escaped(self.texts(f"{key}/{name}").get("text", "")),
                "nextContentId": self._target(choice),
                "feedback": _feedback(self.texts(f"{key}/{name}").get("consequence", ""), choice["points"]),
            }
            for name, choice in choices
        ]
        asked = {"question": html_text(heading or _("What do you do?")), "alternatives": alternatives}
        library = self._library(
            shapes.BRANCHING_QUESTION, {"branchingQuestion": asked}, f"{key}?", "Branching Question", heading
        )
        return self._content(library, shows_title=False, button=_("Continue"), target=None, feedback=None)

    def _target(self, choice: dict) -> int:
        return self.indices.get(choice["next"], -1)

    def _end_screen(self, key: str) -> dict:
        own = self.texts(key)
        heading = own.get("heading") or _("The end")
        return {"title": html_text(heading), "subtitle": html_text(own.get("booth", "")), "endScreenScore": 0}

    def _library(self, name: str, params: dict, key: str, kind: str, title: str) -> dict:
        major, minor = self.versions[name]
        return {
            "library": f"{name} {major}.{minor}",
            "params": params,
            "subContentId": self.sub_content_id(key),
            "metadata": {"contentType": kind, "license": "U", "title": title or "Untitled"},
        }

    def _content(
        self, library: dict, *, shows_title: bool, button: str, target: int | None, feedback
    ) -> dict:
        content = {
            "type": library,
            "showContentTitle": shows_title,
            "proceedButtonText": escaped(button),
            "forceContentFinished": "useBehavioural",
            "contentBehaviour": "useBehavioural",
            # The player reads it of every content.
            "feedback": feedback or {"title": "", "subtitle": ""},
        }
        return content if target is None else content | {"nextContentId": target}


def _feedback(consequence: str, points: int) -> dict:
    return {"title": "", "subtitle": html_text(consequence), "endScreenScore": points}
