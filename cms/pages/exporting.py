"""The site -> the curriculum data: what editors wrote in the CMS comes back to the files it was loaded from."""

from collections.abc import Callable, Iterator
from pathlib import Path

from assessments.scenarios.library.loading import LIBRARY
from cms.pages.loading import HOME
from cms.pages.models import HomePage, InformationPage
from cms.sheets.exporting import sheet_folders
from courses.content.curriculum.exporting.files import Writer
from courses.content.curriculum.exporting.live import SOURCE, LivePages
from courses.content.curriculum.exporting.names import Names, names_in, read_folders
from courses.content.curriculum.exporting.pages import course_folder, module_folder, page_folder
from courses.content.curriculum.exporting.rows import countries_file, routes_file, rules_file, sources_file
from courses.content.curriculum.files import CurriculumInvalid, Folder
from courses.content.curriculum.loading import CURRICULUM, read_curriculum
from courses.content.curriculum.units import units_by_id
from courses.content.curriculum.validation import FORMAT
from courses.content.models import CoursePage, LessonPage, ModulePage
from courses.content.tree import address, tree


def export_curriculum(
    *,
    to: Path,
    report: Callable[[str], None],
    reference: Path = CURRICULUM,
    library: Path = LIBRARY,
) -> Writer:
    """Write what is live in the CMS as curriculum data into the folder `to`.

    `reference` is data that was loaded before: it gives things their names, and what it says already stays as it is
    written there. `report` gets one line for everything that the data cannot say, and for every fault that would
    keep the new data from being loaded. Raises CurriculumInvalid where the reference cannot be read.
    """
    units = units_by_id(library)
    names = Names(
        known=names_in(read_folders(reference).values()),
        scenarios={pk: name for name, pk in units.scenarios.items()},
        h5p={pk: key for key, pk in units.h5p.items()},
        packages={pk: key for key, pk in units.packages.items()},
        address=_addresses().get,
    )
    writer = Writer(to=to, reference=reference, report=report)
    for folder in folders(LivePages(report), names, report):
        writer.write_folder(folder)
    writer.write_rows("countries.yaml", countries_file())
    writer.write_rows("sources.yaml", sources_file())
    writer.write_rows("routes.yaml", routes_file(names))
    writer.write_rows("rules.yaml", rules_file(names))
    try:
        read_curriculum(folder=to, units=units)
    except CurriculumInvalid as error:
        for fault in error.faults:
            report(fault)
    return writer


def folders(live: LivePages, names: Names, report: Callable[[str], None]) -> Iterator[Folder]:
    """Yield every folder of the data but the files of rows, from the pages as they are live."""
    courses, modules, lessons = (live.of(model) for model in (CoursePage, ModulePage, LessonPage))
    for course in courses:
        own = live.below(course, modules)
        yield course_folder(course, [names.of(module[SOURCE].translation_key) for module in own], live, names)
        for module in own:
            yield module_folder(module, live.below(module, lessons), live, names, report)
    pages = [page_folder(page, "pages/", names, report) for page in live.of(InformationPage)]
    yield from pages
    yield from sheet_folders(live, names, report)
    for home in live.of(HomePage):
        if home[SOURCE].translation_key == HOME:
            structure = {
                "format": FORMAT,
                "kind": "home",
                "slug": home[SOURCE].slug,
                "courses": [names.of(course[SOURCE].translation_key) for course in courses],
                "pages": [page.id for page in pages],
            }
            words = {code: {"title": page.title, "summary": page.summary} for code, page in home.items()}
            yield Folder("pages/home", structure, words)


def _addresses() -> dict[int, str]:
    """Return {primary key: URL} of the pages of the site."""
    return {node.pk: address(node.path, node.language) for node in tree().nodes}
