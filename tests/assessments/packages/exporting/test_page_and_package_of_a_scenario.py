"""One HTML file and a cmi5 package of a published scenario: whole in themselves, and taken back by our own checks."""

import base64
import json
import re
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from lxml import etree

from assessments.models import AssignableUnit, Upload
from assessments.packages.exporting.bundling import SCRIPTS, STYLES, script, style
from assessments.packages.exporting.course import NAMESPACE, write_course, write_structure
from assessments.packages.exporting.single_file import write_page
from assessments.packages.exporting.telling import LanguageIncomplete, Store, tell, whole_languages
from assessments.uploads.taking import checking, storing
from assessments.uploads.taking.receiving import ArrivingHandler, receive
from tests.factories.assessments import counting_structure, make_scenario, make_version, words_for

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script type="application/json" id="scenario">(.*?)</script>', re.DOTALL)


@pytest.fixture
def version():
    made = counting_structure()
    words = words_for(made, "ru", "fa-af")
    words["ru"]["title"] = "Вопрос </script><!-- и {{asylum_authority}}"
    words["ru"]["scenes"]["d1"]["notes"] = "only for the lecturer"
    return make_version(make_scenario("SC-77"), made, words)


def fill(text, *, country, language):
    return text.replace("{{asylum_authority}}", f"authority of {country} in {language}")


def told_in(page: str) -> dict:
    return json.loads(DATA.search(page)[1])


def test_the_page_holds_all_it_needs_and_names_nothing_elsewhere(version):
    page = write_page(tell(version, languages=["ru", "fa-af"]), no_script="-")
    assert re.findall(r"<(?:link|img|iframe|script)[^>]*\b(?:src|href)=", page) == []
    assert "@import" not in page
    assert {one[:6] for one in re.findall(r"\burl\(([^)]*)", style())} == {'"data:'}
    assert page.count("</script>") == 2
    assert 'lang="ru" dir="ltr"' in page
    assert told_in(page)["words"]["ru"]["title"].startswith("Вопрос </script><!--")


def test_only_the_script_and_the_style_of_the_page_run(version):
    page = write_page(tell(version, languages=["ru"]), no_script="-")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    for code in (
        re.search(r'<script type="module">(.*)</script>', page, re.DOTALL)[1],
        re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1],
    ):
        assert f"'sha256-{base64.b64encode(sha256(code.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")


def test_country_words_are_filled_in_and_notes_of_lecturers_stay_here(version):
    page = write_page(tell(version, languages=["ru"], country="KZ", fill=fill), no_script="-")
    assert "authority of KZ in ru" in page
    assert "only for the lecturer" not in page


def test_a_store_stands_in_the_page_only_when_it_was_asked_for(version):
    assert tell(version, languages=["ru"])["store"] is None
    store = Store("https://panah.example.org/xapi", "Basic a2V5OnNlY3JldA==")
    told = told_in(write_page(tell(version, languages=["ru"], store=store), no_script="-"))
    assert told["store"] == {"endpoint": "https://panah.example.org/xapi", "auth": "Basic a2V5OnNlY3JldA=="}


def test_a_language_without_every_word_is_not_taken_out(version):
    choice = version.scenes.get(key="d2").choices.get(key="b")
    choice.translations.filter(language_code="fa-af").delete()
    assert whole_languages(version) == ["ru"]
    with pytest.raises(LanguageIncomplete):
        tell(version, languages=["ru", "fa-af"])


def test_every_string_of_the_player_is_there_in_every_language_of_the_page(version):
    told = tell(version, languages=["ru", "fa-af"])
    named = set(re.findall(r"\bstrings\.(\w+)", script())) | {"status_network", "status_refused"}
    for strings in told["strings"].values():
        assert named <= set(strings)
        assert set(strings["severities"]) == {"best", "acceptable", "poor", "harmful", "critical", "skipped"}


def test_scripts_and_styles_are_those_of_the_site():
    assert not re.search(r"^(?:import|export)\b", script(), re.MULTILINE)
    assert len(SCRIPTS) == len(set(SCRIPTS))
    assert len(STYLES) == len(set(STYLES))
    assert ".i-critical" in style()
    assert ".i-search" not in style()


def test_the_structure_says_mark_and_move_on_in_all_languages(version):
    root = etree.fromstring(write_structure(tell(version, languages=["ru", "fa-af"])))
    unit = root.find(f"{{{NAMESPACE}}}au")
    assert (unit.get("masteryScore"), unit.get("moveOn")) == ("0.75", "CompletedAndPassed")
    languages = [one.get("lang") for one in unit.find(f"{{{NAMESPACE}}}title")]
    assert languages == ["ru", "fa-AF"]
    practice = counting_structure(policy={"mode": "practice", "tries": 0, "cooldown_minutes": 0})
    other = make_version(make_scenario("SC-78"), practice)
    unit = etree.fromstring(write_structure(tell(other, languages=["ru"]))).find(f"{{{NAMESPACE}}}au")
    assert unit.get("moveOn") == "Completed"


def send(content: bytes, by) -> Upload:
    handler = ArrivingHandler(most=10**9)
    handler.new_file("file", "SC-77-cmi5.zip", "application/zip", len(content))
    handler.receive_data_chunk(content, 0)
    with handler.file_complete(len(content)) as arrived:
        upload = receive(file=arrived, by=by, at=timezone.now())
    upload = checking.check(upload=upload, at=timezone.now())
    assert upload.state == Upload.State.CHECKED, upload.findings
    return storing.store(upload=upload, by=by, at=timezone.now())


def test_our_own_checks_take_the_package_back(version, lecturer):
    told = tell(version, languages=["ru", "fa-af"])
    content = write_course(told, write_page(told, no_script="-"))
    with ZipFile(BytesIO(content)) as package:
        assert package.namelist() == ["cmi5.xml", "index.html"]
    upload = send(content, lecturer)
    assert (upload.state, upload.kind, upload.findings) == (Upload.State.STORED, Upload.Kind.CMI5, [])
    unit = AssignableUnit.objects.get()
    assert (unit.url, unit.move_on, float(unit.mastery_score)) == ("index.html", "CompletedAndPassed", 0.75)
    assert unit.publisher_id == f"{told['iri']}/cmi5/unit"
