"""Copy the browser libraries that `npm ci` brought to build/browser, from where they are served as static/lib/.

Only the one file of each that a browser loads is copied, with its licence. Its reference to a source map, which is
not served, is taken out: the hashed storage would look for it. Nothing of this is committed.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
BUILD = ROOT / "build" / "browser"
# Served name: (package, its ES module without further imports, its licence).
LIBRARIES = {
    "cytoscape": ("cytoscape", "dist/cytoscape.esm.min.mjs", "LICENSE"),
    "dagre": ("@dagrejs/dagre", "dist/dagre.esm.js", "LICENSE"),
}
# Served name: (package, its ES module, what it exports, its licence). Pages of course packages run it before anything
# of theirs: a module would come too late, so it is made a classic script that sets a global.
SCRIPTS = {
    "scorm12": ("scorm-again", "dist/esm/scorm12.min.js", "Scorm12API", "LICENSE"),
    "scorm2004": ("scorm-again", "dist/esm/scorm2004.min.js", "Scorm2004API", "LICENSE"),
}
# Served folder: (package, its folder, what is taken of it besides what the style sheets name, its licence). Classic
# scripts: a frame of opaque origin may load them from here as they are.
FOLDERS = {
    "h5p": ("h5p-standalone", "dist", ("frame.bundle.js", "styles/h5p.css"), "LICENSE"),
}
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)
_URL = re.compile(r"""url\(\s*['"]?(?!data:)([^'")?#]+)""")
_IMPORT = re.compile(r"""\b(?:import|from)\s*["'][^"']+["']""")


class NotSelfContained(Exception):
    """A library imports another module, which would have to be served too."""


def copy(target: Path = BUILD, packages: Path = PACKAGES) -> list[Path]:
    """Write each library and its <name>-LICENSE.txt into `target`, emptied before; return the files that pages name.

    Raises NotSelfContained, or FileNotFoundError where a package is not installed.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    written = []
    for name, (package, module, licence) in LIBRARIES.items():
        text = _SOURCE_MAP.sub("", (packages / package / module).read_text())
        if found := _IMPORT.search(text):
            raise NotSelfContained(f"{package}: {found[0]}")
        written.append(target / f"{name}.js")
        written[-1].write_text(text)
        shutil.copyfile(packages / package / licence, target / f"{name}-LICENSE.txt")
    for name, (package, module, exported, licence) in SCRIPTS.items():
        written.append(target / f"{name}.js")
        written[-1].write_text(_as_script((packages / package / module).read_text(), package, exported))
        shutil.copyfile(packages / package / licence, target / f"{name}-LICENSE.txt")
    for name, (package, folder, paths, licence) in FOLDERS.items():
        written += _copy_folder(packages / package / folder, target / name, paths)
        shutil.copyfile(packages / package / licence, target / f"{name}-LICENSE.txt")
    return written


def _as_script(module: str, package: str, exported: str) -> str:
    """Return an ES module without imports as a script that sets what it exports as a global."""
    text = _SOURCE_MAP.sub("", module).rstrip()
    export = f"export{{{exported}}};"
    if not text.endswith(export) or _IMPORT.search(text):
        raise NotSelfContained(f"{package}: {text[-60:]}")
    return f"(()=>{{{text.removesuffix(export)};self.{exported}={exported}}})();\n"


def _copy_folder(source: Path, target: Path, paths: tuple[str, ...]) -> list[Path]:
    """Copy these files, and what style sheets among them load; return them without what they load."""
    written = []
    for path in paths:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, target / path)
        written.append(target / path)
        if path.endswith(".css"):
            for named in _URL.findall((source / path).read_text()):
                loaded = (source / path).parent.joinpath(named).resolve().relative_to(source.resolve())
                (target / loaded).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source / loaded, target / loaded)
    return written


def main() -> int:
    try:
        written = copy()
    except (NotSelfContained, FileNotFoundError) as error:
        print(f"copy_browser_code: {error}", file=sys.stderr)
        return 1
    print("Libraries: " + ", ".join(f"{path.stem} {path.stat().st_size / 1000:.0f} kB" for path in written))
    return 0


if __name__ == "__main__":
    sys.exit(main())
