"""Who made what in a version and under which licence: content, parts, media."""

import pytest

from assessments.h5p.licences import Author, Change, credits_of
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import NOTE, note, series, sub_content

pytestmark = pytest.mark.django_db


def test_credits_name_the_content_its_parts_and_its_media():
    credits = credits_of(make_version())

    assert [(each.kind, each.place, each.name) for each in credits] == [
        ("content", "", "At the counter"),
        ("part", "/parts/0", "Before you begin"),
        ("medium", "/parts/0/params/pictures/0", "images/gate.png"),
        ("part", "/parts/1", "First words"),
        ("part", "/parts/2", "Who decides"),
    ]
    content, part, medium = credits[:3]
    assert content.authors == (Author("Aigul Alibekova", "Author"),)
    assert (content.licence_text, content.years) == ("CC BY 4.0", "2024")
    assert (part.licence_text, part.is_told) == ("", False)
    assert (medium.licence_text, medium.authors) == ("CC BY-SA 4.0", (Author("Nurlan Sadykov"),))
    assert (medium.path, medium.library) == ("images/gate.png", "image/png")


def test_names_in_credits_are_plain_text():
    metadata = {
        "title": "Lines & <b>borders</b>",
        "license": "CC BY-NC",
        "authors": [{"name": "O'Neill & sons", "role": "Originator"}, {"role": "Editor"}],
        "changes": [{"date": "01-02-24 10:00:00", "author": "Me", "log": "Cut"}],
        "yearFrom": 2019,
        "yearTo": 2021,
        "licenseExtras": "Not for sale",
    }
    params = series(parts=[sub_content(NOTE, note(pictures=[]), "a1", **metadata)])

    part = credits_of(make_version(params=params))[1]

    assert part.name == "Lines & <b>borders</b>"
    assert part.authors == (Author("O'Neill & sons", "Originator"),)
    assert part.changes == (Change("01-02-24 10:00:00", "Me", "Cut"),)
    assert (part.years, part.extras) == ("2019–2021", "Not for sale")


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ({}, ""),
        ({"license": "PD", "version": "CC0 1.0"}, "CC0 1.0"),
        ({"license": "PD", "version": "-"}, "PD"),
        ({"license": "GNU GPL", "version": "v3"}, "GNU GPL v3"),
        ({"license": "C"}, "C"),
    ],
)
def test_the_older_form_of_copyright_is_understood(told, licence):
    picture = {"path": "images/gate.png", "mime": "image/png", "copyright": told}
    version = make_version(main=NOTE, params=note(pictures=[picture]))

    assert credits_of(version)[1].licence_text == licence
