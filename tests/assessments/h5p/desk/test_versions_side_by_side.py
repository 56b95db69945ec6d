"""Two versions of content side by side: texts, what is said about it, files, libraries."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.h5p.desk.comparing import compare
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import CHOICE, NOTE, SERIES, answer, choice, note
from tests.factories.uploads import picture

pytestmark = pytest.mark.django_db


def texts(old, new) -> dict[str, tuple[str, str]]:
    return {" › ".join(row.place): (said(row.old), said(row.new)) for row in compare(old, new).texts}


def said(parts) -> str:
    return "".join(text for _mark, text in parts)


def next_version(version, **changes):
    return make_version(content=version.content, main=version.main_library.folder, **changes)


def test_texts_stand_side_by_side_with_the_way_to_them():
    old = make_version(main=CHOICE)
    new = next_version(
        old,
        params=choice(
            question="<p>Whom do you call?</p>", answers=[answer("Nobody"), answer("Them", correct=True)]
        ),
    )
    found = texts(old, new)
    assert found["Question"][1] == "Whom do you call?"
    assert found["Answers › Answer 1 › Text"] == ("Send the person back", "Nobody")


def test_words_that_changed_are_marked():
    old = make_version(main=CHOICE, params=choice(question="<p>Whom do you call first?</p>"))
    new = next_version(old, params=choice(question="<p>Whom do you ask first?</p>"))
    [row] = compare(old, new).texts
    assert ("gone", "call") in row.old
    assert ("new", "ask") in row.new


def test_what_differs_in_markup_alone_is_said_to():
    old = make_version(main=CHOICE, params=choice(question="<p>Now</p>"))
    new = next_version(old, params=choice(question="<p><strong>Now</strong></p>"))
    [row] = compare(old, new).texts
    assert row.note == "Only the formatting differs."


def test_options_and_switches_are_told_in_words():
    old = make_version(main=CHOICE, params=choice(level="easy", behaviour={"points": 1, "enableRetry": True}))
    new = next_version(old, params=choice(level="hard", behaviour={"points": 2, "enableRetry": False}))
    assert texts(old, new) == {
        "Level": ("Easy", "Hard"),
        "Behaviour › Points": ("1", "2"),
        "Behaviour › May be tried again": ("yes", "no"),
    }


def test_labels_are_in_the_readers_language_where_the_library_knows_it():
    old = make_version(main=CHOICE, params=choice(question="<p>Now</p>"))
    new = next_version(old, params=choice(question="<p>Then</p>"))
    with translation.override("ru"):
        assert list(texts(old, new)) == ["Вопрос"]


def test_title_language_licence_files_and_libraries_are_compared():
    old = make_version(main=NOTE, h5p={"title": "A note"})
    new = make_version(
        content=old.content,
        main=SERIES,
        h5p={"title": "A series", "language": "ru", "license": "CC BY-SA"},
        files={"images/other.png": picture(colour=(200, 20, 20))},
    )
    found = compare(old, new)
    about = {row.place: (said(row.old), said(row.new)) for row in found.about}
    assert about[("Title",)] == ("A note", "A series")
    assert about[("Language",)] == ("English", "Русский")
    assert about[("Licence",)] == ("CC BY", "CC BY-SA")
    assert {row.place[0] for row in found.files} == {"images/gate.png", "images/other.png"}
    assert [(row.place[0], said(row.new)) for row in found.libraries] == [
        ("Panah choice (H5P.PanahChoice)", "1.0"),
        ("Panah series (H5P.PanahSeries)", "1.0"),
    ]


def test_another_file_under_the_same_name_is_told():
    old = make_version(main=NOTE)
    new = next_version(old, files={"images/gate.png": picture(colour=(200, 20, 20))})
    [row] = compare(old, new).files
    assert (row.place, row.note) == (("images/gate.png",), "Another file under the same name.")


def test_the_same_again_differs_in_nothing():
    old = make_version()
    assert compare(old, next_version(old)).is_empty


def test_the_page_compares_the_last_two_or_those_asked_for(lecturer):
    old = make_version(main=NOTE, params=note(text="<p>One</p>"))
    next_version(old, params=note(text="<p>Two</p>"))
    next_version(old, params=note(text="<p>Three</p>"))
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("h5p_compare", args=[old.content.key])
    last = client.get(address).content.decode()
    assert "<del>Two</del>" in last
    assert "<ins>Three</ins>" in last
    assert "<del>One</del>" in client.get(address, {"from": "1", "to": "3"}).content.decode()
    assert "Choose two different versions" in client.get(address, {"from": "1", "to": "1"}).content.decode()
    for nonsense in ("9", "x", "-1", "²"):
        assert client.get(address, {"from": nonsense}).status_code in (200, 302, 404)


def test_queries_do_not_grow_with_what_differs(django_assert_max_num_queries):
    old = make_version(params=None)
    new = next_version(old, params={"parts": []})
    with django_assert_max_num_queries(8):
        compare(old, new)
