"""The glossary's data -> the database: what is missing is written, what is there stays a translator's."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.glossary.models import Term
from assessments.glossary.terms import Entry, Word, read_glossary

TERMS = Path(__file__).resolve().parent / "library" / "terms.yaml"
DEFINITIONS = Path(__file__).resolve().parent / "definitions.yaml"
# The working languages, in which the terms were agreed; in all others a native speaker has to look first.
WORKING_LANGUAGES = ("en", "ru")
LONGEST, LONGEST_DEFINITION = 200, 600
FORMAT = "1"
_WORD_FIELDS = {"word", "also", "seen"}
_TABLE = Term._parler_meta.root_model


class TermsInvalid(ValueError):
    """The data cannot be loaded: `faults` are lines of text "terms.yaml:12: what is wrong"."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


def load_terms(*, report: Callable[[str], None], path: Path = TERMS, definitions: Path = DEFINITIONS) -> int:
    """Add the terms, languages and definitions that the database does not have; return how many texts were added.

    Running it twice changes nothing. A word or definition that differs from the data stays as it is and is
    reported, one line for each: it may be a translator's. Raises TermsInvalid with every fault, and then nothing is
    loaded.
    """
    entries = with_definitions(read_terms(path), definitions)
    with transaction.atomic():
        there = read_glossary()
        return sum(_add(entry, there.get(entry.number), report) for entry in entries)


def _add(entry: Entry, known: Entry | None, report: Callable[[str], None]) -> int:
    if known is None:
        Term.objects.create(number=entry.number)
        known = Entry(entry.number)
    added = _add_words(entry, known) + _add_definitions(entry, known)
    if added:
        # The translations are rows of their own: the term itself tells that something changed.
        Term.objects.get(number=entry.number).save(update_fields=["changed_at"])
    for line in _changed(entry, known):
        report(line)
    return added


def _add_words(entry: Entry, known: Entry) -> int:
    missing = {code: word for code, word in entry.words.items() if code not in known.words}
    if not missing:
        return 0
    term = Term.objects.get(number=entry.number)
    _TABLE.objects.bulk_create(
        _TABLE(
            master=term,
            language_code=code,
            word=word.text,
            also=list(word.also),
            definition=word.definition,
            reviewed=word.is_reviewed,
        )
        for code, word in missing.items()
    )
    return len(missing)


def _add_definitions(entry: Entry, known: Entry) -> int:
    """Write the definitions that are missing where the word is there already."""
    missing = [
        code
        for code in entry.words.keys() & known.words.keys()
        if entry.words[code].definition and not known.words[code].definition
    ]
    for code in missing:
        row = _TABLE.objects.filter(master__number=entry.number, language_code=code)
        row.update(definition=entry.words[code].definition)
    return len(missing)


def _changed(entry: Entry, known: Entry) -> Iterator[str]:
    for code in sorted(entry.words.keys() & known.words.keys()):
        ours, theirs = entry.words[code], known.words[code]
        place = {"number": entry.number, "language": code}
        if ours.text != theirs.text:
            yield _("term %(number)s, %(language)s: changed in the CMS, left as it is") % place
        if ours.definition and theirs.definition and ours.definition != theirs.definition:
            yield _("term %(number)s, %(language)s: definition changed in the CMS, left as it is") % place


def read_terms(path: Path = TERMS) -> list[Entry]:
    """Return the terms of a file in order of their numbers. Raises TermsInvalid with every fault and its line."""
    root = _composed(path)
    reading = _Reading(path.name)
    entries = reading.entries(root)
    if reading.faults:
        raise TermsInvalid(reading.faults)
    return sorted(entries, key=lambda entry: entry.number)


def with_definitions(entries: Iterable[Entry], path: Path = DEFINITIONS) -> list[Entry]:
    """Return the entries with what the definitions of a file say of their words ({English word: {language: text}}).

    Raises TermsInvalid with every fault and its line.
    """
    entries = list(entries)
    reading = _Reading(path.name)
    found = reading.definitions(_composed(path), {entry.words["en"].text for entry in entries})
    if reading.faults:
        raise TermsInvalid(reading.faults)
    return [_defined(entry, found.get(entry.words["en"].text, {})) for entry in entries]


def _defined(entry: Entry, definitions: dict[str, str]) -> Entry:
    words = {code: replace(word, definition=definitions.get(code, "")) for code, word in entry.words.items()}
    return replace(entry, words=words)


def _composed(path: Path) -> yaml.Node | None:
    """Return the nodes of a file, never objects. Raises TermsInvalid if it is no YAML in UTF-8."""
    try:
        return yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TermsInvalid([f"{path.name}:{line}: {error.problem}"]) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise TermsInvalid([f"{path.name}:1: " + _("this is not a YAML file in UTF-8")]) from error


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

    def definitions(self, root: yaml.Node | None, terms: set[str]) -> dict[str, dict[str, str]]:
        sections = {key.value: node for key, node in self.pairs(root)}
        if getattr(sections.get("format"), "value", None) != FORMAT:
            self.fault(root, _("“%(name)s” must be %(value)s") % {"name": "format", "value": FORMAT})
        found = {}
        for key, node in self.pairs(sections.get("definitions")):
            if key.value not in terms:
                self.fault(key, _("no term is called “%(key)s” in English") % {"key": key.value})
            found[key.value] = dict(self.definition(node))
        return found

    def definition(self, node: yaml.Node) -> Iterator[tuple[str, str]]:
        known = dict(settings.LANGUAGES)
        for code, value in self.pairs(node):
            if code.value not in known:
                self.fault(code, _("unknown language “%(code)s”") % {"code": code.value})
            yield code.value, self.text(value, LONGEST_DEFINITION)

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

    def text(self, node: yaml.Node, longest: int = LONGEST) -> str:
        value = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
        if not value:
            self.fault(node, _("must be a text that is not empty"))
        elif len(value) > longest:
            self.fault(node, _("is longer than %(count)s characters") % {"count": longest})
        return value
