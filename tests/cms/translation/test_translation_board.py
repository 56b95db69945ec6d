import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from assessments.models import Scenario
from assessments.xapi.keys import stable_key
from cms.translation.board.rows import WHOLE, board_rows
from cms.translation.board.states import Cell, first_of, together
from courses.content.curriculum.pairing import ensure_paired
from courses.content.models import ModulePage
from courses.content.translations.models import TextState
from tests.factories.curriculum import edit, lesson

pytestmark = pytest.mark.django_db
BOARD = "/admin/translation/"


def module_key():
    return ModulePage.objects.get(code="M4", locale__language_code="en").translation_key


def row(code):
    return next(each for each in board_rows() if each.code == code)


def state(code, language):
    return row(code).cell(language).state


def place(kind="module", key=None, name="translation_row"):
    return reverse(name, args=[kind, key or module_key()])


def act(client, do, language="ru", kind="module", key=None, **rest):
    return client.post(place(kind, key, "translation_act"), {"do": do, "language": language} | rest)


@pytest.fixture
def board(client, translator):
    client.force_login(translator)
    return client


def test_of_many_states_the_one_to_act_on_first_is_shown():
    assert first_of(["live", "draft", "stale"]) == "stale"
    assert first_of(["live", "missing", "stale"]) == "missing"
    assert first_of([]) == "live"
    cells = [Cell("kk", "live", 10, 10), Cell("kk", "draft", 5, 8)]
    assert together("kk", cells) == Cell("kk", "draft", 15, 18)


def test_a_complete_and_published_module_is_live():
    cell = row("M4").cell("ru")
    assert (cell.state, cell.done) == ("live", cell.words)


def test_a_source_that_changed_makes_the_cell_stale_until_the_change_is_confirmed(board):
    ensure_paired(lesson("m4-1"))
    edit(lesson("m4-1"), title="The rule, said shortly")
    assert state("M4", "ru") == "stale"
    page = lesson("m4-1")
    act(board, f"valid:{page.translation_key}")
    assert state("M4", "ru") == "live"
    waiting = Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code="ru"
    )
    total, translated = waiting.get_progress()
    assert total == translated


def test_a_trivial_change_can_be_confirmed_for_the_whole_row_in_all_languages(board):
    ensure_paired(lesson("m4-1"))
    edit(lesson("m4-1"), title="The rule, said shortly")
    edit(lesson("m4-2"), title="Another one")
    TextState.objects.filter(language="kk").update(source_digest="")
    act(board, "valid:", everywhere="1")
    stale = (
        TextState.objects.stale()
        .exclude(digest="")
        .filter(model__in=["courses.modulepage", "courses.lessonpage"])
    )
    keys = [
        module_key(),
        *(
            page.translation_key
            for page in ModulePage.objects.get(code="M4", locale__language_code="en").get_children()
        ),
    ]
    assert not stale.filter(key__in=keys).exists()


def test_back_to_draft_and_reviewed(board, translator):
    key = lesson("m4-1").translation_key
    act(board, f"draft:{key}")
    assert state("M4", "ru") == "draft"
    act(board, f"review:{key}")
    assert state("M4", "ru") == "live"
    assert TextState.objects.get(key=key, language="ru").stated_by == translator


def test_what_is_out_of_date_cannot_be_reviewed(board):
    edit(lesson("m4-1"), title="The rule, said shortly")
    TextState.objects.filter(key=lesson("m4-1").translation_key, language="ru").update(state="draft")
    act(board, f"review:{lesson('m4-1').translation_key}")
    assert TextState.objects.get(key=lesson("m4-1").translation_key, language="ru").state == "draft"


def test_unpublished_changes_are_reviewed_but_not_live():
    page = lesson("m4-1", "ru")
    page.title = "Ещё"
    page.save_revision()
    assert state("M4", "ru") == "reviewed"


def test_texts_are_assigned_and_found_again_by_who_got_them(board, translator, administrator):
    key = lesson("m4-1").translation_key
    act(board, f"assign:{key}", **{f"to.{key}": translator.pk})
    assert TextState.objects.get(key=key, language="ru").assigned_to == translator
    mine = board.get(BOARD, {"mine": "1"}).context["groups"]
    assert [each.code for _name, rows in mine for each in rows] == ["M4"]
    act(board, "assign:", **{"to.": administrator.pk})
    assert not board.get(BOARD, {"mine": "1"}).context["groups"]
    assert str(administrator) in board.get(place(), {"language": "ru"}).text


def test_a_scenario_can_be_assigned_too(board, translator):
    key = Scenario.objects.get(code="SC-01").key
    act(board, "assign:", "kk", "scenario", key, **{"to.": translator.pk})
    assert str(translator) in board.get(place("scenario", key), {"language": "kk"}).text


def test_nobody_can_be_assigned_who_does_not_translate(board, trainee):
    assert act(board, "assign:", **{"to.": trainee.pk}).status_code == 400


def test_a_missing_page_is_begun_with_its_parents_as_a_draft_that_nobody_sees(board):
    key = lesson("m4-1").translation_key
    Page.objects.filter(locale__language_code="kk", depth__gt=2).delete()
    response = act(board, f"start:{key}", "kk")
    assert response.status_code == 302
    made = lesson("m4-1", "kk")
    assert not made.live
    assert made.get_parent().specific.code == "M4"
    shown = board.get(response["Location"])
    assert made.title in shown.text
    assert "#first-gap" in shown.text
    assert state("M4", "kk") == "missing"


def test_a_translated_page_is_published_from_the_board(board, django_capture_on_commit_callbacks):
    key = lesson("m4-1").translation_key
    Page.objects.filter(locale__language_code="kk", depth__gt=2).delete()
    act(board, "start:", "kk")
    act(board, f"publish:{key}", "kk")
    assert not lesson("m4-1", "kk").live
    kazakh = Locale.objects.get(language_code="kk")
    for segment in StringSegment.objects.filter(source__object_id=key).select_related("context", "string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string, locale=kazakh, context=segment.context, defaults={"data": "Сөз"}
        )
    with django_capture_on_commit_callbacks(execute=True):
        act(board, f"publish:{key}", "kk")
    assert lesson("m4-1", "kk").live
    assert TextState.objects.get(key=key, language="kk").state == "draft"


def test_the_board_is_filtered_by_state_and_kind(board):
    def codes(**query):
        return [each.code for _name, rows in board.get(BOARD, query).context["groups"] for each in rows]

    assert "SC-01" in codes(language="kk", state="draft")
    assert "SC-02" in codes(language="kk", state="missing", kind="scenario")
    assert "M4" not in codes(kind="scenario")
    assert codes(kind="glossary") == [""]


def test_every_line_opens_in_every_language(board):
    for each in board_rows():
        for language in ("en", "ru", "fa-af"):
            response = board.get(place(each.kind, each.key), {"language": language})
            assert response.status_code == 200, each
            assert response.context["lines"]


def test_a_scenario_opens_at_what_is_missing(board):
    key = Scenario.objects.get(code="SC-02").key
    assert (
        "translate/?to=kk&amp;show=missing#scenario"
        in board.get(place("scenario", key), {"language": "kk"}).text
    )


def test_a_line_that_is_not_there_is_not_found(board):
    for kind, key in [
        ("module", stable_key("lesson", "m4-1")),
        ("none", module_key()),
        ("pages", module_key()),
    ]:
        assert board.get(place(kind, key)).status_code in (302, 404)
    assert act(board, "steal:").status_code == 400
    assert act(board, "review:x").status_code == 400


def test_a_lecturer_sees_the_board_and_cannot_act(client, lecturer):
    client.force_login(lecturer)
    response = client.get(place(), {"language": "ru"})
    assert response.status_code == 200
    assert 'name="do"' not in response.text
    act(client, f"draft:{lesson('m4-1').translation_key}")
    assert state("M4", "ru") == "live"


def test_reading_the_board_takes_as_many_queries_with_more_pages():
    with CaptureQueriesContext(connection) as before:
        board_rows()
    module = ModulePage.objects.get(code="M4", locale__language_code="en")
    for number in range(3):
        page = lesson("m4-1").copy(to=module, update_attrs={"slug": f"copy-{number}", "title": "Copy"})
        assert page.live
    with CaptureQueriesContext(connection) as after:
        rows = board_rows()
    assert len(after) == len(before) <= 32
    assert next(each for each in rows if each.code == "M4").cell("ru").state == "missing"
    assert {each.kind for each in rows} >= {"module", "scenario", *WHOLE}


def test_an_object_opens_in_its_editor_for_who_may_change_it(client, board, administrator):
    facts, glossary = place("facts", WHOLE["facts"]), place("glossary", WHOLE["glossary"])
    assert "#words-kk" in board.get(glossary, {"language": "kk"}).text
    assert "#words-kk" not in board.get(facts, {"language": "kk"}).text
    client.force_login(administrator)
    assert "#words-kk" in client.get(facts, {"language": "kk"}).text
