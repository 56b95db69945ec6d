"""The glossary's data -> the database: what is missing is written, what is there stays a translator's."""

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.glossary.models import Term
from assessments.glossary.terms import Entry, Word, read_glossary

TERMS = Path(__file__).resolve().parent / "library" / "terms.yaml"
# The working languages, in which the terms were agreed; in all others a native speaker has to look first.
WORKING_LANGUAGES = ("en", "ru")
LONGEST = 200
_WORD_FIELDS = {"word", "also", "seen"}
_TABLE = Term._parler_meta.root_model


class TermsInvalid(ValueError):
    """The data cannot be loaded: `faults` are lines of text "terms.yaml:12: what is wrong"."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


def load_terms(*, report: Callable[[str], None], path: Path = TERMS) -> int:
    """Add the terms and languages that the database does not have, and return how many words were added.

    Running it twice changes nothing. A word that differs from the data stays as it is and is reported, one line
    for each: it may be a translator's. Raises TermsInvalid with every fault, and then nothing is loaded.
    """
    entries = read_terms(path)
    with transaction.atomic():
        there = read_glossary()
        added = 0
        for entry in entries:
            known = there.get(entry.number)
            if known is None:
                Term.objects.create(number=entry.number)
            added += _add_words(entry, known or Entry(entry.number), report)
    return added


def _add_words(entry: Entry, known: Entry, report: Callable[[str], None]) -> int:
    term = Term.objects.get(number=entry.number)
    missing = {code: word for code, word in entry.words.items() if code not in known.words}
    _TABLE.objects.bulk_create(
        _TABLE(
            master=term, language_code=code, word=word.text, also=list(word.also), reviewed=word.is_reviewed
        )
        for code, word in missing.items()
    )
    for code in entry.words.keys() & known.words.keys():
        if entry.words[code].text != known.words[code].text:
            report(
                _("term %(number)s, %(language)s: changed in the CMS, left as it is")
                % {"number": entry.number, "language": code}
            )
    return len(missing)


def read_terms(path: Path = TERMS) -> list[Entry]:
    """Return the terms of a file in order of their numbers. Raises TermsInvalid with every fault and its line."""
    try:
        # compose() makes nodes, never objects.
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TermsInvalid([f"{path.name}:{line}: {error.problem}"]) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise TermsInvalid([f"{path.name}:1: " + _("this is not a YAML file in UTF-8")]) from error
    reading = _Reading(path.name)
    entries = reading.entries(root)
    if reading.faults:
        raise TermsInvalid(reading.faults)
    return sorted(entries, key=lambda entry: entry.number)


class _Reading:
    """Walks the nodes of one file and remembers what is wrong with them."""

    def __init__(self, name: str):
        self.name = name
        self.faults: list[str] = []

    def fault(self, node: yaml.Node | None, message: str) -> None:
        line = node.start_mark.line + 1 if node else 1
        self.faults.append(f"{self.name}:{line}: {message}")

    def entries(self, root: yaml.Node | None) -> list[Entry]:
        terms = {key.value: node for key, node in self.pairs(root)}.get("terms")
        return [self.entry(key, node) for key, node in self.pairs(terms)]

    def pairs(self, node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        """Yield the keys and values of a mapping, and tell of anything else and of a key that stands twice."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, _("must be a mapping"))
            return
        seen = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(key, _("must be a text"))
            elif key.value in seen:
                self.fault(key, _("“%(key)s” stands twice") % {"key": key.value})
            else:
                seen.add(key.value)
                yield key, value

    def entry(self, key: yaml.ScalarNode, node: yaml.Node) -> Entry:
        if not (key.value.isdecimal() and 0 < int(key.value) < 10_000):
            self.fault(key, _("“%(key)s” is not the number of a term") % {"key": key.value})
        known, words = dict(settings.LANGUAGES), {}
        for code, value in self.pairs(node):
            if code.value not in known:
                self.fault(code, _("unknown language “%(code)s”") % {"code": code.value})
            else:
                words[code.value] = self.word(code.value, value)
        for code in WORKING_LANGUAGES:
            if code not in words:
                self.fault(key, _("“%(name)s” is missing") % {"name": code})
        return Entry(int(key.value) if key.value.isdecimal() else 0, words)

    def word(self, language: str, node: yaml.Node) -> Word:
        reviewed = language in WORKING_LANGUAGES
        if not isinstance(node, yaml.MappingNode):
            return Word(self.text(node), is_reviewed=reviewed)
        fields = {}
        for key, value in self.pairs(node):
            if key.value in _WORD_FIELDS:
                fields[key.value] = value
            else:
                self.fault(key, _("“%(name)s” is not known here") % {"name": key.value})
        if "word" not in fields:
            self.fault(node, _("“%(name)s” is missing") % {"name": "word"})
            return Word("")
        also = fields.get("also")
        if also is not None and not isinstance(also, yaml.SequenceNode):
            self.fault(also, _("must be a list"))
            also = None
        others = tuple(self.text(one) for one in also.value) if also else ()
        return Word(self.text(fields["word"]), others, reviewed)

    def text(self, node: yaml.Node) -> str:
        value = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
        if not value:
            self.fault(node, _("must be a text that is not empty"))
        elif len(value) > LONGEST:
            self.fault(node, _("is longer than %(count)s characters") % {"count": LONGEST})
        return value
