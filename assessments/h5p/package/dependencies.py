"""Which libraries content needs, in the order they have to be loaded (pure)."""

from collections.abc import Iterable, Mapping

from assessments.h5p.package.naming import LibraryName, NoLibraryName

# What is loaded to play, and what comes along to edit elsewhere.
TO_PLAY = ("preloadedDependencies", "dynamicDependencies")
TO_EDIT = (*TO_PLAY, "editorDependencies")


def dependencies_of(metadata: Mapping, kinds=TO_PLAY) -> list[LibraryName]:
    """Return what a library.json or h5p.json names under these keys; what is no name is passed over."""
    return [name for kind in kinds for name in _names(metadata.get(kind))]


def closure(
    wanted: Iterable[LibraryName], metadata: Mapping[LibraryName, Mapping], kinds=TO_PLAY
) -> list[LibraryName]:
    """Return all that is needed, each library behind those it depends on.

    `metadata` is library.json of every library there is; a name that is not in it is returned too, and leads nowhere.
    A circle of dependencies ends where it was entered.
    """
    order: dict[LibraryName, None] = {}
    entered: set[LibraryName] = set()
    # (name, its dependencies are in the order): a stack of our own, since a chain may be longer than Python's.
    stack = [(name, False) for name in reversed(list(wanted))]
    while stack:
        name, done = stack.pop()
        if done:
            order[name] = None
        elif name not in entered:
            entered.add(name)
            stack.append((name, True))
            needed = dependencies_of(metadata.get(name, {}), kinds)
            stack.extend((each, False) for each in reversed(needed))
    return list(order)


def libraries_in(params: object) -> list[LibraryName]:
    """Return the libraries of all sub-contents in params, in the order they stand there."""
    found: dict[LibraryName, None] = {}
    stack = [params]
    while stack:
        value = stack.pop()
        if isinstance(value, Mapping):
            if "library" in value and "params" in value:
                found.update(dict.fromkeys(_names([value["library"]], LibraryName.of_string)))
            stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))
    return list(found)


def _names(values: object, read=LibraryName.of_json) -> list[LibraryName]:
    names = []
    for value in values if isinstance(values, list) else []:
        try:
            names.append(read(value))
        except NoLibraryName:
            continue
    return names
