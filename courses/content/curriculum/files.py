"""The folders of the curriculum as read from disk: a structure without words, one words file per language."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

STRUCTURE = "structure.yaml"


@dataclass(eq=False)
class CurriculumInvalid(ValueError):
    """The data cannot be loaded: `faults` are lines of text "m4/ru.yaml: lessons.m4-1: what is wrong"."""

    faults: list[str]

    def __str__(self):
        return "\n".join(self.faults)


@dataclass(frozen=True)
class Folder:
    """One folder: `name` is its path in the curriculum ("m4", "pages/about"), `words` is {language: words}."""

    name: str
    structure: dict
    words: dict[str, dict] = field(repr=False)

    @property
    def id(self) -> str:
        return self.name.rpartition("/")[2]


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads plain values only, and refuses a key that stands twice: the second would silently win."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                problem = _("“%(key)s” stands twice") % {"key": key}
                raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_yaml(path: Path, root: Path) -> dict:
    """Return the mapping in a file. Raises CurriculumInvalid naming the file (below `root`) and the line."""
    name = path.relative_to(root).as_posix()
    try:
        # Loader is a SafeLoader.
        data = yaml.load(path.read_bytes(), Loader=Loader)  # noqa: S506
    except FileNotFoundError:
        raise CurriculumInvalid([_("%(file)s: the file is missing") % {"file": name}]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CurriculumInvalid([f"{name}:{line}: {error.problem}"]) from error
    if not isinstance(data, dict):
        raise CurriculumInvalid([_("%(file)s: must be a mapping") % {"file": name}])
    return data


def read_folder(path: Path, root: Path) -> Folder:
    """Return one folder with the words of every language it has a file for. Raises CurriculumInvalid."""
    structure = read_yaml(path / STRUCTURE, root)
    words = {
        code: read_yaml(path / f"{code}.yaml", root)
        for code, _name in settings.LANGUAGES
        if (path / f"{code}.yaml").exists()
    }
    return Folder(name=path.relative_to(root).as_posix(), structure=structure, words=words)
