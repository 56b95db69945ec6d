"""A published version made into a file of another form, and what is to be known about it before it is taken."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.packages.exporting.course import write_course
from assessments.packages.exporting.single_file import write_page
from assessments.packages.exporting.telling import Store, tell, whole_languages
from assessments.scenarios.checks.value_checks import policy_of
from assessments.scenarios.models import ScenarioVersion
from assessments.studio.drafting.saving import document_of_version
from assessments.studio.exchange.h5p.losses import Loss, Told, explain
from assessments.studio.exchange.h5p.packing import HOSTS_CORE, Needs, needs, pack_h5p, write_h5p

Fill = Callable[..., str]
_MARK = "{{"


@dataclass(frozen=True)
class TakenOut:
    """A file and what is to be known of it: `losses` stay behind, `warnings` are to be heeded, `facts` are told."""

    name: str
    media_type: str
    content: bytes
    losses: tuple[Told, ...] = ()
    warnings: tuple[str, ...] = ()
    facts: tuple[str, ...] = field(default=())


class LanguageMissing(ValueError):
    """The version has not every text in a language."""


def take_h5p(*, version: ScenarioVersion, language: str, country: str, fill: Fill | None) -> TakenOut:
    """Return a version as .h5p in one language; without `fill` marks for country words stay. Raises LanguageMissing."""
    _require(version, [language])
    doc, marked = _filled(document_of_version(version), language, country, fill)
    needed = needs()
    written = write_h5p(
        doc, key=version.scenario.key, language=language, number=version.number, needed=needed
    )
    return TakenOut(
        name=f"{_stem(version)}-{language}.h5p",
        media_type="application/zip",
        content=pack_h5p(written, needed),
        losses=explain([*written.losses, *marked], going_out=True),
        warnings=_warnings_of(needed),
    )


def take_page(*, version, languages: list[str], country: str, fill: Fill, store: Store | None) -> TakenOut:
    """Return a version as one HTML file. Raises LanguageMissing."""
    _require(version, languages)
    told = tell(version, languages=languages, country=country, fill=fill, store=store)
    warnings = [_("Points and recommended choices are in the file: who wants to can read them.")]
    if store:
        warnings.append(
            _("Key and secret of the record store stand in the file and can be read by whoever has it.")
        )
        if store.endpoint.startswith("http:"):
            warnings.append(
                _("The store's address is not encrypted (http). A page from https cannot reach it.")
            )
        facts = [_("The learner types a code; results go to %(store)s under it.") % {"store": store.endpoint}]
    else:
        facts = [
            _(
                "Results stay in the browser. The learner can save them as a file for manage.py import_statements."
            )
        ]
    return TakenOut(
        name=f"{_stem(version)}.html",
        media_type="text/html; charset=utf-8",
        content=write_page(told, no_script=_no_script()).encode(),
        losses=_left_behind(version),
        warnings=tuple(warnings),
        facts=(*facts, _languages(languages)),
    )


def take_course(*, version, languages: list[str], country: str, fill: Fill) -> TakenOut:
    """Return a version as a cmi5 package. Raises LanguageMissing."""
    _require(version, languages)
    told = tell(version, languages=languages, country=country, fill=fill)
    return TakenOut(
        name=f"{_stem(version)}-cmi5.zip",
        media_type="application/zip",
        content=write_course(told, write_page(told, no_script=_no_script())),
        losses=_left_behind(version),
        warnings=(_("Points and recommended choices are in the package: who wants to can read them."),),
        facts=(
            _("The learning system launches it and keeps the results; the pass mark is %(percent)s%%.")
            % {"percent": version.structure["pass_percent"]},
            _languages(languages),
        ),
    )


def _require(version: ScenarioVersion, languages: list[str]) -> None:
    if missing := [code for code in languages if code not in whole_languages(version)]:
        raise LanguageMissing(", ".join(get_language_info(code)["name_local"] for code in missing))


def _filled(doc: dict, language: str, country: str, fill: Fill | None) -> tuple[dict, list[Loss]]:
    marked = [
        Loss("marks" if fill else "marks_stay", address, {"what": country or "–"})
        for address, own in doc["words"][language].items()
        if any(_MARK in text for text in own.values())
    ]
    if fill is None:
        return doc, marked
    doc = deepcopy(doc)
    doc["words"][language] = {
        address: {name: fill(text, country=country, language=language) for name, text in own.items()}
        for address, own in doc["words"][language].items()
    }
    return doc, marked


def _warnings_of(needed: Needs) -> tuple[str, ...]:
    told = [_("Points of all choices are in the file: who wants to can read them.")]
    if needed.missing:
        told.append(
            _(
                "Libraries that are not installed here: %(names)s. The file holds no libraries and plays only where "
                "they are installed already."
            )
            % {"names": ", ".join(needed.missing)}
        )
    for library, core in needed.newer_core:
        told.append(
            _(
                "%(library)s asks for H5P core %(core)s. Hosts with %(known)s (Moodle 4.5, Lumi) refuse to install it."
            )
            % {"library": library, "core": core, "known": f"{HOSTS_CORE[0]}.{HOSTS_CORE[1]}"}
        )
    return tuple(told)


def _left_behind(version: ScenarioVersion) -> tuple[Told, ...]:
    texts = {
        "notes": _("Facilitator notes stay here."),
        "relearn": _(
            "The lesson to read again after a critical error is not named: it is a lesson of this site."
        ),
        "scene_again": _("Trying a single scene again is not there; the whole can be played again."),
        "sources": _(
            "Paragraphs of the sources of each choice are not shown; principle and legal source are."
        ),
        "fonts": _("Letters are those of the device: fonts are not in the file."),
    }
    policy = policy_of(version.structure)
    if policy["tries"] or policy["cooldown_minutes"]:
        texts["policy"] = _("The number of tries and the waiting time are not enforced.")
    return tuple(Told(code, text, ()) for code, text in texts.items())


def _languages(codes: list[str]) -> str:
    names = ", ".join(get_language_info(code)["name_local"] for code in codes)
    return _("Languages in it: %(names)s") % {"names": names}


def _no_script() -> str:
    return _("This page needs JavaScript. Open it in a browser that allows it.")


def _stem(version: ScenarioVersion) -> str:
    return f"{version.scenario.code}-v{version.number}"
