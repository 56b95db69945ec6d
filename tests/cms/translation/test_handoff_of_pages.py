from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.translation.handoff.checking import plan_import
from cms.translation.handoff.strings import Phrase, digest
from cms.translation.handoff.workbook import Returned
from courses.content.models import ModulePage
from tests.factories.curriculum import copy_curriculum, edit, lesson, load_small

pytestmark = pytest.mark.django_db
SOURCE = "Ask {{asylum_authority}} <b>now</b>."


@pytest.fixture(autouse=True)
def small(tmp_path, settings):
    settings.PANAH_DATA = tmp_path
    load_small(copy_curriculum(tmp_path))


@pytest.fixture
def desk(client, translator):
    client.force_login(translator)
    return client


def address(name="translation_handoff", language="ru"):
    key = ModulePage.objects.get(code="M0", locale__language_code="en").translation_key
    return f"{reverse(name, args=['module', key])}?language={language}"


def download(desk, language="ru", which="all"):
    response = desk.get(address("translation_handoff_file", language) + f"&which={which}")
    assert response.status_code == 200
    return load_workbook(BytesIO(response.content))


def rows(book):
    lines = list(book.active.iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def bring(desk, book, language="ru"):
    out = BytesIO()
    book.save(out)
    return desk.post(address(language=language), {"file": SimpleUploadedFile("back.xlsx", out.getvalue())})


def write(book, source, words):
    names = [cell.value for cell in book.active[1]]
    for line in book.active.iter_rows(min_row=2):
        if line[names.index("source")].value == source:
            line[names.index("translation")].value = words
            return line[0].row
    raise AssertionError(source)


def take(desk, response, language="ru"):
    return desk.post(address(language=language), {"token": response.context["token"]})


def test_the_file_has_every_string_with_its_translation_and_terms(desk):
    found = rows(download(desk))
    title = next(row for row in found if row["source"] == lesson("m0-1").title)
    assert title["translation"] == lesson("m0-1", "ru").title
    assert title["state"] == "live"
    assert all(row["place"] and row["fingerprint"] and row["language"] == "ru" for row in found)
    assert not rows(download(desk, which="todo"))


def test_a_file_that_comes_back_is_looked_at_first_and_taken_over_as_a_draft(desk):
    book = download(desk)
    write(book, lesson("m0-1").title, "Новое имя")
    response = bring(desk, book)
    assert [(line.new, line.is_new) for line in response.context["plan"].changes] == [("Новое имя", False)]
    assert not StringTranslation.objects.filter(data="Новое имя").exists()
    assert take(desk, response).status_code == 302
    assert StringTranslation.objects.filter(data="Новое имя").exists()
    page = lesson("m0-1", "ru")
    assert page.title != "Новое имя"
    assert page.get_latest_revision_as_object().title == "Новое имя"
    again = bring(desk, book).context["plan"]
    assert (again.changes, again.faults) == ((), ())


def test_pages_that_are_not_there_are_begun_by_what_comes_back(desk):
    Page.objects.filter(locale__language_code="kk", depth__gt=2).delete()
    book = download(desk, "kk")
    write(book, lesson("m0-1").title, "Бірінші сабақ")
    take(desk, bring(desk, book, "kk"), "kk")
    page = lesson("m0-1", "kk")
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Бірінші сабақ"


def test_a_source_that_changed_since_is_told_and_left_out(desk):
    book = download(desk)
    before = lesson("m0-1").title
    row = write(book, before, "Новое имя")
    edit(lesson("m0-1"), title="Another title")
    plan = bring(desk, book).context["plan"]
    assert plan.changes == ()
    assert row in [fault.row for fault in plan.faults]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"place": "elsewhere"}, "unknown place"),
        ({"target": "Спросите сейчас <b>же</b>."}, "{{asylum_authority}}"),
        ({"target": "Спросите {{asylum_authority}} <b>сейчас."}, "markup is damaged"),
        ({"target": "Спросите {{asylum_authority}} сейчас."}, "markup is damaged"),
        ({"target": "Спросите {{asylum_authority}} {{other}} <b>сейчас</b>."}, "{{other}}"),
        ({"target": "Спросите {{asylum_authority}} {{ <b>сейчас</b>."}, "token is broken"),
        ({"target": ""}, "empty"),
        ({"digest": "0"}, "source was changed"),
        ({"language": "kk"}, "another language"),
    ],
)
def test_a_row_with_a_fault_is_named_with_the_reason(row, told):
    phrase = Phrase("p:title:1", "p", "M0.1", SOURCE, "Было", digest(SOURCE))
    good = {
        "place": "p:title:1",
        "target": "Спросите {{asylum_authority}} <b>сейчас</b>.",
        "digest": digest(SOURCE),
        "language": "ru",
    }
    right = plan_import([Returned(row=2, **good)], {"p:title:1": phrase}, language="ru")
    assert [change.new for change in right.changes] == [good["target"]]
    plan = plan_import([Returned(row=2, **(good | row))], {"p:title:1": phrase}, language="ru")
    assert plan.changes == ()
    assert plan.faults[0].row == 2
    assert told in plan.faults[0].message


def test_a_place_that_stands_twice_and_a_page_edited_as_a_whole_are_faults():
    phrase = Phrase("p", "p", "M0", "Stop", "", digest("Stop"))
    row = {"place": "p", "target": "Стой", "digest": digest("Stop"), "language": "ru"}
    plan = plan_import([Returned(row=2, **row), Returned(row=3, **row)], {"p": phrase}, language="ru")
    assert [fault.row for fault in plan.faults] == [3]
    whole = Phrase("p", "p", "M0", "Stop", "", digest("Stop"), is_whole=True)
    assert plan_import([Returned(row=2, **row)], {"p": whole}, language="ru").faults


def test_what_is_no_such_workbook_gets_a_clear_answer(desk):
    response = desk.post(address(), {"file": SimpleUploadedFile("x.xlsx", b"not a workbook")})
    assert response.status_code == 422
    assert response.context["refused"]
    other = Workbook()
    other.active.title = "Strings"
    other.active.append(["place", "source"])
    assert "translation" in str(bring(desk, other).context["refused"][0].message)
    assert desk.post(address(), {}).status_code == 422
    assert desk.post(address(), {"token": "made up"}).status_code == 302


def test_a_lecturer_gets_the_file_but_brings_none_back(client, lecturer):
    client.force_login(lecturer)
    book = download(client)
    write(book, lesson("m0-1").title, "Новое имя")
    assert bring(client, book).status_code in (302, 403)
    assert not StringTranslation.objects.filter(data="Новое имя").exists()


def test_a_text_that_looks_like_a_formula_stays_a_text(desk):
    edit(lesson("m0-1"), title='=HYPERLINK("x")')
    cell = next(
        cell for line in download(desk).active.iter_rows() for cell in line if cell.value == '=HYPERLINK("x")'
    )
    assert cell.data_type == "s"


def test_the_terms_of_the_glossary_are_shown_above_the_texts(desk):
    edit(lesson("m0-1"), summary="A refugee asks for asylum.")
    key = ModulePage.objects.get(code="M0", locale__language_code="en").translation_key
    text = desk.get(reverse("translation_row", args=["module", key]), {"language": "ru", "terms": "1"}).text
    assert "беженец" in text
    terms = [row["terms"] for row in rows(download(desk)) if row["source"] == "A refugee asks for asylum."]
    assert "refugee = беженец" in terms[0]
