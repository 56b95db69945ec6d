"""The player as one script and one style sheet, made of the files of the site: what stands in the file itself."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

# In an order in which what a module needs stands before it.
SCRIPTS = (
    "graph",
    "walking",
    "tracks",
    "keeping",
    "statements",
    "sending",
    "cmi5",
    "reporting",
    "dom",
    "looking-back",
    "screens",
    "app",
)
STYLES = ("tokens", "ground", "icon", "button", "header", "notice", "progress", "opening")
STYLES += ("player", "debrief", "takeaway")
_IMPORT = re.compile(r"^import \{[^}]*\} from \"\./([\w-]+)\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_NAME = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_ICON = re.compile(r"\.i-([\w-]+) ?\{[^}]*\}")
_ICONS = {
    "acceptable",
    "alert",
    "best",
    "booth",
    "critical",
    "done",
    "download",
    "harmful",
    "info",
    "language",
}
_ICONS |= {"leave", "next", "open", "place", "poor", "refresh", "skipped", "speech"}


class NotBundled(ValueError):
    """A script imports one that does not stand before it, or in another way than can be taken apart; or two have
    a name in common."""


def script() -> str:
    """Return the modules of the player as one. Raises NotBundled."""
    before: set[str] = set()
    names: set[str] = set()
    parts = []
    for name in SCRIPTS:
        source = _read(f"js/takeaway/{name}.js")
        if missing := set(_IMPORT.findall(source)) - before:
            raise NotBundled(f"{name}: {', '.join(sorted(missing))}")
        source = _EXPORT.sub("", _IMPORT.sub("", source))
        if re.search(r"^(?:import|export)\b", source, re.MULTILINE):
            raise NotBundled(name)
        if doubled := names & set(_NAME.findall(source)):
            raise NotBundled(f"{name}: {', '.join(sorted(doubled))}")
        names |= set(_NAME.findall(source))
        parts.append(source.strip())
        before.add(name)
    return "\n\n".join(parts)


def style() -> str:
    """Return the style sheets of the player as one, with the icons it shows."""
    css = "\n".join(_read(f"css/{name}.css") for name in STYLES)
    css = _ICON.sub(lambda match: match[0] if match[1] in _ICONS else "", _COMMENT.sub("", css))
    return _SPACE.sub(" ", css).strip()


def _read(name: str) -> str:
    return Path(finders.find(name)).read_text(encoding="utf-8")
