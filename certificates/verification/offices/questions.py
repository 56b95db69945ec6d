"""What an office asks: a list of codes, each perhaps with a name. Pure; every fault is told, not only the first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from certificates.register.numbering import CODE_LENGTH, normalise_code

MOST = 500
LONGEST = {"code": 300, "name": 400}
# PAN-KZ01-2026-00017-3, also with blanks for dashes.
_NUMBER = re.compile(r"PAN(?:[\s\-\u2010-\u2015]+[A-Z0-9]+){3,4}")


@dataclass(frozen=True)
class Question:
    """One certificate asked about: `sent` is the code as it came, `code` as it is stored; `name` None: not asked."""

    sent: str
    code: str
    name: str | None


@dataclass(frozen=True)
class Fault:
    """One thing that must be otherwise: `index` counts from 0, None where it is about no single certificate."""

    code: str
    detail: str
    index: int | None = None
    field: str | None = None


class BadQuestions(Exception):
    """The request cannot be answered as it is: `faults`."""

    def __init__(self, faults: list[Fault]):
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def read_questions(value: object) -> list[Question]:
    """Return the questions of a request, in its order. Raises BadQuestions; then none is answered."""
    lines, faults = _lines(value)
    for index, line in enumerate(lines):
        faults += [Fault(code, detail, index, field) for code, detail, field in _faults_of(line)]
    if faults:
        raise BadQuestions(faults)
    return [Question(line["code"], normalise_code(line["code"]), line.get("name")) for line in lines]


def _lines(value: object) -> tuple[list, list[Fault]]:
    if not isinstance(value, dict):
        return [], [Fault("not_an_object", 'The body must be an object: {"certificates": […]}.')]
    faults = [_unknown(name) for name in value if name != "certificates"]
    lines = value.get("certificates")
    if not isinstance(lines, list):
        return [], [*faults, Fault("not_a_list", "“certificates” must be a list.", field="certificates")]
    if not lines:
        faults.append(Fault("empty", "“certificates” must have at least one entry.", field="certificates"))
    if len(lines) > MOST:
        detail = f"“certificates” has {len(lines)} entries; at most {MOST} are answered at once."
        return [], [*faults, Fault("too_many", detail, field="certificates")]
    return lines, faults


def _unknown(name: str) -> Fault:
    return Fault("unknown_field", f"There is no field “{name[:60]}”.", field=name[:60])


def _faults_of(line: object) -> Iterator[tuple[str, str, str | None]]:
    """Yield (code, detail, field) of each fault of one entry."""
    if not isinstance(line, dict):
        yield "not_an_object", 'Each certificate must be an object: {"code": "…"}.', None
        return
    for name in line:
        if name not in LONGEST:
            yield "unknown_field", f"There is no field “{name[:60]}”.", name[:60]
    if "code" not in line:
        yield "missing", "“code” is missing.", "code"
    for name in LONGEST:
        # A name that is null was not asked about; so it is in many tables that are exported.
        if name in line and not (name == "name" and line[name] is None):
            yield from _faults_of_text(name, line[name])


def _faults_of_text(name: str, text: object) -> Iterator[tuple[str, str, str]]:
    if not isinstance(text, str):
        yield "not_text", f"“{name}” must be text.", name
    elif not text.strip():
        yield "empty", f"“{name}” is empty.", name
    elif len(text) > LONGEST[name]:
        yield "too_long", f"“{name}” has {len(text)} letters; at most {LONGEST[name]} are read.", name
    elif name == "code" and _is_number(text):
        detail = (
            "This is the number of a certificate. A number runs on and can be guessed, so nothing is found by it: "
            "send the code of 26 letters and digits, or the whole address from the QR code."
        )
        yield "number_instead_of_code", detail, name


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip().upper())) and len(normalise_code(text)) != CODE_LENGTH
