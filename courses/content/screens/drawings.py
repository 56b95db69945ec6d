"""The drawings that come with the course: static SVG files, picked by file name."""

from django.contrib.staticfiles import finders

FOLDER = "img/curriculum"


def drawing_names() -> list[str]:
    """Return the file names of the drawings there are, in order."""
    names = set()
    for finder in finders.get_finders():
        for storage in getattr(finder, "storages", {}).values():
            if storage.exists(FOLDER):
                names.update(name for name in storage.listdir(FOLDER)[1] if name.endswith(".svg"))
    return sorted(names)


def drawing_choices() -> list[tuple[str, str]]:
    return [(name, name) for name in drawing_names()]
