"""What a manifest asks of a unit: marks to reach, data to start with, limits of time. Pure."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element  # only as a type: defusedxml parses

from assessments.packages.scorm.xml import attribute, child, children, text_of

LONGEST_DATA = 64_000
_HOURS = re.compile(r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?")
_ISO = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?")
_ACTIONS = ("exit,message", "exit,no message", "continue,message", "continue,no message")


@dataclass(frozen=True)
class Measures:
    """`mastery` is scaled: 0 to 1 (1.2: masteryscore / 100), -1 to 1 (2004: minNormalizedMeasure); None: no mark.

    `threshold` is how much of progress_measure completes (2004). `prerequisites` are as written (1.2).
    """

    mastery: Decimal | None = None
    threshold: Decimal | None = None
    launch_data: str = ""
    max_time: str = ""
    time_limit_action: str = ""
    prerequisites: str = ""
    objectives: tuple[str, ...] = ()
    is_tracked: bool = True

    def as_data(self) -> dict:
        """Return what the row of a unit has no column for."""
        told = asdict(self) | {"threshold": None if self.threshold is None else str(self.threshold)}
        told = {name: value for name, value in told.items() if name not in ("mastery", "launch_data")}
        return told | {"objectives": list(self.objectives)}


def measures_of(item: Element, standard: str, sequencing: Element | None) -> tuple[Measures, list[str]]:
    """Return the measures of an item, and the codes of what is to be warned of."""
    codes: list[str] = []
    data = text_of_raw(_any(item, "datafromlms", "dataFromLMS"))
    if len(data) > LONGEST_DATA:
        codes.append("scorm-data-cut")
    action = text_of(_any(item, "timelimitaction", "timeLimitAction")).lower()
    shared = {
        "launch_data": data[:LONGEST_DATA],
        "time_limit_action": action if action in _ACTIONS else "",
    }
    if standard == "scorm12":
        return _of_12(item, shared, codes), codes
    return _of_2004(item, sequencing, shared, codes), codes


def _of_12(item: Element, shared: dict, codes: list[str]) -> Measures:
    mastery = _number(text_of(_any(item, "masteryscore")), 0, 100)
    if mastery is None and text_of(_any(item, "masteryscore")):
        codes.append("scorm-mastery-ignored")
    max_time = text_of(_any(item, "maxtimeallowed"))
    prerequisites = text_of(_any(item, "prerequisites"))
    if max_time:
        codes.append("scorm-time-limit")
    if prerequisites:
        codes.append("scorm-prerequisites")
    return Measures(
        mastery=None if mastery is None else mastery / 100,
        max_time=max_time if _HOURS.fullmatch(max_time) else "",
        prerequisites=prerequisites[:1000],
        **shared,
    )


def _of_2004(item: Element, sequencing: Element | None, shared: dict, codes: list[str]) -> Measures:
    if list(children(item, "data")):
        codes.append("scorm-shared-data")
    measures = Measures(threshold=_threshold(item), **shared)
    if sequencing is None:
        return measures
    limits = child(sequencing, "limitConditions")
    max_time = attribute(limits, "attemptAbsoluteDurationLimit") if limits is not None else ""
    if max_time or (limits is not None and attribute(limits, "attemptLimit")):
        codes.append("scorm-time-limit")
    control = child(sequencing, "deliveryControls")
    return Measures(
        mastery=_mastery(sequencing),
        threshold=measures.threshold,
        max_time=max_time if _ISO.fullmatch(max_time) else "",
        objectives=tuple(dict.fromkeys(_objectives(sequencing))),
        is_tracked=control is None or attribute(control, "tracked").lower() != "false",
        **shared,
    )


def _threshold(item: Element) -> Decimal | None:
    """Return the threshold: text in the 2nd and 3rd edition, attributes in the 4th."""
    told = _any(item, "completionThreshold")
    if told is None:
        return None
    if attribute(told, "completedByMeasure").lower() == "true":
        return _number(attribute(told, "minProgressMeasure") or "1.0", 0, 1)
    return _number(text_of(told), 0, 1)


def _mastery(sequencing: Element) -> Decimal | None:
    objectives = child(sequencing, "objectives")
    primary = child(objectives, "primaryObjective") if objectives is not None else None
    if primary is None or attribute(primary, "satisfiedByMeasure").lower() != "true":
        return None
    return _number(text_of(child(primary, "minNormalizedMeasure")) or "1.0", -1, 1)


def _objectives(sequencing: Element) -> Iterator[str]:
    objectives = child(sequencing, "objectives")
    for name in ("primaryObjective", "objective"):
        for one in children(objectives, name) if objectives is not None else ():
            if identifier := attribute(one, "objectiveID"):
                yield identifier[:4000]


def _any(item: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := child(item, name)) is not None), None)


def text_of_raw(element: Element | None) -> str:
    """Return the text as it stands: line breaks may mean something to the unit."""
    return "" if element is None else "".join(element.itertext()).strip()


def _number(text: str, low: int, high: int) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and low <= value <= high else None
