"""What stands between a draft and its publication: the structure, the words, the signatures, in one list."""

from dataclasses import dataclass, replace

from wagtail.images import get_image_model

from assessments.scenarios.completeness import word_problems
from assessments.scenarios.graph import Graph
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.validation import BLOCKS, Problem, most_points, problems
from assessments.studio.drafting.document import compile_document, decompile, digest
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft, SignOff
from assessments.studio.releasing.reviewing import current_sign_offs


@dataclass(frozen=True)
class Verdict:
    """A draft as it would be published, and what is wrong with it.

    `structure` and `words` as in scenarios.graph and scenarios.words; `problems` in the order to mend them.
    """

    structure: dict
    words: dict
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == BLOCKS)

    @property
    def warning(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level != BLOCKS)

    @property
    def can_publish(self) -> bool:
        return not self.blocking

    @property
    def graph(self) -> Graph:
        return Graph.from_structure(self.structure)


def judge(draft: Draft, doc: dict | None = None) -> Verdict:
    """Return the verdict on a draft; `doc` is its document, where it is at hand. At most six queries."""
    doc = doc or read_document(draft)
    verdict = judge_document(doc)
    found = [*verdict.problems, *_pictures_gone(doc), *_unsigned(draft, doc), *_open_remarks(draft, doc)]
    return replace(verdict, problems=tuple(sorted(found, key=lambda problem: problem.level != BLOCKS)))


def judge_document(doc: dict) -> Verdict:
    """Return the verdict on structure and words alone. Pure."""
    structure, words = compile_document(doc)
    structure["max_points"] = most_points(structure)
    source = doc["head"]["source_language"]
    of_words = word_problems(
        structure, words, languages=tuple(words), source_language=source, stale=stale_texts(doc)
    )
    return Verdict(structure, words, (*problems(structure), *of_words))


def stale_texts(doc: dict) -> set[tuple[str, str, str]]:
    """Return {(language, address, field)} of the texts whose source has changed since they were made."""
    source = doc["words"].get(doc["head"]["source_language"], {})
    return {
        (language, address, name)
        for language, texts in doc["states"].items()
        if language != doc["head"]["source_language"]
        for address, own in texts.items()
        for name, state in own.items()
        if doc["words"].get(language, {}).get(address, {}).get(name)
        and state["source"] != digest(source.get(address, {}).get(name, ""))
    }


def is_minor(verdict: Verdict, newest: ScenarioVersion | None, minutes: int) -> bool:
    """Return whether a publication would change words only, so that results stay comparable."""
    if newest is None or newest.minutes != minutes:
        return False
    opened = decompile(newest.structure, {}, code="", minutes=minutes, source_language="")
    compiled, _words = compile_document(opened, max_points=newest.structure["max_points"])
    return compiled == verdict.structure


def _pictures_gone(doc: dict) -> list[Problem]:
    """Return the pictures that were deleted since they were chosen, or that a file named and nobody has here."""
    wanted = {key: scene["image"] for key, scene in doc["scenes"].items() if scene["image"]}
    if not wanted:
        return []
    rows = get_image_model().objects.filter(file_hash__in=set(wanted.values()))
    there = set(rows.values_list("file_hash", flat=True))
    return [Problem("wrong_image", key, {"value": one}) for key, one in wanted.items() if one not in there]


def _unsigned(draft: Draft, doc: dict) -> list[Problem]:
    offices = doc["head"]["sign_offs"]
    signed = current_sign_offs(draft, doc) if offices else set()
    return [
        Problem("not_signed_off", key, {"office": SignOff.Office(office).label})
        for key in doc["scenes"]
        for office in offices
        if (key, office) not in signed
    ]


def _open_remarks(draft: Draft, doc: dict) -> list[Problem]:
    rows = draft.comments.filter(resolved_at=None).values_list("scene_key", flat=True)
    return [Problem("open_comment", key) for key in dict.fromkeys(rows) if key in doc["scenes"]]
