"""What imsmanifest.xml of either edition says, and what of it is refused or warned of."""

from decimal import Decimal

import pytest

from assessments.packages.scorm.manifest import Branch, ManifestRefused, Unit, read_manifest
from tests.factories.scorm_packages import item_12, item_2004, manifest_12, manifest_2004, resource


def read(text: str):
    return read_manifest(text.encode())


def codes(manifest) -> set[str]:
    return {finding.code for finding in manifest.warnings}


def refusal(text: str | bytes) -> str:
    with pytest.raises(ManifestRefused) as refused:
        read_manifest(text if isinstance(text, bytes) else text.encode())
    return refused.value.findings[0].code


def test_a_manifest_of_1_2_tells_title_unit_and_mastery():
    found = read(manifest_12())
    assert (found.standard, found.edition, found.title) == ("scorm12", "1.2", "Meeting families")
    (unit,) = found.units
    assert (unit.id, unit.title, unit.kind, unit.path) == ("I1", "At the counter", "sco", "index.html")
    assert unit.measures.mastery == Decimal("0.8")
    assert found.warnings == ()


def test_a_manifest_of_2004_tells_its_edition_mark_and_objectives():
    found = read(manifest_2004())
    assert (found.standard, found.edition) == ("scorm2004", "2004 4th Edition")
    (unit,) = found.units
    assert unit.measures.mastery == Decimal("0.7")
    assert unit.measures.objectives == ("O1",)


@pytest.mark.parametrize(
    ("told", "standard"),
    [
        ("1.2", "scorm12"),
        ("CAM 1.3", "scorm2004"),
        ("2004 3rd Edition", "scorm2004"),
        (" 2004  4TH edition ", "scorm2004"),
        ("", "scorm12"),
    ],
)
def test_the_edition_is_known_by_the_version_of_the_schema_else_by_namespaces(told, standard):
    text = manifest_12().replace("<schemaversion>1.2<", f"<schemaversion>{told}<")
    assert read(text).standard == standard


def test_the_tree_keeps_its_branches_and_the_order_of_its_units():
    part = f'<item identifier="B"><title>Part</title>{item_12("I1", "One", "R1")}{item_12("I2", "Two", "R1")}</item>'
    found = read(manifest_12(part, item_12("I3", "Three", "R1")))
    branch, last = found.children
    assert isinstance(branch, Branch)
    assert isinstance(last, Unit)
    assert [unit.id for unit in branch.children] == ["I1", "I2"]
    assert [unit.title for unit in found.units] == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("base", "href", "parameters", "address"),
    [
        ("", "a/index.html", "", "a/index.html"),
        ("shared/", "index.html", "?p=1", "shared/index.html?p=1"),
        ("shared", "index.html?q=2#s", "&p=1", "shared/index.html?q=2&p=1#s"),
        ("", "index.html", "#start", "index.html#start"),
        ("", "index.html#own", "#start", "index.html#own"),
        ("", "a%20b/index.html", "", "a b/index.html"),
        ("", "a\\b\\index.html", "", "a/b/index.html"),
        ("a/", "../index.html", "", "index.html"),
    ],
)
def test_addresses_are_joined_from_base_href_and_parameters(base, href, parameters, address):
    told = resource("R1", href).replace("<resource ", f'<resource xml:base="{base}" ')
    item = item_12("I1", "One", "R1").replace(
        "<item ", f'<item parameters="{parameters.replace("&", "&amp;")}" '
    )
    (unit,) = read(manifest_12(item, resources=told)).units
    assert unit.address == address


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("../index.html", "scorm-outside"),
        ("/etc/passwd", "scorm-outside"),
        ("a/%2e%2e/%2e%2e/x.html", "scorm-outside"),
        ("https://example.org/x.html", "scorm-elsewhere"),
        ("//example.org/x.html", "scorm-elsewhere"),
        ("javascript:alert(1)", "scorm-elsewhere"),
        ("", "scorm-no-href"),
    ],
)
def test_what_leads_out_of_the_package_is_refused(href, code):
    told = resource("R1", href).replace(f'<file href="{href}"/>', "")
    assert refusal(manifest_12(resources=told)) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<manifest", "scorm-not-xml"),
        (b"\xff\xfe\x00", "scorm-not-xml"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><manifest>&a;</manifest>', "scorm-doctype"),
        ("<manifest/>", "scorm-no-scorm"),
        ("<course/>", "scorm-no-scorm"),
        (manifest_12(item_12("I1", "One", "R9")), "scorm-no-resource"),
        (manifest_12('<item identifier="B"><title>Only a title</title></item>'), "scorm-nothing-to-launch"),
        (manifest_12("<item>" * 40 + "</item>" * 40), "scorm-too-deep"),
    ],
)
def test_what_cannot_be_played_is_refused(text, code):
    assert refusal(text) == code


def test_an_xml_bomb_is_not_blown_up():
    bomb = '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert refusal(manifest_12(title="x").replace("?>", f"?>{bomb}", 1)) == "scorm-doctype"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('<adlcp:prerequisites type="aicc_script">I2</adlcp:prerequisites>', "scorm-prerequisites"),
        ("<adlcp:maxtimeallowed>0001:00:00</adlcp:maxtimeallowed>", "scorm-time-limit"),
        ("<adlcp:masteryscore>much</adlcp:masteryscore>", "scorm-mastery-ignored"),
    ],
)
def test_what_1_2_asks_beyond_what_is_done_is_warned_of(more, code):
    assert codes(read(manifest_12(item_12("I1", "One", "R1", more=more)))) == {code}


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<imsss:sequencingRules/>", "scorm-order-is-free"),
        ('<imsss:controlMode choice="false"/>', "scorm-order-is-free"),
        ('<imsss:limitConditions attemptLimit="1"/>', "scorm-time-limit"),
    ],
)
def test_what_2004_asks_beyond_what_is_done_is_warned_of(inside, code):
    more = f"<imsss:sequencing>{inside}</imsss:sequencing>"
    text = manifest_2004(
        item_2004("I1", "One", "R1", more=more), resources=resource("R1", "i.html", "scormType")
    )
    assert codes(read(text)) == {code}


def test_an_asset_is_no_sco_and_what_is_not_tracked_does_not_count():
    more = '<imsss:sequencing><imsss:deliveryControls tracked="false"/></imsss:sequencing>'
    asset = resource("R1", "i.html", "scormType", kind="asset")
    (unit,) = read(manifest_2004(item_2004("I1", "One", "R1", more=more), resources=asset)).units
    assert unit.kind == "asset"
    assert not unit.measures.is_tracked
