"""Texts <-> a PO file, as gettext's programs read it.

msgctxt is the place of a text ("d1/a.text"). PO has no mark for "reviewed": what comes back changed is a draft, what
comes back as it was keeps its state. A stale translation goes out as fuzzy.
"""

import re
from collections import Counter

import polib
from django.utils.translation import gettext as _

from assessments.studio.translating.handoff.units import (
    FileFault,
    HandoffInvalid,
    Incoming,
    Outgoing,
    Returned,
    Unit,
    language_tag,
)
from assessments.studio.translating.states import DRAFT, STALE

_OURS = re.compile(r"^panah: source=([0-9a-f]{16}) target=([0-9a-f]{16})$", re.MULTILINE)
_LINE = re.compile(r"line (\d+)")


def write_po(outgoing: Outgoing) -> bytes:
    """Return the file, in UTF-8. Texts without a source cannot stand in it."""
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "Project-Id-Version": f"Panah {outgoing.code}",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language_tag(outgoing.target).replace("-", "_"),
        "X-Source-Language": language_tag(outgoing.source),
        "X-Panah-Scenario": outgoing.key,
    }
    for scene in outgoing.scenes:
        made.extend(_entry(unit, scene.heading) for unit in scene.units if unit.source)
    return str(made).encode() + b"\n"


def _entry(unit: Unit, heading: str) -> polib.POEntry:
    told = [text for text in (heading, unit.kind, *unit.terms) if text]
    told.append(f"panah: source={unit.source_digest} target={unit.target_digest}")
    return polib.POEntry(
        msgctxt=unit.place.name,
        msgid=unit.source,
        msgstr=unit.target,
        comment="\n".join(told),
        flags=["fuzzy"] if unit.state == STALE else [],
    )


def read_po(content: bytes) -> Incoming:
    """Return what a file holds. Raises HandoffInvalid with every fault and its line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise HandoffInvalid(FileFault(_("The file is not in UTF-8."), line)) from error
    # polib takes a text that is the name of a file for that file; a name has no second line.
    if "\n" not in text.strip() or "msgid" not in text:
        raise HandoffInvalid(FileFault(_("This is not a PO file."), 1))
    try:
        found = polib.pofile(text, check_for_duplicates=False)
    except (OSError, ValueError, IndexError) as error:
        line = _LINE.search(str(error))
        raise HandoffInvalid(
            FileFault(_("The PO file is broken here."), int(line[1]) if line else 1)
        ) from error
    units = [_returned(entry) for entry in found if not entry.obsolete and entry.msgctxt is not None]
    counted = Counter(unit.name for unit in units)
    if twice := [unit for unit in units if counted[unit.name] > 1]:
        message = _("%(unit)s: stands twice in the file")
        raise HandoffInvalid(*(FileFault(message % {"unit": unit.name}, unit.line) for unit in twice))
    return Incoming(
        source=found.metadata.get("X-Source-Language", "").lower(),
        target=found.metadata.get("Language", "").replace("_", "-").lower(),
        key=found.metadata.get("X-Panah-Scenario", ""),
        units=tuple(units),
    )


def _returned(entry: polib.POEntry) -> Returned:
    digests = _OURS.search(entry.comment or "")
    return Returned(
        name=entry.msgctxt,
        line=entry.linenum,
        source=entry.msgid,
        target=entry.msgstr.strip(),
        state=DRAFT,
        source_digest=digests[1] if digests else "",
        target_digest=digests[2] if digests else "",
    )
