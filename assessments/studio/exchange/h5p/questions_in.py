"""H5P.QuestionSet -> the sketch of a scenario: one scene a question, one choice an answer. Pure.

A knowledge check has no neutral form here (it is a block of a page), and a scenario carries more of a question: what
follows from each answer, points, a pass mark, a debrief.
"""

from django.utils.translation import gettext as _

from assessments.studio.exchange.h5p import shapes
from assessments.studio.exchange.h5p.shapes import flag, group, members, number, text
from assessments.studio.exchange.h5p.sketch import Offered, Sketch, heading_of, joined
from assessments.studio.exchange.h5p.texts import PlainText, plain_text

END = "end"
_RETRY = ("retryButton", "showSolutionButton")


def read_questions(params: dict, sketch: Sketch) -> tuple[str, dict]:
    """Fill the sketch; return (id of the first scene, what the head says)."""
    questions = members(params, "questions")
    keys = [f"s{number_of}" for number_of in range(1, len(questions) + 1)]
    for index, question in enumerate(questions):
        target = keys[index + 1] if index + 1 < len(keys) else END
        _Question(question, keys[index], target, str(index + 1), sketch).read()
    _end(params, sketch)
    _note_whole(params, sketch)
    mark = number(params.get("passPercentage"))
    head = {"pass_percent": min(max(round(mark), 1), 100)} if mark is not None else {}
    return keys[0], head


class _Question:
    def __init__(self, question: dict, key: str, target: str, place: str, sketch: Sketch):
        self.params, self.library = group(question, "params"), shapes.library_of(question)
        self.title = str(plain_text(text(group(question, "metadata"), "title")))
        self.key, self.target, self.place, self.sketch = key, target, place, sketch

    def read(self) -> None:
        offered = {shapes.MULTI_CHOICE: self._answers, shapes.TRUE_FALSE: self._true_or_false}.get(
            self.library, self._as_text
        )()
        self.sketch.add_scene(self.key, offered, self.place, has_points=True)

    def _say(self, *paragraphs: str) -> None:
        title = "" if self.title.lower().startswith("untitled") else self.title
        heading, too_long = heading_of(title)
        self.sketch.write(self.key, heading=heading, situation=joined(too_long, *paragraphs))

    def _ask(self) -> None:
        self._say(*self.sketch.read(self.params.get("question"), self.place).paragraphs)
        self.sketch.note_media(group(self.params, "media"), self.place)
        behaviour = group(self.params, "behaviour")
        if flag(behaviour.get("enableRetry", True)):
            self.sketch.lose("retries")
        if members(self.params, "overallFeedback") and any(
            text(one, "feedback") for one in members(self.params, "overallFeedback")
        ):
            self.sketch.lose("overall_feedback", self.place)

    def _answers(self) -> list[Offered]:
        self._ask()
        answers = members(self.params, "answers")
        # As the player has it: of answers that say nothing of it the first is right.
        right = [flag(one.get("correct", index == 0)) for index, one in enumerate(answers)]
        if right.count(True) > 1:
            self.sketch.lose("several_right", self.place)
        if answers and not any(right):
            self.sketch.lose("no_right", self.place)
        offered = []
        for index, one in enumerate(answers):
            where = f"{self.place}/{index + 1}"
            feedback = group(one, "tipsAndFeedback")
            if text(feedback, "tip") or text(feedback, "notChosenFeedback"):
                self.sketch.lose("tips", where)
            offered.append(
                self._choice(
                    self.sketch.read(one.get("text"), where),
                    self.sketch.read(feedback.get("chosenFeedback"), where),
                    is_right=right[index],
                )
            )
        return offered

    def _true_or_false(self) -> list[Offered]:
        self._ask()
        words, behaviour = group(self.params, "l10n"), group(self.params, "behaviour")
        is_true = text(self.params, "correct") != "false" and self.params.get("correct") is not False
        told = {
            True: text(words, "trueText") or _("True"),
            False: text(words, "falseText") or _("False"),
        }
        return [
            self._choice(
                plain_text(told[answer]),
                self.sketch.read(
                    behaviour.get("feedbackOnCorrect" if answer == is_true else "feedbackOnWrong"), self.place
                ),
                is_right=answer == is_true,
            )
            for answer in (True, False)
        ]

    def _as_text(self) -> list[Offered]:
        """A question of another type: its text is read, and one goes on."""
        self.sketch.lose("other_type", self.place, what=self.library or "?")
        self.sketch.note_media(self.params, self.place)
        paragraphs = [
            one
            for html in shapes.written_in(self.params)
            for one in self.sketch.read(html, self.place).paragraphs
        ]
        self._say(*paragraphs)
        return [Offered(plain_text(_("Continue")), PlainText(), self.target, 0)]

    def _choice(self, label: PlainText, consequence: PlainText, *, is_right: bool) -> Offered:
        return Offered(label, consequence, self.target, 1 if is_right else 0)


def intro_words(params: dict, sketch: Sketch, *, title: str) -> None:
    """Write the words of the whole: the title of the file, and the introduction as summary."""
    page = group(params, "introPage")
    sketch.note_media(page.get("backgroundImage"), "")
    shown = " ".join(str(sketch.read(page.get("title"), "")).split())
    introduction = str(sketch.read(page.get("introduction"), ""))
    sketch.write(
        "", title=(title or shown)[:200], summary=joined("" if shown in ("", title) else shown, introduction)
    )


def _end(params: dict, sketch: Sketch) -> None:
    end = group(params, "endGame")
    message = " ".join(str(sketch.read(end.get("message"), "")).split())
    heading, too_long = heading_of(message)
    sketch.write(END, heading=heading, situation=too_long)
    sketch.add_ending(END, "good", "")
    sketch.note_media(end, "")
    if any(text(one, "feedback") for one in members(end, "overallFeedback")):
        sketch.lose("overall_feedback")


def _note_whole(params: dict, sketch: Sketch) -> None:
    sketch.lose("severity_guessed")
    sketch.lose("buttons")
    drawn = number(params.get("poolSize")) or 0
    if flag(params.get("randomQuestions")) or drawn:
        sketch.lose("drawn_questions")
    override = group(params, "override")
    if any(text(override, name) == "on" for name in _RETRY):
        sketch.lose("retries")
