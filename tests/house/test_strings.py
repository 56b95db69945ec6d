"""Every string marked for translation is in the catalogues: found here without gettext's own tools."""

import ast
import re
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["cms", "certificates", "courses", "assessments"]
CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
TAG = re.compile(r"""\{%\s*(?:translate|trans)\s+(?:"([^"]+)"|'([^']+)')""")
INLINE = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')\)""")
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
COMMENT = re.compile(r"\{%\s*comment\b.*?endcomment\s*%\}|\{#.*?#\}", re.DOTALL)


def strings_in_python(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS):
            continue
        arguments = node.args[1:] if node.func.id.startswith("pgettext") else node.args
        count = 2 if node.func.id.startswith("ngettext") else 1
        found |= {
            arg.value
            for arg in arguments[:count]
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        }
    return found


def strings_in_template(path: Path) -> set[str]:
    text = COMMENT.sub("", path.read_text())
    found = {a or b for pattern in (TAG, INLINE) for a, b in pattern.findall(text)}
    for options, body in BLOCK.findall(text):
        for part in re.split(r"\{%\s*plural\s*%\}", body):
            if "trimmed" in options:
                part = " ".join(line.strip() for line in part.strip().splitlines())
            # gettext's percent sign is doubled where a placeholder makes the string a format.
            part = part.replace("%", "%%") if "{{" in part else part
            found.add(re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", part))
    return found


def all_strings() -> set[str]:
    found = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            found |= strings_in_python(path)
        for path in (ROOT / package).rglob("*.html"):
            found |= strings_in_template(path)
    return found


def test_every_marked_string_is_in_the_catalogues():
    catalogue = polib.pofile(str(ROOT / "locale" / "ru" / "LC_MESSAGES" / "django.po"))
    known = {text for entry in catalogue for text in (entry.msgid, entry.msgid_plural)}
    missing = {text for text in all_strings() if text not in known and text.replace("%", "%%") not in known}
    assert sorted(missing) == [], "run `make messages` and translate what is new"
