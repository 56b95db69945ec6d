from datetime import UTC, datetime

import pytest
from wagtail.models import ModelLogEntry

from certificates.designs.auditing import PUBLISHED
from certificates.designs.publishing import UnknownPlaceholder, publish
from tests.factories.academies import make_academy
from tests.factories.designs import make_design

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_version_keeps_everything_and_leaves_out_what_is_empty(administrator):
    design = make_design(
        academy=make_academy(),
        layout="portrait",
        valid_months=24,
        texts={"en": {"title": "Skills", "confirms": ""}, "ru": {"title": "Навыки"}},
        signatories=[
            {"en": {"name": "A. Karimov", "post": ""}, "ru": {"name": "А. Каримов", "post": "Начальник"}}
        ],
    )
    version = publish(design=design, by=administrator, at=AT)
    assert version.number == 1
    assert (version.made_at, version.made_by) == (AT, administrator)
    assert version.content == {
        "layout": "portrait",
        "primary": "#0f4c4a",
        "accent": "#d98e2b",
        "valid_months": 24,
        "logo": "",
        "texts": {"en": {"title": "Skills"}, "ru": {"title": "Навыки"}},
        "signatories": [
            {
                "names": {"en": "A. Karimov", "ru": "А. Каримов"},
                "posts": {"ru": "Начальник"},
                "image": "",
            }
        ],
    }


def test_publishing_what_did_not_change_gives_the_last_version(administrator):
    design = make_design()
    first = publish(design=design, by=administrator, at=AT)
    assert publish(design=design, by=administrator, at=AT) == first
    assert design.versions.count() == 1


def test_a_change_gives_the_next_number_and_leaves_the_earlier_version_alone(administrator):
    design = make_design()
    first = publish(design=design, by=administrator, at=AT)
    design.primary = "#112233"
    design.save()
    second = publish(design=design, by=administrator, at=AT)
    first.refresh_from_db()
    assert (second.number, second.content["primary"]) == (2, "#112233")
    assert first.content["primary"] == "#0f4c4a"


def test_an_unknown_placeholder_is_named_with_field_and_language_and_nothing_is_published(administrator):
    design = make_design(texts={"ru": {"completed": "окончил {kurs} и {course}", "title": "Итог }"}})
    with pytest.raises(UnknownPlaceholder) as raised:
        publish(design=design, by=administrator, at=AT)
    told = {(one.field, one.language, one.piece) for one in raised.value.faults}
    assert told == {("completed", "ru", "{kurs}"), ("title", "ru", "}")}
    assert not design.versions.exists()


def test_a_brace_in_the_post_of_a_signatory_is_refused_because_it_would_be_printed(administrator):
    design = make_design(signatories=[{"en": {"name": "A. Karimov", "post": "Head of {academy}"}}])
    with pytest.raises(UnknownPlaceholder) as raised:
        publish(design=design, by=administrator, at=AT)
    assert raised.value.faults[0].field == "posts"


def test_publishing_is_written_down(administrator):
    design = make_design()
    publish(design=design, by=administrator, at=AT)
    publish(design=design, by=administrator, at=AT)
    row = ModelLogEntry.objects.get(action=PUBLISHED, object_id=str(design.pk))
    assert (row.user, row.data) == (administrator, {"version": 1})
