"""The curriculum -> the CMS: courses, modules and lessons as pages, country facts and sources as rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from courses.content.curriculum.facts import (
    fact_texts,
    facts_faults,
    route_texts,
    routes_faults,
    source_texts,
    write_rows,
)
from courses.content.curriculum.files import CurriculumInvalid, Folder, read_folder, read_yaml
from courses.content.curriculum.indexing import indexing_afterwards
from courses.content.curriculum.pairing import pair_translation, paired_pages
from courses.content.curriculum.rules import rule_texts, rules_faults
from courses.content.curriculum.texts import course_texts
from courses.content.curriculum.units import Units
from courses.content.curriculum.validation import Known, faults_of
from courses.content.curriculum.writing import PageText, PageWriter, Tally, told
from courses.content.models import CountryFact, QualificationRule, Route, Source
from courses.content.screens.drawings import drawing_names
from courses.content.translations.stating import note_loaded

CURRICULUM = Path(__file__).resolve().parent
# Where folders are: courses and modules at the top, pages and information sheets below folders of theirs.
PLACES = ("", "pages/", "sheets/")


@dataclass(frozen=True)
class Curriculum:
    """Everything in the data, read and found fit: `folders` is {name: Folder}, the home page "pages/home"."""

    folders: Mapping[str, Folder]
    countries: Mapping
    sources: Mapping
    routes: Mapping
    rules: Mapping

    @property
    def home(self) -> Folder:
        return self.folders["pages/home"]

    @property
    def courses(self) -> tuple[Folder, ...]:
        return tuple(self.folders[name] for name in self.home.structure["courses"])

    @property
    def pages(self) -> tuple[Folder, ...]:
        return tuple(self.folders[f"pages/{name}"] for name in self.home.structure["pages"])


def read_curriculum(*, folder: Path = CURRICULUM, units: Units) -> Curriculum:
    """Return the curriculum in a folder; `units` is what its lessons may name.

    Raises CurriculumInvalid with every fault of every file.
    """
    faults: list[str] = []
    countries = _read_mapping(folder / "countries.yaml", folder, faults)
    sources = _read_mapping(folder / "sources.yaml", folder, faults)
    routes = _read_mapping(folder / "routes.yaml", folder, faults)
    rules = _read_mapping(folder / "rules.yaml", folder, faults)
    folders = {}
    paths = sorted(path for place in PLACES for path in folder.glob(f"{place}*/structure.yaml"))
    for path in paths:
        try:
            found = read_folder(path.parent, folder)
            folders[found.name] = found
        except CurriculumInvalid as error:
            faults += error.faults
    known = Known(
        sources=set(sources.get("sources") or {}),
        scenarios=set(units.scenarios),
        h5p=set(units.h5p),
        packages=set(units.packages),
        folders={path.parent.relative_to(folder).as_posix() for path in paths},
        drawings=drawing_names(),
    )
    faults += facts_faults(countries, sources)
    faults += routes_faults(routes, folders)
    faults += rules_faults(rules, set(routes.get("routes") or {}), set(units.scenarios))
    for found in folders.values():
        faults += faults_of(found, known)
    if "pages/home" not in known.folders:
        faults.append(_("%(file)s: the file is missing") % {"file": "pages/home/structure.yaml"})
    if faults:
        raise CurriculumInvalid(faults)
    return Curriculum(folders=folders, countries=countries, sources=sources, routes=routes, rules=rules)


def _read_mapping(path: Path, root: Path, faults: list[str]) -> dict:
    try:
        return read_yaml(path, root)
    except CurriculumInvalid as error:
        faults += error.faults
        return {}


@transaction.atomic
def load_courses(
    *,
    curriculum: Curriculum,
    units: Units,
    home: UUID,
    report: Callable[[str], None],
    tally: Tally,
) -> None:
    """Write the rows and the pages of the courses; what an editor changed is left alone and reported.

    `home` is the key of the home page, which must be there in every language of the courses.
    """
    facts = list(fact_texts(curriculum.countries))
    write_rows(model=CountryFact, texts=facts, report=report, tally=tally)
    write_rows(model=Source, texts=list(source_texts(curriculum.sources)), report=report, tally=tally)
    write_rows(model=Route, texts=list(route_texts(curriculum.routes)), report=report, tally=tally)
    rules = list(rule_texts(curriculum.rules))
    write_rows(model=QualificationRule, texts=rules, report=report, tally=tally)
    texts = list(course_texts(curriculum, units, home))
    write_pages(texts=texts, report=report, tally=tally)


def write_pages(*, texts: list[PageText], report: Callable[[str], None], tally: Tally) -> None:
    """Write the texts and state how far each is in its language; what translators have at hand is renewed."""
    writer = PageWriter(texts=texts, report=report, tally=tally)
    with indexing_afterwards({text.model for text in texts}) as written:
        writer.write()
        written += [
            (writer.pages[text.key, text.language], text.state)
            for text in texts
            if (text.name, text.language) in writer.changed
        ]
        note_loaded(pages=written)
    tally.written += [page for page, _state in written]
    _renew_pairs(texts, writer, report)


def _renew_pairs(texts, writer, report):
    source, paired = settings.LANGUAGE_CODE, paired_pages()
    for text in texts:
        changed = {(text.name, text.language), (text.name, source)} & writer.changed
        pages = [writer.pages.get((text.key, language)) for language in (source, text.language)]
        if changed and (text.key, text.language) in paired and all(pages):
            origin, target = (text.model.objects.get(pk=page.pk) for page in pages)
            if not pair_translation(source=origin, target=target):
                report(
                    _("%(text)s: is not built like its source, translated as a whole") % {"text": told(text)}
                )
