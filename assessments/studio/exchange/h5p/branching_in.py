"""H5P.BranchingScenario -> the sketch of a scenario: a text and the question after it are one scene. Pure."""

from dataclasses import dataclass

from assessments.studio.exchange.h5p import shapes
from assessments.studio.exchange.h5p.shapes import flag, group, members, number, text
from assessments.studio.exchange.h5p.sketch import Offered, Sketch, heading_of, joined
from assessments.studio.exchange.h5p.texts import PlainText, plain_text

_DEFAULT_ASKED = {"useBehavioural", ""}


@dataclass(frozen=True)
class Exit:
    """A way out of a content: `next` is the number of a content, None for an end."""

    next: int | None
    feedback: dict
    text: str
    has_unknown_next: bool = False

    @property
    def score(self) -> float | None:
        return number(self.feedback.get("endScreenScore"))

    @property
    def says(self) -> bool:
        """Whether it has words of its own; an image alone is a loss, not an ending of its own."""
        return bool(plain_text(self.feedback.get("title")) or plain_text(self.feedback.get("subtitle")))


class Branching:
    """One BranchingScenario being read; `is_ours`: it was made by branching_out, whose conventions it follows."""

    def __init__(self, params: dict, sketch: Sketch, *, is_ours: bool, standing_questions: set[str]):
        self.root = group(params, "branchingScenario")
        self.contents = members(self.root, "content")
        self.sketch, self.is_ours, self.standing = sketch, is_ours, standing_questions
        options = group(self.root, "scoringOptionGroup") or self.root
        self.scoring = text(options, "scoringOption") or shapes.NO_SCORE
        self.counts_inside = flag(options.get("includeInteractionsScores", True))
        self.exits = [self._exits(content) for content in self.contents]
        self.joined_to = self._joined()
        self.keys = self._keys()
        # (title, subtitle, score) of an end screen -> the ending scene made of it.
        self.ends: dict[tuple, str] = {}
        self.end_scores: dict[str, float] = {}

    def read(self) -> str:
        """Fill the sketch and return the id of the first scene."""
        for index in range(len(self.contents)):
            if index not in self.joined_to.values():
                self._scene(index)
        self._note_ways()
        self._note_whole()
        return self.keys[0]

    # What stands where

    def _exits(self, content: dict) -> list[Exit]:
        if _is_question(content):
            found = members(group(content, "type", "params", "branchingQuestion"), "alternatives")
            return [self._exit(one, text(one, "text")) for one in found]
        return [self._exit(content, text(content, "proceedButtonText"))]

    def _exit(self, source: dict, label: str) -> Exit:
        target = number(source.get("nextContentId"))
        is_there = target is not None and 0 <= target < len(self.contents)
        is_unknown = target is not None and target >= len(self.contents)
        return Exit(int(target) if is_there else None, group(source, "feedback"), label, is_unknown)

    def _joined(self) -> dict[int, int]:
        """Return {number of a text: number of the question after it}, where nothing but the text leads to it."""
        counts: dict[int, int] = {0: 1}
        for exits in self.exits:
            for one in exits:
                if one.next is not None:
                    counts[one.next] = counts.get(one.next, 0) + 1
        found = {}
        for index, content in enumerate(self.contents):
            if _is_question(content) or not self.exits[index]:
                continue
            way = self.exits[index][0]
            after = way.next
            if after is None or counts[after] != 1 or way.says or way.score is not None:
                continue
            if _is_question(self.contents[after]):
                found[index] = after
        return found

    def _keys(self) -> list[str]:
        found = [
            self.sketch.known.scenes.get(text(group(content, "type"), "subContentId"))
            for content in self.contents
        ]
        # The third content is s3 whenever it is read: read again it goes to the scene it became before.
        taken = {key for key in found if key}
        return [key or _free(f"s{index + 1}", taken) for index, key in enumerate(found)]

    # One scene

    def _scene(self, index: int) -> None:
        key, place = self.keys[index], str(index + 1)
        content = self.contents[index]
        title = self._title(content, place)
        body = [] if _is_question(content) else self._body(key, content, place)
        asking = index if _is_question(content) else self.joined_to.get(index)
        if asking is not None:
            asked = self._asked(self.contents[asking], str(asking + 1))
            if not title and not asked:
                title = self._title(self.contents[asking], str(asking + 1))
            # Our own exports ask with the heading, and so do many others.
            if str(asked) not in {title, *self.standing}:
                body += asked.paragraphs
        heading, too_long = heading_of(title)
        exits = self.exits[index if asking is None else asking]
        if asking is None and (not exits or exits[0].next is None):
            self._ending_after(key, heading, joined(too_long, *body), exits[0], place)
            return
        self.sketch.write(key, heading=heading, situation=joined(too_long, *body))
        where = place if asking is None else str(asking + 1)
        offered = [self._offered(one, f"{where}/{number_of}") for number_of, one in enumerate(exits, start=1)]
        has_points = self.scoring == shapes.DYNAMIC
        self.sketch.add_scene(key, offered, where, has_points=has_points)
        if asking is None and not has_points and exits[0].score is not None:
            self.sketch.lose("content_score", place)

    def _title(self, content: dict, place: str) -> str:
        title = str(plain_text(text(group(content, "type", "metadata"), "title")))
        return "" if title.lower().startswith("untitled") else title

    def _asked(self, content: dict, place: str) -> PlainText:
        return self.sketch.read(group(content, "type", "params", "branchingQuestion").get("question"), place)

    def _body(self, key: str, content: dict, place: str) -> list[str]:
        library, params = shapes.library_of(group(content, "type")), group(content, "type", "params")
        self.sketch.note_media(params, place)
        if library not in shapes.TEXTS:
            self.sketch.lose("other_type", place, what=library or "?")
            if self.counts_inside and self.scoring == shapes.DYNAMIC:
                self.sketch.lose("interaction_scores", place)
            return [p for one in shapes.written_in(params) for p in self.sketch.read(one, place).paragraphs]
        # What is bold throughout in our own exports is a speaker, and no loss.
        found = (
            plain_text(params.get("text")) if self.is_ours else self.sketch.read(params.get("text"), place)
        )
        return self._without_marks(key, found) if self.is_ours else found.paragraphs

    def _without_marks(self, key: str, found: PlainText) -> list[str]:
        """Return the paragraphs of a text of ours; the notice and the speaker before them go to their own fields."""
        paragraphs, marks = list(found.paragraphs), list(found.emphasis)
        notice = []
        while marks and marks[0] == "em":
            notice.append(paragraphs.pop(0))
            marks.pop(0)
        speaker = ""
        if marks and marks[0] == "strong":
            speaker = paragraphs.pop(0)
        self.sketch.write(key, notice=joined(*notice), speaker=speaker)
        return paragraphs

    def _offered(self, one: Exit, where: str) -> Offered:
        self.sketch.note_media(one.feedback.get("image"), where, code="feedback_picture")
        if one.has_unknown_next:
            self.sketch.lose("next_unknown", where)
        if one.next is None:
            return Offered(self._label(one, where), PlainText(), self._end(one, where), self._points(one))
        told = [self.sketch.read(one.feedback.get(name), where) for name in ("title", "subtitle")]
        consequence = PlainText(paragraphs=[p for part in told for p in part.paragraphs])
        return Offered(self._label(one, where), consequence, self.keys[one.next], self._points(one))

    def _label(self, one: Exit, place: str) -> PlainText:
        return self.sketch.read(one.text, place)

    def _points(self, one: Exit) -> float | None:
        # At an end the player counts no points of its own in this kind of scoring.
        return one.score if self.scoring == shapes.DYNAMIC and one.next is not None else None

    # Endings

    def _end(self, one: Exit, place: str) -> str:
        """Return the id of the ending that a choice leads to: one for each end screen with words of its own."""
        default = next(iter(members(self.root, "endScreens")), {})
        if one.says or one.score is not None:
            title, subtitle, score = one.feedback.get("title"), one.feedback.get("subtitle"), one.score
        else:
            title, subtitle = default.get("endScreenTitle"), default.get("endScreenSubtitle")
            score = number(default.get("endScreenScore"))
        known = (str(plain_text(title)), str(plain_text(subtitle)), score)
        if known not in self.ends:
            key = _free(f"end{len(self.ends) + 1}", set(self.keys))
            self.ends[known] = key
            heading, too_long = heading_of(known[0])
            text_of_end = self.sketch.read(subtitle, place)
            self.sketch.write(key, heading=heading, situation=joined(too_long, str(text_of_end)))
            self._ending(key, score, place)
        return self.ends[known]

    def _ending_after(self, key: str, heading: str, body: str, one: Exit, place: str) -> None:
        """A content after which everything ends is itself the ending; its end screen is read as part of it."""
        self.sketch.note_media(one.feedback.get("image"), place, code="feedback_picture")
        title = str(self.sketch.read(one.feedback.get("title"), place))
        subtitle = self.sketch.read(one.feedback.get("subtitle"), place)
        heading, title = (heading, title) if heading else (title, "")
        heading, too_long = heading_of(heading)
        rest = joined(too_long, body, "" if title == heading else title)
        if self.is_ours:
            self.sketch.write(key, heading=heading, situation=rest, booth=str(subtitle))
        else:
            if title or subtitle.paragraphs:
                self.sketch.lose("end_screen", place)
            self.sketch.write(key, heading=heading, situation=joined(rest, str(subtitle)))
        self._ending(key, one.score, place)

    def _ending(self, key: str, score: float | None, place: str) -> None:
        if self.scoring == shapes.STATIC:
            self.end_scores[key] = score or 0
            self.sketch.lose("end_scores", place, what=f"{score or 0:g}")
        self.sketch.add_ending(key, "good", place)

    # The whole

    def _note_ways(self) -> None:
        seen, waiting = set(), [0]
        while waiting:
            index = waiting.pop()
            if index not in seen:
                seen.add(index)
                waiting += [one.next for one in self.exits[index] if one.next is not None]
        for index in range(len(self.contents)):
            if index not in seen:
                self.sketch.lose("unreachable", str(index + 1))
        for index in sorted(_closing_circles([[e.next for e in exits] for exits in self.exits])):
            self.sketch.lose("loop", str(index + 1))

    def _note_whole(self) -> None:
        best = max(self.end_scores.values(), default=0)
        for key, score in self.end_scores.items():
            if "ending" in self.sketch.scenes[key] and score < best:
                self.sketch.scenes[key]["ending"] = "mixed"
        if any("ending" in scene and scene["ending"] for scene in self.sketch.scenes.values()):
            self.sketch.lose("ending_guessed")
        if self.scoring == shapes.NO_SCORE:
            self.sketch.lose("no_scores")
        elif self.scoring == shapes.DYNAMIC and any(
            "ending" in scene for scene in self.sketch.scenes.values()
        ):
            self.sketch.lose("severity_guessed")
        behaviour = group(self.root, "behaviour")
        if flag(behaviour.get("enableBackwardsNavigation")):
            self.sketch.lose("back_button")
        asked = [
            behaviour.get("forceContentFinished"),
            *(one.get("forceContentFinished") for one in self.contents),
        ]
        asked += [one.get("contentBehaviour") for one in self.contents]
        if any(flag(one) or (isinstance(one, str) and one == "enabled") for one in asked):
            self.sketch.lose("forced")


def _is_question(content: dict) -> bool:
    return shapes.library_of(group(content, "type")) == shapes.BRANCHING_QUESTION


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "x"
    return name


def _closing_circles(ways: list[list[int | None]]) -> set[int]:
    """Return the numbers of the contents from which a way leads back to one that it came through."""
    done, on_way, found = set(), set(), set()
    waiting = [(0, False)] if ways else []
    while waiting:
        index, is_left = waiting.pop()
        if is_left:
            on_way.discard(index)
            done.add(index)
            continue
        if index in done:
            continue
        on_way.add(index)
        waiting.append((index, True))
        for target in ways[index]:
            if target in on_way:
                found.add(index)
            elif target is not None and target not in done:
                waiting.append((target, False))
    return found
