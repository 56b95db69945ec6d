import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assessments.studio.drafting.document import digest
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft
from assessments.studio.translating import accepting
from assessments.studio.translating.states import Place, entry_at, state_of, text_at
from tests.factories.assessments import NOON, choice, ending, scene, structure
from tests.factories.drafts import change, make_document, make_draft, save

pytestmark = pytest.mark.django_db
HEADING, SITUATION = Place("d1", "heading"), Place("d1", "situation")


@pytest.fixture
def draft(lecturer):
    doc = make_document()
    doc["words"]["en"]["d1"]["situation"] = "Two refugees ask for asylum at the gate of {{border_service}}."
    return make_draft(by=lecturer, doc=doc)


@pytest.fixture
def desk(client, translator):
    client.force_login(translator)
    return client


def address(draft, to="ru", source="en", **more):
    url = reverse("studio_translate", args=[draft.scenario.key])
    return f"{url}?from={source}&to={to}" + "".join(f"&{name}={value}" for name, value in more.items())


def document(draft):
    return read_document(Draft.objects.get(pk=draft.pk))


def posted(draft, texts, do="save", language="ru", old=None):
    """What a browser sends for these texts: CR LF at the ends of lines, as HTML wants."""
    doc, data = document(draft), {"do": do, "batch": str(uuid4()), "anchor": "scene-d1"}
    for place, text in texts.items():
        before = (old or {}).get(place, text_at(doc, language, place))
        data[f"old.{place.name}"] = before.replace("\n", "\r\n")
        data[f"new.{place.name}"] = text.replace("\n", "\r\n")
        data[f"source.{place.name}"] = digest(text_at(doc, "en", place))
    return data


def row_of(html, place):
    start = html.index(f'data-row="{place.name}"')
    return html[start : html.find("data-row=", start + 10)]


def test_source_and_translation_stand_side_by_side_in_their_own_directions(desk, draft):
    with translation.override("en"):
        html = desk.get(address(draft, to="fa-af")).text
    row = row_of(html, SITUATION)
    assert re.search(r'tr-row__source" lang="en" dir="ltr"', row)
    assert re.search(r'<textarea name="new.d1.situation"[^>]* lang="fa-AF" dir="rtl"', row)
    assert 'data-state="missing"' in html


def test_the_direction_is_that_of_the_text_whatever_the_profile_says(desk, draft, translator):
    translator.wagtail_userprofile = None
    html = desk.get(address(draft, to="ru", source="fa-af"), headers={"accept-language": "fa-af"}).text
    row = row_of(html, SITUATION)
    assert re.search(r'tr-row__source" lang="fa-AF" dir="rtl"', row)
    assert re.search(r'<textarea name="new.d1.situation"[^>]* lang="ru" dir="ltr"', row)


def test_terms_of_the_glossary_say_what_they_are_in_the_target_language(desk, draft):
    row = row_of(desk.get(address(draft, to="kk")).text, SITUATION)
    assert re.search(
        r'<button class="tr-term__word" type="button" aria-describedby="([^"]+)"[^>]*>refugees</button>', row
    )
    assert re.search(
        r'role="tooltip" id="[^"]+"><span class="tr-term__target" lang="kk" dir="ltr">босқын', row
    )
    assert "draft term, not reviewed yet" in row


def test_a_text_without_html_of_its_own_is_escaped(desk, draft, lecturer):
    old = text_at(document(draft), "en", HEADING)
    save(draft, change("words", "en", "d1", "heading", old=old, new='5 < 6 & "7"'), by=lecturer)
    assert "5 &lt; 6 &amp; &quot;7&quot;" in row_of(desk.get(address(draft)).text, HEADING)


def test_the_form_works_without_javascript(desk, draft, translator):
    response = desk.post(
        address(draft), posted(draft, {HEADING: "У ворот", SITUATION: "Первая строка.\n\nВторая строка.\n"})
    )
    assert response.status_code == 302
    assert response.url.endswith("#scene-d1")
    doc = document(draft)
    assert text_at(doc, "ru", HEADING) == "У ворот"
    assert text_at(doc, "ru", SITUATION) == "Первая строка.\n\nВторая строка."
    assert state_of(doc, "ru", HEADING) == "draft"
    assert entry_at(doc, "ru", HEADING)["by"] == translator.username


def test_a_form_that_changes_nothing_writes_nothing(desk, draft):
    texts = {HEADING: text_at(document(draft), "ru", HEADING)}
    before = document(draft)
    desk.post(address(draft), posted(draft, texts))
    assert document(draft) == before


def test_a_form_sent_twice_is_saved_once(desk, draft):
    data = posted(draft, {HEADING: "У ворот"})
    desk.post(address(draft), data)
    serial = document(draft)["serial"]
    assert desk.post(address(draft), data).status_code == 302
    assert document(draft)["serial"] == serial


def test_one_text_is_saved_and_reviewed_with_one_press(desk, draft):
    desk.post(address(draft), posted(draft, {HEADING: "У ворот"}, do="review:d1.heading"))
    assert state_of(document(draft), "ru", HEADING) == "reviewed"


def test_a_whole_scene_is_reviewed_but_for_what_is_missing_or_out_of_date(desk, draft, lecturer):
    old = text_at(document(draft), "en", HEADING)
    save(draft, change("words", "en", "d1", "heading", old=old, new="Changed"), by=lecturer)
    texts = {place: text_at(document(draft), "ru", place) for place in (HEADING, SITUATION)}
    response = desk.post(address(draft), posted(draft, texts, do="review-scene"), follow=True)
    doc = document(draft)
    assert state_of(doc, "ru", HEADING) == "stale"
    assert state_of(doc, "ru", SITUATION) == "reviewed"
    assert "were left as they are" in response.text


def test_a_stale_text_shows_what_changed_and_stays_reviewed_when_that_was_trivial(desk, draft, lecturer):
    texts = {HEADING: text_at(document(draft), "ru", HEADING)}
    desk.post(address(draft), posted(draft, texts, do="review:d1.heading"))
    old = text_at(document(draft), "en", HEADING)
    save(draft, change("words", "en", "d1", "heading", old=old, new=f"{old}, corrected"), by=lecturer)
    row = row_of(desk.get(address(draft, show="stale")).text, HEADING)
    assert 'data-state="stale"' in row
    assert re.search(r"<ins>.*corrected</ins>", row)
    desk.post(address(draft), posted(draft, texts, do="trivial:d1.heading"))
    assert state_of(document(draft), "ru", HEADING) == "reviewed"


def test_only_texts_in_the_chosen_state_are_shown(desk, draft, translator):
    seen = {HEADING: digest(text_at(document(draft), "ru", HEADING))}
    accepting.mark_reviewed(draft=draft, language="ru", seen=seen, by=translator, at=NOON)
    html = desk.get(address(draft, show="reviewed")).text
    assert re.findall(r'data-row="([^"]+)"', html) == ["d1.heading"]
    assert "d1.heading" not in re.findall(r'data-row="([^"]+)"', desk.get(address(draft, show="draft")).text)
    assert "There is no text in this state." in desk.get(address(draft, show="missing")).text


def test_progress_counts_reviewed_texts_of_every_language(desk, draft):
    texts = {HEADING: text_at(document(draft), "ru", HEADING)}
    desk.post(address(draft), posted(draft, texts, do="review:d1.heading"))
    sheet = desk.get(address(draft)).context["sheet"]
    assert sheet.progress.reviewed == 1
    lines = {line.code: line.progress for line in sheet.languages}
    assert lines["ru"].reviewed == 1
    assert lines["kk"].missing == lines["kk"].total > 1
    assert "en" not in lines


def test_what_somebody_else_wrote_meanwhile_is_shown_and_not_overwritten(desk, draft, lecturer):
    before = text_at(document(draft), "ru", HEADING)
    data = posted(draft, {HEADING: "Мое"})
    save(draft, change("words", "ru", "d1", "heading", old=before, new="Чужое"), by=lecturer)
    response = desk.post(address(draft), data)
    assert response.status_code == 409
    assert text_at(document(draft), "ru", HEADING) == "Чужое"
    row = row_of(response.text, HEADING)
    assert ">\nМое</textarea>" in row
    assert "Чужое</blockquote>" in row
    # The page says what is there now, so saving once more is a decision.
    assert 'name="old.d1.heading" value="Чужое"' in row
    again = posted(draft, {HEADING: "Мое"}, old={HEADING: "Чужое"})
    assert desk.post(address(draft), again).status_code == 302
    assert text_at(document(draft), "ru", HEADING) == "Мое"


def test_html_in_a_text_is_refused_where_it_stands(desk, draft):
    response = desk.post(address(draft), posted(draft, {HEADING: "<b>У ворот</b>", SITUATION: "Хорошо"}))
    assert response.status_code == 422
    row = row_of(response.text, HEADING)
    assert "HTML is not allowed" in row
    assert "&lt;b&gt;У ворот&lt;/b&gt;</textarea>" in row
    assert text_at(document(draft), "ru", SITUATION) != "Хорошо"


@pytest.mark.parametrize("do", ["erase", "review:", "review:d1", "review:d9.heading", "trivial:d1.wrong"])
def test_a_form_the_page_did_not_make_is_refused(desk, draft, do):
    assert desk.post(address(draft), posted(draft, {HEADING: "У ворот"}, do=do)).status_code == 400


def test_asked_for_json_the_page_answers_with_the_states(desk, draft):
    texts = {HEADING: text_at(document(draft), "ru", HEADING)}
    data = posted(draft, texts, do="review:d1.heading")
    answer = desk.post(address(draft), data, headers={"accept": "application/json"}).json()
    assert answer["done"] == ["d1.heading"]
    assert answer["left"] == {}
    assert answer["states"]["d1"]["heading"]["state"] == "reviewed"


# Wagtail sends whoever may not back to the first page of the admin.
ROLES = {
    "translator": (200, 302),
    "lecturer": (200, 302),
    "administrator": (200, 302),
    "trainee": (302, 302),
    "observer": (302, 302),
    "outsider": (302, 302),
    "stranger": (302, 302),
}


@pytest.mark.parametrize("name", ROLES)
def test_each_role_may_do_what_it_is_for(client, cast, draft, name):
    if cast[name]:
        client.force_login(cast[name])
    looked, wrote = ROLES[name]
    assert client.get(address(draft)).status_code == looked
    data = posted(draft, {HEADING: "У ворот"})
    assert client.post(address(draft), data).status_code == wrote
    assert (text_at(document(draft), "ru", HEADING) == "У ворот") == (looked == 200)


def test_a_translator_reads_the_source_and_cannot_write_it(desk, client, draft, lecturer):
    assert "<textarea" not in desk.get(address(draft, to="en", source="ru")).text
    data = posted(draft, {HEADING: "Mine"}, language="en")
    desk.post(address(draft, to="en", source="ru"), data)
    assert text_at(document(draft), "en", HEADING) != "Mine"
    client.force_login(lecturer)
    assert client.post(address(draft, to="en", source="ru"), data).status_code == 302
    assert text_at(document(draft), "en", HEADING) == "Mine"


def test_any_two_languages_can_be_chosen_and_unknown_ones_are_not(desk, draft):
    sheet = desk.get(address(draft, to="kk", source="ru")).context["sheet"]
    assert (sheet.source, sheet.target) == ("ru", "kk")
    sheet = desk.get(address(draft, to="xx", source="yy")).context["sheet"]
    assert (sheet.source, sheet.target) == ("en", "ru")


def test_a_long_scenario_comes_in_pages_and_costs_no_more_queries(desk, draft, lecturer):
    scenes = [scene(f"s{number}", choice("a", 2, to=f"s{number + 1}")) for number in range(59)]
    doc = make_document(structure(*scenes, ending("s59")))
    long_draft = make_draft(by=lecturer, doc=doc, code="SC-99")
    desk.get(address(draft))
    desk.get(address(long_draft))
    with CaptureQueriesContext(connection) as short:
        desk.get(address(draft))
    with CaptureQueriesContext(connection) as long:
        first = desk.get(address(long_draft)).context["sheet"]
    assert len(long) == len(short)
    assert len(first.pages) > 1
    listed = [
        group.key for number in first.page_numbers for group in page_of(desk, long_draft, number).groups
    ]
    assert listed == ["", *(f"s{number}" for number in range(60))]
    assert page_of(desk, long_draft, 999).page == len(first.pages)
    assert first.progress == page_of(desk, long_draft, 2).progress


def page_of(desk, draft, number):
    return desk.get(address(draft, page=number)).context["sheet"]
