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
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)
_IMPORT = re.compile(r"""\b(?:import|from)\s*["'][^"']+["']""")


class NotSelfContained(Exception):
    """A library imports another module, which would have to be served too."""


def copy(target: Path = BUILD, packages: Path = PACKAGES) -> list[Path]:
    """Write <name>.js and <name>-LICENSE.txt of each library into `target`, emptied before; return the modules.

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
