"""What the data calls a page, a screen or an item of it, by its key: the inverse of the keys of the loader."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.content.curriculum.exercises import options
from courses.content.curriculum.exporting.prose import Prose, from_rich_text
from courses.content.curriculum.files import Folder, read_folder
from courses.content.curriculum.keys import item_key, key_of
from courses.content.curriculum.loading import PLACES
from courses.content.curriculum.screens import block_key


def read_folders(folder: Path) -> dict[str, Folder]:
    """Return {name: Folder} of the data in a folder; it need not be fit to be loaded. Raises CurriculumInvalid."""
    paths = sorted(path for place in PLACES for path in folder.glob(f"{place}*/structure.yaml"))
    found = (read_folder(path.parent, folder) for path in paths)
    return {each.name: each for each in found}


@dataclass(frozen=True)
class Names:
    """`known` is {key: name in the data}, `scenarios`, `h5p`, `packages` are {primary key: id}; `address` gives
    the URL of a page."""

    known: Mapping[str, str]
    scenarios: Mapping[int, str] = field(default_factory=dict)
    h5p: Mapping[int, str] = field(default_factory=dict)
    packages: Mapping[int, str] = field(default_factory=dict)
    address: Callable[[int], str] = lambda pk: ""

    def of(self, key) -> str:
        """Return the name of a key; what was made in the CMS is called by its key."""
        return self.known.get(str(key), str(key))

    def prose(self, html: str) -> Prose:
        return from_rich_text(html or "", self.address)


def names_in(folders: Iterable[Folder]) -> dict[str, str]:
    """Return {key: name} of everything the folders name."""
    return {str(key): name for folder in folders for key, name in _named(folder)}


def _named(folder: Folder) -> Iterator[tuple]:
    structure = folder.structure
    kind = structure.get("kind")
    if kind in ("course", "module"):
        yield key_of(kind, folder.id), folder.id
    elif kind == "sheet":
        yield key_of("page", folder.name), folder.id
    else:
        yield key_of("page", folder.id), folder.id
    for name in structure.get("objectives", []):
        yield key_of("block", f"{folder.id}/{name}"), name
    for step in structure.get("session", []):
        yield key_of("block", f"{folder.id}/session/{step['id']}"), step["id"]
    for lesson in structure.get("lessons", []):
        yield key_of("lesson", lesson["id"]), lesson["id"]
        yield from _screens(lesson["id"], lesson["screens"])
    yield from _screens(folder.id, structure.get("screens", []))


def _screens(owner: str, screens) -> Iterator[tuple]:
    for screen in screens:
        key = block_key(owner, screen)
        yield key, screen["id"]
        for place, name in _items(screen):
            yield item_key(key, place), name


def _items(screen: Mapping) -> Iterator[tuple[str, str]]:
    """Yield (name inside the screen, name in the data) of its items."""
    for part in ("facts", "cards", "bars"):
        for item in screen.get(part, []):
            yield item["id"], item["id"]
    for name in screen.get("categories", []):
        yield f"group/{name}", name
    if screen["type"] == "knowledge_check":
        for question in screen["questions"]:
            yield question["id"], question["id"]
            for option in options(question):
                yield f"{question['id']}/{option}", option
