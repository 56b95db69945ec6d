"""Many certificates as one file to hand out: a ZIP of what was issued, or one PDF for the printer.

Neither is held in memory: files come out of the database one by one.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from io import BytesIO, StringIO
from itertools import islice
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from pikepdf import Array, Name, Pdf
from zipstream import ZipStream

from certificates.issuing.models import IssueRun
from certificates.making.files import pdf_of
from certificates.register.models import Certificate
from courses.cohorts.models import Cohort

BY_NUMBER, BY_NAME = "number", "name"
ORDERS = {BY_NUMBER: ("number",), BY_NAME: ("holder__name_latin", "number")}
# How many files stand open at once while a print file is gathered.
BATCH = 40
# Not in a name of a file: what Windows forbids there, and whatever is no letter, digit or plain sign.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 80


def issued_to(cohort: Cohort, kind: str, run: IssueRun | None = None, order: str = BY_NUMBER) -> QuerySet:
    """Return the certificates of a cohort that stand and are not replaced; of one run, those that it issued.

    Between two runs of a cohort and kind nothing is issued: what has a moment from one start to the next is of the run.
    """
    found = Certificate.objects.standing().current().filter(transcript__enrolment__cohort=cohort, kind=kind)
    if run is not None:
        after = IssueRun.objects.filter(cohort=cohort, kind=kind, started_at__gt=run.started_at)
        following = after.order_by("started_at").first()
        found = found.filter(issued_at__gte=run.started_at)
        if following is not None:
            found = found.filter(issued_at__lt=following.started_at)
    return found.order_by(*ORDERS[order])


def zip_of(certificates: QuerySet) -> ZipStream:
    """Return the ZIP, to be iterated over once: a PDF each, and list.csv."""
    bundle = ZipStream(sized=False)  # signed files do not become smaller: they are stored as they are
    names: set[str] = set()
    listed = []
    for number, latin, pk in certificates.values_list("number", "facts__name_latin", "pk"):
        name = _unique(file_name(number, latin), names)
        bundle.add(_content(pk), name)
        listed.append((name, pk))
    bundle.add(_table(listed), "list.csv")
    return bundle


def file_name(number: str, name: str) -> str:
    """Return the name of a certificate's file, which every system takes: PAN-KZ01-2026-00017-3 KARIMOVA Nigora.pdf."""
    plain = unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", name))
    seen = "".join(sign for sign in plain if unicodedata.category(sign)[0] not in "CS")
    return f"{number} {' '.join(seen.split())[:_LONGEST]}".strip(" .") + ".pdf"


def _unique(name: str, taken: set[str]) -> str:
    """Return the name, with a number if it is taken in any letter case, and keep it in mind."""
    stem, number = name.removesuffix(".pdf"), 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}).pdf"
    taken.add(name.casefold())
    return name


def _content(pk: int) -> Iterator[bytes]:
    yield _pdf(pk)


def _table(listed: list[tuple[str, int]]) -> Iterator[bytes]:
    """Yield the list as a CSV that spreadsheets open in the right letters."""
    yield "\ufeff".encode()
    yield _row(
        [_("Number"), _("Name"), _("Name in Latin letters"), _("Issued on"), _("Valid until"), _("File")]
    )
    for name, pk in listed:
        one = Certificate.objects.get(pk=pk)
        facts, until = one.facts, one.valid_until
        names = (_safe(facts["name_native"]), _safe(facts["name_latin"]))
        yield _row([one.number, *names, one.issued_on.isoformat(), until.isoformat() if until else "", name])


def _row(cells: Iterable[str]) -> bytes:
    line = StringIO()
    csv.writer(line, delimiter=";").writerow(cells)
    return line.getvalue().encode()


def _safe(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def print_file(certificates: QuerySet, *, both_sides: bool = False) -> IO[bytes]:
    """Return an open file with all certificates in one PDF: a copy for paper, without the signatures.

    For `both_sides` an empty page follows each, so that the next one begins on a new sheet.
    """
    out = TemporaryFile()  # noqa: SIM115 - handed out open; closing it deletes it
    with TemporaryDirectory(prefix="panah-print-") as folder, ExitStack() as stack:
        whole = stack.enter_context(Pdf.new())
        for path in _parts(certificates.values_list("pk", flat=True).iterator(), folder, both_sides):
            whole.pages.extend(stack.enter_context(Pdf.open(path)).pages)
        whole.save(out)
    out.seek(0)
    return out


def _parts(pks: Iterator[int], folder: str, both_sides: bool) -> list[str]:
    """Write files of BATCH certificates each into the folder and return where they are."""
    paths: list[str] = []
    while batch := list(islice(pks, BATCH)):
        path = f"{folder}/{len(paths)}.pdf"
        with ExitStack() as stack:
            part = stack.enter_context(Pdf.new())
            for pk in batch:
                _append(part, stack.enter_context(Pdf.open(BytesIO(_pdf(pk)))), both_sides)
            part.save(path)
        paths.append(path)
    return paths


def _append(part: Pdf, pdf: Pdf, both_sides: bool) -> None:
    for page in pdf.pages:
        # Of what belonged to the whole file nothing would be left but its traces: the field of the signature, tags.
        links = [one for one in page.obj.get(Name.Annots, ()) if one.Subtype == Name.Link]
        page.obj.Annots = Array(links)
        for one, trace in [(page.obj, Name.StructParents), *((link, Name.StructParent) for link in links)]:
            if trace in one:
                del one[trace]
        part.pages.append(page)
        if both_sides:
            part.add_blank_page(page_size=(page.mediabox[2], page.mediabox[3]))


def _pdf(pk: int) -> bytes:
    return pdf_of(Certificate.objects.select_related("file", "design_version").get(pk=pk))
