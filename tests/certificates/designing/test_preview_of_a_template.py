from base64 import b64decode
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdf import PdfReader

from certificates.designing.previewing import preview
from certificates.designing.samples import CODE, NAMES, Sample
from certificates.designing.wording import told_unprintable
from certificates.designs.content import content_of
from certificates.designs.models import CertificateDesign, DesignImage
from certificates.register.models import Certificate, NumberSeries
from certificates.rendering.text import TextTooLong
from certificates.verification.lookup import lookup
from tests.factories.designs import site_design
from tests.factories.progress import NOON
from tests.factories.uploads import picture

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def shown(answer) -> Image.Image:
    kind, data = answer["picture"].split(",")
    assert kind == "data:image/png;base64"
    return Image.open(BytesIO(b64decode(data)))


def asked(send, design, **over) -> dict:
    response = send(design, to="design_preview", **over)
    assert response.status_code == 200
    return response.json()


def test_the_preview_shows_the_form_as_it_is_typed(send, design):
    standing = asked(send, design, layout="portrait")
    lying = asked(send, design)
    assert shown(standing).height > shown(standing).width
    assert shown(lying).width > shown(lying).height
    assert asked(send, design, primary="#552200")["picture"] != lying["picture"]
    assert (
        asked(send, design, title_en="Another", sample_language="en")["picture"]
        != asked(send, design, sample_language="en")["picture"]
    )


def test_the_preview_writes_nothing(send, design):
    before = content_of(CertificateDesign.objects.whole().get(pk=design.pk))
    logo = SimpleUploadedFile("l.png", picture(), "image/png")
    with CaptureQueriesContext(connection) as captured:
        asked(send, design, primary="#112233", title_en="Another", logo=logo)
        send(design, "preview", primary="#112233")
        send(design, "file", primary="#112233")
    assert {one["sql"].split()[0] for one in captured} <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert content_of(CertificateDesign.objects.whole().get(pk=design.pk)) == before
    assert not DesignImage.objects.exists()
    assert not Certificate.objects.exists()
    assert not NumberSeries.objects.exists()


def test_a_new_logo_is_seen_before_it_is_saved_and_goes_back_as_text(send, design):
    logo = SimpleUploadedFile("l.png", picture(colour=(200, 0, 0)), "image/png")
    first = asked(send, design, logo=logo)
    assert first["picture"] != asked(send, design)["picture"]
    assert asked(send, design, logo_sent=first["sent"]["logo"])["picture"] == first["picture"]


def test_faults_come_with_the_picture(send, design):
    answer = asked(send, design, title_en="{oops}", primary="red")
    assert set(answer["faults"]) == {"title_en", "primary"}
    assert answer["picture"]


def test_colours_that_would_not_be_read_are_told_of(send, design):
    answer = asked(send, design, primary="#ffee88", accent="#fefefe")
    assert set(answer["notices"]) == {"primary", "accent"}
    assert answer["faults"] == {}
    assert asked(send, design)["notices"] == {}


def test_a_letter_no_font_has_is_named_in_place_of_the_picture(send, design):
    answer = asked(send, design, sample_language="en", title_en="\u4e00")
    assert answer["picture"] == ""
    assert answer["problem"] == "Title: the letter “一” cannot be printed."
    assert (
        "cannot be printed" in send(design, "file", sample_language="en", title_en="\u4e00").content.decode()
    )


def test_what_does_not_fit_is_told_by_its_name():
    assert told_unprintable(TextTooLong("courses")) == "the courses: too long, it does not fit on the page."
    assert told_unprintable(TextTooLong("signatories[1]")).startswith("the signatories: too long")


def test_the_preview_works_without_javascript(send, design):
    page = send(design, "preview", layout="portrait", title_en="Typed just now")
    assert page.status_code == 200
    assert 'src="data:image/png;base64,' in page.content.decode()
    assert 'value="Typed just now"' in page.content.decode()


def test_the_sample_is_to_be_had_as_a_file(send, design):
    response = send(design, "file", sample_language="ru", sample_second="en", title_ru="Печатный заголовок")
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert "Печатный заголовок" in text
    assert NAMES["ru"][1] in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["trainer", "completion", "attendance"])
@pytest.mark.parametrize("long", [False, True])
def test_every_site_template_prints_every_language_with_short_and_long_names(name, language, long):
    design = site_design(name)
    found = preview(
        content=design.versions.first().content,
        kind=design.kind,
        sample=Sample(language=language, second="ru" if language == "en" else "en", long=long),
        academy="",
        at=NOON,
    )
    assert found.problem == ""
    assert found.pdf.startswith(b"%PDF")


def test_the_code_of_a_sample_proves_nothing():
    assert lookup(CODE, language="en", today=NOON.date()).state == "unknown"
