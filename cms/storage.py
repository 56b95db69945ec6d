"""Static files as they are served: hashed, compressed, and the style sheet gathered into one file.

In development static/css/panah.css imports one file per component. A phone on a slow line would pay a request for
each, so collectstatic puts them into the place of their @import and takes the space out.
"""

import re
from pathlib import PurePosixPath

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = ("css/panah.css", "css/beside.css", "css/classroom.css")
# Scripts that only import others, for what they do: they are put into it, too, and stay where they are for other pages.
SCRIPTS = ("js/lesson.js", "js/practice.js")

_IMPORT = re.compile(r'@import\s+(?:url\()?["\']([^"\']+)["\']\)?\s*;')
_MODULE = re.compile(r'^import "\./([^"/]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
# What must stay as it is (strings, url(...)), then what is taken out or shortened.
_PIECES = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\))"""
    r"|(?P<comment>(?:\s*/\*.*?\*/\s*)+)"
    r"|(?P<closing>\s*;?\s*}\s*)"
    r"|(?P<mark>\s*[{;,>]\s*)"
    r"|(?P<colon>:\s+)"
    r"|(?P<space>\s+)",
    re.DOTALL,
)
_SHORTENED = {"comment": " ", "closing": "}", "colon": ":", "space": " "}


def minify(css: str) -> str:
    """Return the style sheet without comments and needless space. Strings and url(...) stay letter by letter."""

    def shorten(match: re.Match) -> str:
        kind, text = match.lastgroup, match.group()
        if kind == "kept":
            return text
        return text.strip() if kind == "mark" else _SHORTENED[kind]

    return _PIECES.sub(shorten, css).strip()


class ImportElsewhere(Exception):
    """A bundled file imports from another folder, where its url(...) would no longer point to the same files.

    Or a script that is put into another one imports one itself.
    """


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def stored_name(self, name):
        # Before the first collectstatic there is no manifest, hence nothing to be strict about (tests, checks).
        return super().stored_name(name) if self.hashed_files else name

    def post_process(self, paths, dry_run=False, **options):
        if dry_run:
            return
        paths = dict(paths)
        parts = {part for name in BUNDLES if name in paths for part in self._bundle(name, paths)}
        for part in parts:
            del paths[part]
        for name in SCRIPTS:
            if name in paths:
                self._join(name, paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _bundle(self, name: str, paths: dict) -> list[str]:
        """Write the gathered style sheet over its copy, which is the source from here on; return what it gathered."""
        folder = PurePosixPath(name).parent
        parts = []

        def gather(match: re.Match) -> str:
            part = PurePosixPath(match[1])
            if part.parent != PurePosixPath("."):
                raise ImportElsewhere(f"{name}: {part}")
            parts.append(str(folder / part))
            return _read(paths, parts[-1])

        self._replace(name, minify(_IMPORT.sub(gather, _read(paths, name))), paths)
        return parts

    def _join(self, name: str, paths: dict) -> None:
        """Write modules into the one that imports them, each in a block: its names are its own."""
        folder = PurePosixPath(name).parent

        def gather(match: re.Match) -> str:
            text = _EXPORT.sub("", _read(paths, str(folder / match[1])))
            if re.search(r"^(?:import|export)\b", text, re.MULTILINE):
                raise ImportElsewhere(f"{name}: {match[1]}")
            return f"{{\n{text}}}"

        self._replace(name, _MODULE.sub(gather, _read(paths, name)), paths)

    def _replace(self, name: str, text: str, paths: dict) -> None:
        self.delete(name)
        StaticFilesStorage.save(self, name, ContentFile(text.encode()))
        paths[name] = (self, name)


def _read(paths: dict, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as source:
        return source.read().decode()
