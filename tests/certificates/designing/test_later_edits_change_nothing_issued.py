from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from certificates.designs.reading import _looks
from certificates.issuing.issuing import issue_for_qualified
from certificates.making.printing import fonts, printed
from certificates.register.models import Certificate
from certificates.rendering.pdf import render_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.progress import NOON, complete_course
from tests.factories.uploads import picture

pytestmark = pytest.mark.django_db


def printed_again(certificate) -> bytes:
    """Return the file as it is made from what is kept, by a process that remembers nothing."""
    _looks.cache_clear()
    facts, design = printed(Certificate.objects.get(pk=certificate.pk))
    return render_certificate(facts, fonts(), design)


@pytest.fixture
def issued(send, design, trainee, administrator, code_key):
    """A certificate in a template with words, colours, months and pictures of its own."""
    send(
        design,
        "publish",
        primary="#224466",
        valid_months="12",
        completed_ru="окончил(а) {course}, часов: {hours}",
        name_0_ru="Каримов А. А.",
        logo=SimpleUploadedFile("l.png", picture(), "image/png"),
        signature_0=SimpleUploadedFile("s.png", picture(colour=(0, 0, 90)), "image/png"),
    )
    cohort = make_cohort(course_keys=[code_key], people=[trainee], academy=administrator.academy)
    complete_course(cohort.enrolments.select_related("user", "cohort").get(), code_key)
    return issue_for_qualified(cohort=cohort, by=administrator, at=NOON).issued[0]


def test_a_certificate_is_printed_in_the_words_and_term_of_its_template(issued):
    text = PdfReader(BytesIO(bytes(issued.file.pdf))).pages[0].extract_text()
    assert "Навыки на посту" in text
    assert "часов: 16" in text
    assert "Каримов А. А." in text
    assert (issued.valid_until.year, issued.valid_until.month) == (NOON.year + 1, NOON.month)
    assert issued.design_version.number == 1


def test_editing_publishing_and_archiving_the_template_change_nothing_that_was_issued(
    issued, send, desk, design
):
    before, again = sha256(bytes(issued.file.pdf)).hexdigest(), printed_again(issued)
    send(
        design,
        "publish",
        primary="#663300",
        layout="portrait",
        valid_months="",
        title_ru="Другое",
        completed_ru="",
        name_0_ru="Другой",
        logo_remove="on",
        signature_0_remove="on",
    )
    desk.post(reverse("design_archive", args=[design.pk]))
    kept = Certificate.objects.select_related("file", "design_version").get(pk=issued.pk)
    assert sha256(bytes(kept.file.pdf)).hexdigest() == before
    assert printed_again(kept) == again
    assert (kept.design_version.number, kept.valid_until) == (1, issued.valid_until)
