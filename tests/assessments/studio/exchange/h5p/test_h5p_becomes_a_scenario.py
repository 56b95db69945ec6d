"""H5P content of other sites becomes a scenario: what is carried, what is named as lost, what is refused and where."""

import pytest

from assessments.studio.exchange.faults import FileRefused
from assessments.studio.exchange.h5p.losses import explain, place_name
from assessments.studio.exchange.h5p.reading import code_of, language_of, read_h5p
from assessments.studio.exchange.h5p.texts import html_text, plain_text
from tests.factories.h5p_branching import (
    alternative,
    answer,
    file_of,
    multi_choice,
    other_node,
    question_node,
    scenario_params,
    text_node,
    true_false,
)

BRANCHING, QUESTIONS = "H5P.BranchingScenario", "H5P.QuestionSet"


def branching(*contents, **more):
    return read_h5p(file_of(BRANCHING, scenario_params(*contents, **more)))


def questions(*found, **more):
    return read_h5p(file_of(QUESTIONS, {"questions": list(found)} | more))


def lost(content):
    return {(loss.code, loss.place) for loss in content.losses}


def codes(content):
    return {loss.code for loss in content.losses}


def gate():
    return (
        text_node("<p>A woman waits.</p>", 1, title="The gate"),
        question_node(
            "<p>What now?</p>",
            alternative("Ask &amp; listen", 2, subtitle="<p>She speaks.</p>", endScreenScore=2),
            alternative("Send her away", -1, title="<p>Gone</p>", subtitle="<p>She is gone.</p>"),
        ),
        text_node("<p>She is heard.</p>", -1, title="Heard"),
    )


def test_a_text_and_the_question_after_it_are_one_scene():
    content = branching(*gate(), scoring="dynamic-score")
    assert list(content.scenes) == ["end1", "s1", "s3"]
    words = content.words["en"]
    assert words["s1"] == {"heading": "The gate", "situation": "A woman waits.\n\nWhat now?"}
    assert words["s1/a"] == {"text": "Ask & listen", "consequence": "She speaks."}
    assert words["end1"] == {"heading": "Gone", "situation": "She is gone."}
    assert words["s3"] == {"heading": "Heard", "situation": "She is heard."}
    assert words[""] == {"title": "At the gate", "summary": "Who decides?"}
    choices = content.scenes["s1"]["choices"]
    assert (choices["a"]["points"], choices["a"]["severity"], choices["a"]["next"]) == (2, "best", "s3")
    assert (choices["b"]["points"], choices["b"]["next"]) == (0, "end1")


def test_a_question_that_others_lead_to_as_well_stays_a_scene_of_its_own():
    content = branching(
        text_node("<p>One</p>", 2),
        text_node("<p>Two</p>", 2),
        question_node("<p>Where?</p>", alternative("Left", 1), alternative("Right", -1)),
    )
    assert {"s1", "s2", "s3"} <= set(content.scenes)
    assert content.scenes["s1"]["choices"]["a"]["next"] == "s3"


def test_points_of_end_screens_are_named_with_their_places_and_grade_the_endings():
    good = alternative("Stay", -1, title="<p>Well done</p>", endScreenScore=5)
    content = branching(
        question_node("<p>?</p>", good, alternative("Go", -1, title="<p>No</p>", endScreenScore=1)),
        scoring="static-end-score",
    )
    assert [content.scenes[key]["ending"] for key in ("end1", "end2")] == ["good", "mixed"]
    assert {("end_scores", "1/1"), ("end_scores", "1/2")} <= lost(content)
    assert any("5, 1" in told.text for told in explain(content.losses))


def test_each_thing_that_stays_behind_is_named_with_its_place():
    picture = {"path": "images/a.png", "mime": "image/png"}
    content = branching(
        text_node(
            '<p><em>See</em> <a href="https://example.org/x">this</a> <img src="b.png" alt="A map"></p>', 1
        ),
        other_node(
            "H5P.Video 1.6",
            {"sources": [{"path": "videos/v.mp4", "mime": "video/mp4"}], "visuals": {}, "title": "Watch"},
            2,
            forceContentFinished="enabled",
        ),
        question_node("<p>?</p>", alternative("Back", 0, image=picture), alternative("On", 9)),
        text_node("<p>Nobody comes here.</p>", -1),
        behaviour={"enableBackwardsNavigation": True},
    )
    expected = {
        ("styles", "1"),
        ("links", "1"),
        ("picture", "1"),
        ("media", "2"),
        ("other_type", "2"),
        ("feedback_picture", "3/1"),
        ("next_unknown", "3/2"),
        ("loop", "3"),
        ("unreachable", "4"),
        ("back_button", ""),
        ("forced", ""),
        ("no_scores", ""),
    }
    assert expected <= lost(content)
    assert content.words["en"]["s1"]["situation"] == "See this (https://example.org/x)"
    assert "videos/v.mp4" not in str(content.words)
    assert all(told.text for told in explain(content.losses))


def test_authors_and_licence_are_named():
    changes = {"license": "CC BY", "authors": [{"name": "A. Author"}], "source": "https://example.org/"}
    content = read_h5p(file_of(BRANCHING, scenario_params(*gate()), **changes))
    (rights,) = [told.text for told in explain(content.losses) if told.code == "rights"]
    assert "A. Author, CC BY, https://example.org/" in rights


@pytest.mark.parametrize(
    ("told", "language", "is_said"),
    [
        ({"language": "ru"}, "ru", True),
        ({"language": "prs"}, "fa-af", True),
        ({"language": "fa-AF"}, "fa-af", True),
        ({"language": "und", "defaultLanguage": "ky"}, "ky", True),
        ({"language": "ru-RU"}, "ru", True),
        ({"language": "und"}, "en", False),
        ({"language": "nb"}, "en", False),
    ],
)
def test_the_language_is_that_of_the_metadata(told, language, is_said):
    file = file_of(BRANCHING, scenario_params(*gate()), **told)
    assert language_of(file) == (language, is_said)
    content = read_h5p(file)
    assert content.languages == (language,)
    assert ("language_guessed" in codes(content)) != is_said


def test_read_again_it_says_the_same_and_goes_to_the_same_code():
    file = file_of(BRANCHING, scenario_params(*gate()))
    assert read_h5p(file) == read_h5p(file)
    assert code_of(file) == code_of(file_of(BRANCHING, scenario_params(*gate()))) != "H5P-"
    ours = file_of(BRANCHING, scenario_params(*gate()), authorComments="Panah scenario SC-01-KZ, version 4")
    assert code_of(ours) == "SC-01-KZ"


def test_questions_become_scenes_and_answers_choices():
    content = questions(
        multi_choice(
            "<p>Who decides?</p>",
            answer("<div>The guard</div>", chosen="No."),
            answer("<div>The authority</div>", correct=True, chosen="Yes.", tip="Think."),
            title="Decisions",
        ),
        true_false(
            "<p>A child is detained.</p>", "false", feedbackOnCorrect="Right", feedbackOnWrong="Wrong"
        ),
        {
            "library": "H5P.DragText 1.10",
            "params": {"taskDescription": "<p>Drag</p>", "textField": "A *gap*"},
        },
        passPercentage=60,
        introPage={"introduction": "<p>Before you start</p>"},
        randomQuestions=True,
    )
    assert content.head == {"start": "s1", "pass_percent": 60}
    words = content.words["en"]
    assert words["s1"] == {"heading": "Decisions", "situation": "Who decides?"}
    assert words["s1/b"] == {"text": "The authority", "consequence": "Yes."}
    assert [content.scenes["s1"]["choices"][key]["points"] for key in "ab"] == [0, 1]
    assert [one["next"] for one in content.scenes["s2"]["choices"].values()] == ["s3", "s3"]
    assert (words["s2/a"]["consequence"], words["s2/b"]["consequence"]) == ("Wrong", "Right")
    assert content.scenes["s2"]["choices"]["b"]["points"] == 1
    assert list(content.scenes["s3"]["choices"]) == ["a"]
    assert content.scenes["s3"]["choices"]["a"]["next"] == "end"
    assert {("tips", "1/2"), ("other_type", "3"), ("drawn_questions", "")} <= lost(content)


def test_several_right_answers_and_none_are_named():
    content = questions(
        multi_choice("?", answer("a", correct=True), answer("b", correct=True)),
        multi_choice("?", answer("a"), answer("b")),
    )
    assert {("several_right", "1"), ("no_right", "2")} <= lost(content)


@pytest.mark.parametrize(
    ("library", "params", "place"),
    [
        ("H5P.Blanks", {}, "h5p.json: mainLibrary"),
        (BRANCHING, {}, "content/content.json: branchingScenario"),
        (BRANCHING, {"branchingScenario": {"content": []}}, "content/content.json: content"),
        (BRANCHING, {"branchingScenario": {"content": [{"type": {}}]}}, "content/content.json: content 1"),
        (QUESTIONS, {"questions": "no list"}, "content/content.json: questions"),
        (QUESTIONS, {"questions": [{}]}, "content/content.json: questions 1"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(library, params, place):
    with pytest.raises(FileRefused) as refused:
        read_h5p(file_of(library, params))
    assert [fault.place for fault in refused.value.faults] == [place]


def test_values_of_wrong_kinds_are_read_as_none():
    params = scenario_params(
        {"type": {"library": "H5P.AdvancedText 1.1", "params": []}, "nextContentId": "0x", "feedback": 3}
    )
    params["branchingScenario"] |= {"startScreen": [], "endScreens": {}, "scoringOptionGroup": None}
    content = read_h5p(file_of(BRANCHING, params))
    assert list(content.scenes) == ["s1"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<br>two</p><p>&nbsp;</p><p>three &amp; four</p>", "One\ntwo\n\nthree & four"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("plain", "plain"),
        ("<script>alert(1)</script><p>x</p>", "x"),
        ("a &lt;b&gt; c", "a ‹b> c"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a  b"),
        (None, ""),
    ],
)
def test_html_becomes_plain_text(html, text):
    assert str(plain_text(html)) == text


def test_plain_text_becomes_html_and_comes_back():
    text = "One < two\nthree\n\nfour & five"
    assert str(plain_text(html_text(text))) == text


def test_places_are_told_in_words():
    assert [place_name(one) for one in ("3", "3/2", "d1", "")] == [
        "content 3",
        "content 3, alternative 2",
        "d1",
        "",
    ]
