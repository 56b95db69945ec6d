import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft
from assessments.studio.translating.handoff.views import LARGEST
from assessments.studio.translating.states import Place, entry_at, source_digest, state_of, text_at
from tests.factories.drafts import change, make_draft, save

pytestmark = pytest.mark.django_db
HEADING = Place("d1", "heading")


@pytest.fixture
def draft(lecturer):
    return make_draft(by=lecturer)


@pytest.fixture
def desk(client, translator):
    client.force_login(translator)
    return client


def address(draft, part="", to="ru", **more):
    name = f"studio_handoff_{part}" if part else "studio_handoff"
    query = "&".join(f"{key}={value}" for key, value in {"from": "en", "to": to, **more}.items())
    return f"{reverse(name, args=[draft.scenario.key])}?{query}"


def document(draft):
    return read_document(Draft.objects.get(pk=draft.pk))


def exported(desk, draft, form="xliff", **more):
    return desk.get(address(draft, "export", format=form, **more)).content


def handed_in(desk, draft, content, name="back.xlf", **more):
    return desk.post(address(draft, **more), {"file": SimpleUploadedFile(name, content)})


def changed_file(desk, draft, form="xliff"):
    return exported(desk, draft, form).replace(b"ru d1 heading", "У ворот".encode())


def take_over(desk, draft, preview, **more):
    return desk.post(address(draft, "apply"), {"preview": preview.context["preview"], **more})


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("xliff", "SC-90.en-fa-AF.xlf", "application/xliff+xml"),
        ("po", "SC-90.en-fa-AF.po", "text/x-gettext-translation"),
    ],
)
def test_a_file_is_named_after_the_scenario_and_its_languages(desk, draft, form, name, kind):
    response = desk.get(address(draft, "export", to="fa-af", format=form))
    assert name in response["Content-Disposition"]
    assert response["Content-Type"].startswith(kind)


def test_an_unknown_format_is_refused(desk, draft):
    assert desk.get(address(draft, "export", format="docx")).status_code == 400


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_a_preview_writes_nothing_and_a_yes_writes_all(desk, draft, form, translator):
    before = document(draft)
    preview = handed_in(desk, draft, changed_file(desk, draft, form))
    assert preview.status_code == 200
    assert "У ворот" in preview.text
    assert document(draft) == before
    assert take_over(desk, draft, preview).status_code == 302
    doc = document(draft)
    assert text_at(doc, "ru", HEADING) == "У ворот"
    assert doc["serial"] == before["serial"] + 1
    assert entry_at(doc, "ru", HEADING)["by"] == translator.username


def test_taking_a_preview_over_twice_has_no_second_effect(desk, draft, lecturer):
    preview = handed_in(desk, draft, changed_file(desk, draft))
    take_over(desk, draft, preview)
    save(draft, change("words", "ru", "d1", "heading", old="У ворот", new="Дальше"), by=lecturer)
    before = document(draft)
    assert take_over(desk, draft, preview).status_code == 302
    assert document(draft) == before


def test_a_file_handed_in_again_has_nothing_to_say(desk, draft):
    content = changed_file(desk, draft)
    take_over(desk, draft, handed_in(desk, draft, content))
    again = handed_in(desk, draft, content)
    assert again.context["plan"].items == ()
    assert "There is nothing to take over." in again.text


def test_a_review_outside_is_taken_over_and_its_day_kept(desk, draft):
    content = changed_file(desk, draft)
    start = content.index(b'name="d1.heading"')
    content = content[:start] + content[start:].replace(b'state="translated"', b'state="final"', 1)
    take_over(desk, draft, handed_in(desk, draft, content))
    assert state_of(document(draft), "ru", HEADING) == "reviewed"
    assert state_of(document(draft), "ru", Place("d1", "situation")) == "draft"


def test_a_source_changed_since_the_export_leaves_the_text_stale(desk, draft, lecturer):
    content, digest_then = changed_file(desk, draft), source_digest(document(draft), HEADING)
    save(draft, change("words", "en", "d1", "heading", old="en d1 heading", new="At the gate"), by=lecturer)
    take_over(desk, draft, handed_in(desk, draft, content))
    doc = document(draft)
    assert text_at(doc, "ru", HEADING) == "У ворот"
    assert state_of(doc, "ru", HEADING) == "stale"
    assert entry_at(doc, "ru", HEADING)["source"] == digest_then


def test_a_text_changed_on_both_sides_is_taken_only_when_asked_for(desk, draft, lecturer):
    content = changed_file(desk, draft)
    save(draft, change("words", "ru", "d1", "heading", old="ru d1 heading", new="Иначе"), by=lecturer)
    preview = handed_in(desk, draft, content)
    assert 'name="take" value="d1.heading"' in preview.text
    take_over(desk, draft, preview)
    assert text_at(document(draft), "ru", HEADING) == "Иначе"
    take_over(desk, draft, handed_in(desk, draft, content), take="d1.heading")
    assert text_at(document(draft), "ru", HEADING) == "У ворот"


def test_a_text_changed_between_preview_and_yes_stops_it_all(desk, draft, lecturer):
    preview = handed_in(desk, draft, changed_file(desk, draft))
    save(draft, change("words", "ru", "d1", "heading", old="ru d1 heading", new="Иначе"), by=lecturer)
    before = document(draft)
    response = desk.post(address(draft, "apply"), {"preview": preview.context["preview"]}, follow=True)
    assert document(draft) == before
    assert "nothing was taken over" in response.text


def test_what_a_file_brought_can_be_taken_back(desk, draft):
    before = document(draft)["words"]
    preview = handed_in(desk, draft, changed_file(desk, draft))
    page = desk.post(address(draft, "apply"), {"preview": preview.context["preview"]}, follow=True)
    batch = page.context["done"].key
    assert str(batch) in page.text
    for _twice in range(2):
        desk.post(address(draft, "undo"), {"batch": str(batch)})
    assert document(draft)["words"] == before


def test_a_batch_that_told_no_text_of_before_cannot_be_taken_back(desk, draft, translator):
    # Nothing was to be done, so nobody asked what it said of the text before.
    row = save(draft, change("words", "ru", "d1", "heading", old=5, new="ru d1 heading"), by=translator)
    assert desk.post(address(draft, "undo"), {"batch": str(row.key)}).status_code == 302
    assert document(draft)["words"]["ru"]["d1"]["heading"] == "ru d1 heading"


def test_only_a_batch_of_this_translation_can_be_taken_back(desk, draft, lecturer):
    batch = save(draft, change("head", "minutes", old=10, new=12), by=lecturer)
    desk.post(address(draft, "undo"), {"batch": str(batch.key)})
    desk.post(address(draft, "undo"), {"batch": "nonsense"})
    assert document(draft)["head"]["minutes"] == 12


def test_a_preview_counts_for_one_scenario_language_and_person_only(desk, client, draft, lecturer):
    preview = handed_in(desk, draft, changed_file(desk, draft)).context["preview"]
    other = make_draft(by=lecturer, code="SC-91")
    for url in (address(other, "apply"), address(draft, "apply", to="kk")):
        desk.post(url, {"preview": preview})
    desk.post(address(draft, "apply"), {"preview": preview[:-2] + "xx"})
    desk.post(address(draft, "apply"), {})
    client.force_login(lecturer)
    client.post(address(draft, "apply"), {"preview": preview})
    assert text_at(document(draft), "ru", HEADING) == "ru d1 heading"
    assert text_at(document(other), "ru", HEADING) == "ru d1 heading"


BAD = [
    (b"<xliff>\n<broken", "Line 2:"),
    (b"\xff\xfe\x00garbage", ""),
    (b"no file of ours", "not a PO file"),
    (b"x" * (LARGEST + 1), "larger than 5 megabytes"),
    (b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "document type or entities"),
]


@pytest.mark.parametrize(("content", "what"), BAD, ids=lambda value: str(value)[:20])
def test_a_bad_file_is_explained_and_nothing_is_written(desk, draft, content, what):
    before = document(draft)
    response = handed_in(desk, draft, content)
    assert response.status_code == 422
    assert what in response.text
    assert document(draft) == before


def test_no_file_at_all_is_explained(desk, draft):
    assert "Choose a file." in desk.post(address(draft), {}).text


def test_one_fault_in_one_text_holds_the_whole_file_back(desk, draft):
    content = changed_file(desk, draft).replace(b"ru d2 heading", b"&lt;b&gt;x&lt;/b&gt;")
    response = handed_in(desk, draft, content)
    assert response.status_code == 422
    assert response.context["preview"] == ""
    assert "d2.heading" in response.text
    assert "HTML is not allowed" in response.text


def test_the_preview_speaks_the_direction_of_the_translation(desk, draft):
    content = exported(desk, draft, to="fa-af")
    first = content.index(b"</source>") + len(b"</source>")
    content = content[:first] + "<target>دروازه</target>".encode() + content[first:]
    response = handed_in(desk, draft, content, to="fa-af")
    assert '<div class="tr-diff" lang="fa-AF" dir="rtl">' in response.text


WRITERS = {"translator", "lecturer", "administrator"}


@pytest.mark.parametrize("name", ["trainee", "observer", "outsider", "stranger", "translator", "lecturer"])
def test_only_who_translates_may_send_out_and_take_in(client, cast, draft, name):
    if cast[name]:
        client.force_login(cast[name])
    response = client.get(address(draft, "export"))
    assert (response.status_code == 200) == (name in WRITERS)
    response = handed_in(client, draft, b"<x/>")
    assert (response.status_code == 422) == (name in WRITERS)


def test_the_source_is_nothing_to_take_in(desk, client, draft, lecturer):
    assert 'type="file"' not in desk.get(address(draft, to="en")).text
    assert handed_in(desk, draft, b"<x/>", to="en").status_code != 200
    content = exported(desk, draft, to="en")
    client.force_login(lecturer)
    assert "no translation into it" in handed_in(client, draft, content, to="en").text
