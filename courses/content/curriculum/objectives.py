"""Which objective of its module a question asks for: by its name in the data ("o2"), by its number in the CMS (2)."""

from collections.abc import Callable, Iterable, Mapping, Sequence


def numbered(screens: Iterable[Mapping], objectives: Sequence[str]) -> list[Mapping]:
    """Return the screens with the objectives of questions as numbers, the first of the module is 1."""
    numbers = {name: number for number, name in enumerate(objectives, start=1)}
    return _changed(screens, lambda name: numbers[name])


def named(screens: Iterable[Mapping], objectives: Sequence[str]) -> list[Mapping]:
    """Return the screens with the objectives of questions as names; a number the module has not is left out."""
    names = dict(enumerate(objectives, start=1))
    return _changed(screens, names.get)


def _changed(screens: Iterable[Mapping], change: Callable) -> list[Mapping]:
    return [
        {**screen, "questions": [_question(question, change) for question in screen["questions"]]}
        if screen["type"] == "knowledge_check"
        else screen
        for screen in screens
    ]


def _question(question: Mapping, change: Callable) -> Mapping:
    if "objective" not in question:
        return question
    objective = change(question["objective"])
    # In the place where it stood: the order of a file is kept.
    told = {**question, "objective": objective}
    return told if objective else {name: value for name, value in told.items() if name != "objective"}


def unknown(screens: Iterable[Mapping], objectives: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (screen, question, objective) of the questions that name an objective the module has not."""
    return [
        (screen.get("id"), question.get("id"), question["objective"])
        for screen in screens
        if screen.get("type") == "knowledge_check"
        for question in screen.get("questions", [])
        if "objective" in question and question["objective"] not in objectives
    ]
