"""What somebody answered, in the words there were to choose from (xAPI 1.0.3 part 2, 2.4.4.1; appendix C). Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from assessments.lrs.explorer.telling.facts import Facts
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.explorer.telling.phrases import Word

# Between answers, and between the two sides of one.
_AND, _TO = "[,]", "[.]"


def answer(facts: Facts, names: Names) -> Word | None:
    """Return the response of a statement in words, None without one.

    Where nothing says what an answer was called, it is told as it stands.
    """
    if not facts.response:
        return None
    definition = _definition(facts, names)
    tell = _TELLERS.get(str(definition.get("interactionType")), _plain)
    told = list(tell(facts.response, definition, names))
    languages = {one.language for one in told}
    return Word("; ".join(one.content for one in told), languages.pop() if len(languages) == 1 else "")


def _definition(facts: Facts, names: Names) -> Mapping:
    """Return the definition the statement came with, if it says what is answered; else what is known of it."""
    own, known = facts.target.get("definition"), names.definitions.get(str(facts.target.get("id", "")))
    found = (one for one in (own, known) if isinstance(one, Mapping) and "interactionType" in one)
    return next(found, {})


def _plain(response: str, _definition: Mapping, _names: Names) -> Iterator[Word]:
    yield Word(response)


def _parts(response: str, _definition: Mapping, _names: Names) -> Iterator[Word]:
    yield from (Word(one) for one in response.split(_AND))


def _true_or_false(response: str, _definition: Mapping, _names: Names) -> Iterator[Word]:
    yield Word({"true": _("yes"), "false": _("no")}.get(response, response))


def _of(component: str) -> Callable[[str, Mapping, Names], Iterator[Word]]:
    """Return a teller of answers that are ids of one list of components."""

    def tell(response: str, definition: Mapping, names: Names) -> Iterator[Word]:
        words = _words(definition, component, names)
        yield from (words.get(one, Word(one)) for one in response.split(_AND))

    return tell


def _pairs(left: str, right: str) -> Callable[[str, Mapping, Names], Iterator[Word]]:
    """Return a teller of answers that put something of one list beside something of another, or beside a value."""

    def tell(response: str, definition: Mapping, names: Names) -> Iterator[Word]:
        lefts, rights = _words(definition, left, names), _words(definition, right, names)
        for one in response.split(_AND):
            first, _sign, second = one.partition(_TO)
            sides = (lefts.get(first, Word(first)), rights.get(second, Word(second)))
            yield Word(" – ".join(side.content for side in sides if side.content), sides[0].language)

    return tell


_TELLERS = {
    "true-false": _true_or_false,
    "choice": _of("choices"),
    "sequencing": _of("choices"),
    "likert": _of("scale"),
    "fill-in": _parts,
    "matching": _pairs("source", "target"),
    "performance": _pairs("steps", ""),
}


def _words(definition: Mapping, component: str, names: Names) -> Mapping[str, Word]:
    """Return {id: its description} of a list of components."""
    listed = definition.get(component)
    found = {}
    for one in listed if isinstance(listed, Sequence) and not isinstance(listed, str) else ():
        if isinstance(one, Mapping) and (word := names.best(one.get("description"))):
            found[str(one.get("id", ""))] = word
    return found
