"""Folders of the data -> files. A file that says the same as before is left as it is, with its comments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

from courses.content.curriculum.exporting.keeping import kept_head, kept_structure, kept_words
from courses.content.curriculum.exporting.prose import Prose
from courses.content.curriculum.files import STRUCTURE, CurriculumInvalid, Folder, read_yaml

WIDTH = 110


class Dumper(yaml.SafeDumper):
    """Writes what people read: texts of several lines as blocks, lists of names in one line."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def _text(dumper: Dumper, text: str):
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|" if "\n" in text else None)


def _list(dumper: Dumper, items: list):
    plain = all(not isinstance(item, (list, dict)) and len(str(item)) < WIDTH / 4 for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=plain)


Dumper.add_representer(str, _text)
Dumper.add_representer(Prose, _text)
Dumper.add_representer(list, _list)


def dump(data: Mapping) -> bytes:
    """Return the data as a file."""
    text = yaml.dump(dict(data), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text.encode()


@dataclass
class Writer:
    """Writes into the folder `to`; `reference` is the data that files are compared with."""

    to: Path
    reference: Path
    report: Callable[[str], None]
    written: int = 0
    same: int = 0

    def write_folder(self, folder: Folder) -> None:
        """Write the structure and the words of a folder."""
        self._write(f"{folder.name}/{STRUCTURE}", folder.structure, kept_structure)
        for language, words in folder.words.items():
            name = f"{folder.name}/{language}.yaml"
            self._write(name, words, lambda ours, theirs, code=language: kept_head(ours, theirs, code))
        for code, _name in settings.LANGUAGES:
            if code not in folder.words and (self.reference / folder.name / f"{code}.yaml").exists():
                name = f"{folder.name}/{code}.yaml"
                self.report(_("%(file)s: the language is no longer in the CMS") % {"file": name})

    def write_rows(self, name: str, data: Mapping) -> None:
        """Write a file of rows (countries.yaml)."""
        self._write(name, data, kept_words)

    def _write(self, name: str, data: Mapping, keep) -> None:
        path, before = self.to / name, self.reference / name
        theirs = _read(before, self.reference)
        kept = keep(data, theirs or {})
        content = before.read_bytes() if theirs == kept else dump(kept)
        self.same += theirs == kept
        self.written += theirs != kept
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _read(path: Path, root: Path) -> dict | None:
    if not path.exists():
        return None
    try:
        return read_yaml(path, root)
    except CurriculumInvalid:
        return None
