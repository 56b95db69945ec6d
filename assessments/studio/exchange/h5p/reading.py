"""H5P content -> what it says about a scenario (exchange.content.Content), and what it could not say. Pure."""

import re
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.studio.exchange.content import CHOICE_WORDS, HEAD_WORDS, SCENE_WORDS, Content
from assessments.studio.exchange.faults import Fault, FileRefused
from assessments.studio.exchange.h5p import shapes
from assessments.studio.exchange.h5p.branching_in import Branching
from assessments.studio.exchange.h5p.losses import place_name
from assessments.studio.exchange.h5p.opening import CONTENT, HEAD, H5PFile
from assessments.studio.exchange.h5p.questions_in import intro_words, read_questions
from assessments.studio.exchange.h5p.shapes import group, members, text
from assessments.studio.exchange.h5p.sketch import Known, Sketch
from assessments.studio.exchange.h5p.start_screen import start_words

# How our own exports are known again; see branching_out.
OURS = re.compile(r"Panah scenario (\S+), version (\d+)")
# Fields that H5P content has a place for; ours has places for more.
_FOREIGN = {
    HEAD_WORDS: ("title", "summary"),
    SCENE_WORDS: ("heading", "situation"),
    CHOICE_WORDS: ("text", "consequence"),
}
_OURS = {
    HEAD_WORDS: ("title", "summary", "place", "notice"),
    SCENE_WORDS: ("heading", "situation", "speaker", "notice"),
    CHOICE_WORDS: ("text", "consequence"),
}
# Dari has no code of two letters; files name it by that of the language or of the country.
_OTHER_CODES = {"fa": "fa-af", "prs": "fa-af", "fa-ir": "fa-af"}


def code_of(file: H5PFile) -> str:
    """Return the code of the scenario that a file is about: as the person says, as our export says, or made of it."""
    if file.into:
        return file.into
    if match := OURS.search(text(file.package, "authorComments")):
        return match[1][:20]
    title = text(file.package, "title") or text(group(file.params, "branchingScenario"), "title")
    return f"H5P-{sha256(title.encode()).hexdigest()[:8].upper()}"


def language_of(file: H5PFile) -> tuple[str, bool]:
    """Return (language of the site that the texts are in, whether the file says so)."""
    known = {code for code, _name in settings.LANGUAGES}
    for name in ("defaultLanguage", "language"):
        told = text(file.package, name).lower().replace("_", "-")
        for code in (told, _OTHER_CODES.get(told, ""), told.partition("-")[0]):
            if code in known:
                return code, True
    return (file.language if file.language in known else settings.LANGUAGE_CODE), False


def read_h5p(file: H5PFile, *, known: Callable[[str], Known] = lambda language: Known()) -> Content:
    """Return what a file says. `known` gives, for a language, what is here already of the scenario it goes to.

    Raises FileRefused.
    """
    library = text(file.package, "mainLibrary")
    faults = _faults(file, library)
    if faults:
        raise FileRefused(faults)
    language, is_told = language_of(file)
    sketch = Sketch(known(language))
    if not is_told:
        name = get_language_info(language)["name_local"]
        said = text(file.package, "language") or "–"
        sketch.lose("language_guessed", "", **{"what": said, "as": name})
    is_ours = bool(OURS.search(text(file.package, "authorComments")))
    with translation.override(language):
        start, head = _read(file, library, sketch, is_ours=is_ours)
    if not is_ours:
        _note_rights(file.package, sketch)
    fields = _fields(sketch, is_ours=is_ours)
    return Content(
        code=code_of(file),
        head={"start": start}
        | head
        | ({"content_notice": True} if sketch.words.get("", {}).get("notice") else {}),
        values=None,
        scenes=sketch.scenes,
        words={language: {address: own for address, own in sketch.words.items() if own}},
        covered=frozenset((kind, language, name) for kind, names in fields.items() for name in names),
        place_of=lambda address, name: place_name(sketch.places.get(address, "")),
        losses=tuple(sketch.losses),
    )


def _read(file: H5PFile, library: str, sketch: Sketch, *, is_ours: bool) -> tuple[str, dict]:
    if library == shapes.QUESTION_SET:
        intro_words(file.params, sketch, title=text(file.package, "title").strip())
        return read_questions(file.params, sketch)
    start_words(file.params, sketch, is_ours=is_ours)
    if not sketch.words.get("", {}).get("title"):
        sketch.write("", title=text(file.package, "title").strip()[:200])
    reader = Branching(file.params, sketch, is_ours=is_ours, standing_questions=standing_questions())
    start = reader.read()
    sketch.lose("buttons")
    return start, {}


def standing_questions() -> set[str]:
    """Return how our exports ask where a scene has no heading, in every language."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(_("What do you do?"))
    return found


def _fields(sketch: Sketch, *, is_ours: bool) -> dict[str, tuple[str, ...]]:
    """Return the fields of words that the file speaks of, by kind of address."""
    if not is_ours:
        return _FOREIGN
    booth = ("booth",) if any("booth" in own for own in sketch.words.values()) else ()
    return _OURS | {SCENE_WORDS: (*_OURS[SCENE_WORDS], *booth)}


def _faults(file: H5PFile, library: str) -> list[Fault]:
    if library not in (shapes.BRANCHING_SCENARIO, shapes.QUESTION_SET):
        told = _("Only H5P.BranchingScenario and H5P.QuestionSet can become a scenario. This is: %(library)s")
        return [Fault(f"{HEAD}: mainLibrary", told % {"library": library or "–"})]
    if library == shapes.QUESTION_SET:
        return _list_faults(file.params, "questions")
    root = group(file.params, "branchingScenario")
    if not root:
        return [Fault(f"{CONTENT}: branchingScenario", _("This part is missing."))]
    return _list_faults(root, "content")


def _list_faults(params: dict, name: str) -> list[Fault]:
    found = members(params, name)
    if not found:
        return [Fault(f"{CONTENT}: {name}", _("There is nothing in it: no scene can be made."))]
    inner = "type" if name == "content" else "library"
    return [
        Fault(
            f"{CONTENT}: {name} {index}",
            _("It does not say what it is: “%(name)s” is missing.") % {"name": inner},
        )
        for index, one in enumerate(found, start=1)
        if not one.get(inner)
    ]


def _note_rights(package: dict, sketch: Sketch) -> None:
    names = [text(one, "name") for one in members(package, "authors")]
    # "U" is H5P's word for: undisclosed.
    licence = "" if package.get("license") == "U" else text(package, "license")
    told = ", ".join(one for one in (*names, licence, text(package, "source")) if one)
    if told:
        sketch.lose("rights", "", what=told)
