from datetime import UTC, datetime

import pytest
import yaml

from certificates.designs.loading import SITE, load_designs
from certificates.designs.models import CertificateDesign, DesignVersion
from tests.factories.designs import site_design

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def load(path=SITE):
    lines = []
    load_designs(report=lines.append, at=AT, path=path)
    return lines


def changed(tmp_path, **fields):
    data = yaml.safe_load(SITE.read_text())
    data["designs"]["trainer"] |= fields
    path = tmp_path / "site.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True))
    return path


@pytest.mark.parametrize(
    ("name", "kind", "rule", "months", "layout"),
    [
        ("trainer", "certificate", "trainer", 36, "landscape"),
        ("completion", "certificate", "completion", None, "landscape"),
        ("attendance", "attendance", "", None, "portrait"),
    ],
)
def test_the_site_has_its_designs_with_a_version_each_in_all_languages(
    settings, name, kind, rule, months, layout
):
    design = site_design(name)
    assert (design.academy, design.kind, design.rule_code) == (None, kind, rule)
    version = design.versions.get()
    assert (version.number, version.content["valid_months"], version.content["layout"]) == (1, months, layout)
    assert set(version.content["texts"]) == {code for code, _ in settings.LANGUAGES}


def test_loading_again_changes_nothing():
    before = list(DesignVersion.objects.values_list("pk", "made_at"))
    assert load() == []
    assert list(DesignVersion.objects.values_list("pk", "made_at")) == before
    assert CertificateDesign.objects.count() == 3


def test_newer_words_become_the_next_version(tmp_path):
    assert load(changed(tmp_path, valid_months=24)) == []
    versions = site_design("trainer").versions.all()
    assert [(one.number, one.content["valid_months"]) for one in versions] == [(2, 24), (1, 36)]


def test_a_design_that_somebody_edited_is_left_alone_and_told(tmp_path):
    design = site_design("trainer")
    design.translations.filter(language_code="ru").update(title="Свой заголовок")
    assert load(changed(tmp_path, valid_months=24)) == ["design/trainer: changed in the CMS, left as it is"]
    design.refresh_from_db()
    assert design.valid_months == 36
    assert design.translations.get(language_code="ru").title == "Свой заголовок"
