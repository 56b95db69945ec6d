import polib
import pytest
from defusedxml.ElementTree import fromstring

from assessments.glossary.loading import read_terms
from assessments.studio.drafting.document import digest
from assessments.studio.translating.handoff.checking import plan_import
from assessments.studio.translating.handoff.po import read_po, write_po
from assessments.studio.translating.handoff.units import TO_DO, HandoffInvalid, language_tag, outgoing
from assessments.studio.translating.handoff.xliff_reading import read_xliff
from assessments.studio.translating.handoff.xliff_writing import write_xliff
from assessments.studio.translating.states import Place, source_digest
from tests.factories.drafts import make_document

KEY = "3f0c7b1e-0000-4000-8000-000000000001"
GLOSSARY = {entry.number: entry for entry in read_terms()}
HEADING, SITUATION, CHOICE = Place("d1", "heading"), Place("d1", "situation"), Place("d1/a", "text")
FORMATS = {"xliff": (write_xliff, read_xliff), "po": (write_po, read_po)}
BOTH = pytest.mark.parametrize("name", FORMATS)
NS = {"x": "urn:oasis:names:tc:xliff:document:2.0"}


@pytest.fixture
def doc():
    made = make_document()
    texts = made["words"]
    texts["en"]["d1"]["situation"] = "Two refugees ask {{border_service}}.\n\n“5 < 6 & so on”, they say."
    texts["ru"]["d1"]["situation"] = "Двое беженцев спрашивают: {{border_service}}.\n\n«5 < 6 & так далее»."
    made["states"] = {
        "ru": {
            "d1": {
                "heading": {"state": "reviewed", "source": source_digest(made, HEADING)},
                "situation": {"state": "reviewed", "source": digest("an earlier text")},
            }
        }
    }
    return made


def sent(doc, name="xliff", target="ru", source="en", **more):
    carried = outgoing(doc, key=KEY, source=source, target=target, glossary=GLOSSARY, **more)
    return FORMATS[name][0](carried)


def planned(doc, content, name="xliff", target="ru"):
    return plan_import(doc, FORMATS[name][1](content), key=KEY, target=target)


def edited(content, old, new):
    assert old.encode() in content
    return content.replace(old.encode(), new.encode())


@pytest.mark.parametrize(
    "target",
    ['<cp hex="0"/>', '<cp hex="D800"/>', '<cp hex="x"/>', '<mrk id="m">' * 30_000 + "</mrk>" * 30_000],
)
def test_a_text_that_cannot_be_kept_is_refused_with_its_line(target):
    made = f"""<xliff xmlns="{NS["x"]}" version="2.0" srcLang="en" trgLang="ru"><file id="f">
    <unit id="u" name="d1.heading"><segment><source>a</source><target>{target}</target></segment></unit>
    </file></xliff>"""
    with pytest.raises(HandoffInvalid) as caught:
        read_xliff(made.encode())
    assert [fault.line for fault in caught.value.faults] == [2]


@BOTH
@pytest.mark.parametrize("target", ["ru", "kk", "fa-af"])
def test_a_file_that_comes_back_as_it_went_changes_nothing(doc, name, target):
    plan = planned(doc, sent(doc, name, target), name, target)
    assert plan.items == ()
    assert plan.remarks == ()
    assert plan.same == len(FORMATS[name][1](sent(doc, name, target)).units) > 10


@BOTH
def test_texts_come_back_letter_by_letter(doc, name):
    read = {unit.name: unit for unit in FORMATS[name][1](sent(doc, name)).units}
    assert read["d1.situation"].source == doc["words"]["en"]["d1"]["situation"]
    assert read["d1.situation"].target == doc["words"]["ru"]["d1"]["situation"]
    assert read[".title"].source == doc["words"]["en"][""]["title"]


def test_an_xliff_file_is_what_the_standard_wants(doc):
    root = fromstring(sent(doc, target="fa-af"))
    assert root.attrib["version"] == "2.1"
    assert (root.attrib["srcLang"], root.attrib["trgLang"]) == ("en", "fa-AF")
    files = root.findall("x:file", NS)
    assert [file.get("id") for file in files] == [".scenario", "d1", "d2", "d1-repair", "end-ref", "end-pass"]
    for file in files:
        ids = [unit.get("id") for unit in file.findall("x:unit", NS)]
        assert len(ids) == len(set(ids))
        assert not any("/" in one or " " in one for one in ids)
    unit = root.find(".//x:unit[@name='d1.situation']", NS)
    assert [child.tag.partition("}")[2] for child in unit] == ["notes", "originalData", "segment"]
    notes = {note.get("category"): note.text for note in unit.iter(f"{{{NS['x']}}}note")}
    assert notes == {"scene": "en d1 heading", "kind": "Situation", "term": "refugee = پناهنده"}
    assert unit.find(".//x:source/x:ph", NS).get("disp") == "{{border_service}}"


def test_states_are_told_in_the_words_of_the_standard(doc):
    root = fromstring(sent(doc))
    segments = {unit.get("name"): unit.find("x:segment", NS) for unit in root.iter(f"{{{NS['x']}}}unit")}
    assert segments["d1.heading"].get("state") == "reviewed"
    assert segments["d1/a.text"].get("state") == "translated"
    assert segments["d1.situation"].get("state") == "initial"
    assert segments["d1.situation"].get("subState") == "panah:stale"
    assert segments["d1.situation"].find("x:target", NS) is not None
    root = fromstring(sent(doc, target="kk"))
    assert root.find(".//x:target", NS) is None


def test_a_po_file_is_read_by_gettext(doc):
    found = polib.pofile(sent(doc, "po", "fa-af").decode())
    assert found.metadata["Language"] == "fa_AF"
    entry = next(entry for entry in found if entry.msgctxt == "d1/a.text")
    assert entry.msgid == doc["words"]["en"]["d1/a"]["text"]
    stale = next(each for each in polib.pofile(sent(doc, "po").decode()) if each.msgctxt == "d1.situation")
    assert stale.fuzzy


@BOTH
def test_only_what_is_left_to_do_goes_out(doc, name):
    names = {unit.name for unit in FORMATS[name][1](sent(doc, name, which=TO_DO)).units}
    assert "d1.heading" not in names
    assert {"d1.situation", "d1/a.text"} <= names


@BOTH
def test_new_and_changed_texts_are_found(doc, name):
    content = edited(sent(doc, name), "ru d1 heading", "У ворот")
    (item,) = planned(doc, content, name).items
    assert (item.place, item.kind, item.old, item.new) == (HEADING, "changed", "ru d1 heading", "У ворот")
    assert not item.is_stale
    del doc["words"]["ru"]["d1"]["heading"]
    (item,) = planned(doc, content, name).items
    assert item.kind == "new"


@BOTH
def test_a_text_that_was_changed_here_too_is_a_conflict(doc, name):
    content = edited(sent(doc, name), "ru d1 heading", "У ворот")
    doc["words"]["ru"]["d1"]["heading"] = "Иначе"
    (item,) = planned(doc, content, name).items
    assert (item.kind, item.old, item.new) == ("conflict", "Иначе", "У ворот")


@BOTH
def test_what_was_changed_here_only_stays(doc, name):
    content = sent(doc, name)
    doc["words"]["ru"]["d1"]["heading"] = "Иначе"
    assert planned(doc, content, name).items == ()


@BOTH
def test_an_empty_text_takes_nothing_away(doc, name):
    assert planned(doc, edited(sent(doc, name), "ru d1 heading", ""), name).items == ()


@BOTH
def test_a_source_changed_since_makes_the_text_stale_and_does_not_refuse_it(doc, name):
    before = source_digest(doc, HEADING)
    content = edited(sent(doc, name), "ru d1 heading", "У ворот")
    doc["words"]["en"]["d1"]["heading"] = "At the gate"
    plan = planned(doc, content, name)
    (item,) = plan.items
    assert item.is_stale
    assert item.source == before
    assert plan.can_apply
    assert "source was changed" in plan.notes[0].message


@BOTH
def test_staleness_is_seen_when_another_program_lost_our_marks(doc, name):
    content = edited(sent(doc, name), "ru d1 heading", "У ворот")
    lost = content.replace(b"panah:source=", b"data=").replace(b"panah: source", b"x: source")
    lost = lost.replace(b' data="', b' xmlns:q="urn:q" q:data="')
    assert not planned(doc, lost, name).items[0].is_stale
    doc["words"]["en"]["d1"]["heading"] = "At the gate"
    assert planned(doc, lost, name).items[0].is_stale


@BOTH
def test_a_lost_country_token_is_a_fault_with_its_line(doc, name):
    content = sent(doc, name)
    if name == "xliff":
        at = content.index("спрашивают: ".encode())
        end = content.index(b"/>", at) + 2
        content = content[:at] + "спрашивают власть".encode() + content[end:]
    else:
        content = edited(content, "спрашивают: {{border_service}}", "спрашивают власть")
    plan = planned(doc, content, name)
    assert not plan.can_apply
    (fault,) = plan.faults
    assert fault.unit == "d1.situation"
    assert "“{{border_service}}” is missing" in fault.message
    # In a PO file an entry begins with its comments.
    assert "d1.situation" in "".join(content.decode().split("\n")[fault.line - 1 :][:6])


@BOTH
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("У ворот {{president}}", "not a country token"),
        ("У ворот {{border_service", "not a country token"),
        ("я" * 201, "too long"),
    ],
)
def test_what_cannot_stand_in_a_text_is_a_fault(doc, name, text, what):
    plan = planned(doc, edited(sent(doc, name), "ru d1 heading", text), name)
    assert any(what in fault.message for fault in plan.faults), plan.remarks


@BOTH
def test_html_is_a_fault(doc, name):
    html = "&lt;b&gt;У ворот&lt;/b&gt;" if name == "xliff" else "<b>У ворот</b>"
    plan = planned(doc, edited(sent(doc, name), "ru d1 heading", html), name)
    assert [fault.unit for fault in plan.faults] == ["d1.heading"]
    assert "HTML" in plan.faults[0].message


@BOTH
def test_a_unit_that_is_no_longer_there_is_left_out_and_told(doc, name):
    content = edited(sent(doc, name), "ru d2 heading", "Дальше")
    del doc["scenes"]["d2"]
    plan = planned(doc, content, name)
    assert plan.items == ()
    assert "d2.heading" in {note.unit for note in plan.notes}
    assert plan.faults == ()


@BOTH
def test_a_text_in_another_script_is_noticed(doc, name):
    plan = planned(doc, edited(sent(doc, name), "ru d1 heading", "At the northern gate"), name)
    assert "looks like another language" in plan.notes[0].message
    assert plan.can_apply


@BOTH
def test_a_file_into_another_language_or_of_another_scenario_is_refused(doc, name):
    with pytest.raises(HandoffInvalid, match="translation into қазақша"):
        planned(doc, sent(doc, name, "kk"), name, "ru")
    with pytest.raises(HandoffInvalid, match="another scenario"):
        planned(doc, edited(sent(doc, name), KEY, KEY.replace("1", "2")), name)
    with pytest.raises(HandoffInvalid, match="no translation into it"):
        planned(doc, sent(doc, name, "en", "ru"), name, "en")
    was = 'srcLang="en"' if name == "xliff" else "X-Source-Language: en"
    strange = edited(sent(doc, name), was, was.replace("en", "de"))
    with pytest.raises(HandoffInvalid, match="no language of the site"):
        planned(doc, strange, name)


def test_a_review_outside_counts_only_for_todays_source(doc):
    content = edited(sent(doc), 'state="translated"', 'state="final"')
    plan = planned(doc, content)
    assert {item.kind for item in plan.items} == {"state"}
    assert all(item.state == "reviewed" and item.new == item.old for item in plan.items)
    count = len(plan.items)
    doc["words"]["en"]["d1/a"]["text"] = "Something else"
    assert len(planned(doc, content).items) == count - 1


def test_a_mark_that_went_out_with_the_file_does_not_review_a_new_text(doc):
    content = edited(sent(doc), "ru d1 heading", "У ворот")
    assert b'panah:state="reviewed"' in content
    (item,) = planned(doc, content).items
    assert (item.place, item.state) == (HEADING, "draft")


def test_a_file_that_another_program_cut_into_sentences_is_put_together(doc):
    content = sent(doc).decode()
    start = content.index("<segment", content.index('name="d1.heading"'))
    end = content.index("</segment>", start) + len("</segment>")
    pieces = (
        '<segment state="final"><source>en d1</source><target>У самых</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="final"><source>heading</source><target><mrk id="m1">ворот</mrk></target></segment>'
    )
    whole = (content[:start] + pieces + content[end:]).replace('panah:state="reviewed"', "")
    (item,) = planned(doc, whole.encode()).items
    assert (item.new, item.state) == ("У самых ворот", "reviewed")
    half = pieces.replace("<target>У самых</target>", "")
    assert planned(doc, (content[:start] + half + content[end:]).encode()).items == ()


BOMB = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">&b;</file></xliff>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE x SYSTEM "file:///etc/passwd">
<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>"""
BAD_XLIFF = [
    (BOMB.encode(), "document type or entities", 2),
    (OUTSIDE.encode(), "document type or entities", 2),
    (b"<xliff>\n<file>\n</xliff>", "broken", 3),
    (b"", "broken", 1),
    (b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "not an XLIFF 2", 1),
    (b'<?xml version="1.0" encoding="x-none"?>\n<xliff/>', "", 1),
    ('<?xml version="1.0" encoding="utf-8"?>\n<a>я</a>'.encode("cp1251"), "broken", 2),
]


@pytest.mark.parametrize(("content", "what", "line"), BAD_XLIFF)
def test_an_xliff_file_that_cannot_be_read_says_why_and_where(content, what, line):
    with pytest.raises(HandoffInvalid) as error:
        read_xliff(content)
    (fault,) = error.value.faults
    assert what in fault.message
    assert fault.line == line


def test_codes_inside_a_text_that_cannot_be_kept_are_a_fault_with_the_unit(doc):
    content = edited(sent(doc), "ru d1 heading", '<pc id="1">У</pc> ворот')
    with pytest.raises(HandoffInvalid) as error:
        read_xliff(content)
    assert "d1.heading" in error.value.faults[0].message
    content = edited(sent(doc), "ru d1 heading", '<ph id="1" dataRef="nothing"/>')
    with pytest.raises(HandoffInvalid):
        read_xliff(content)


@BOTH
def test_a_unit_that_stands_twice_is_refused(doc, name):
    content = sent(doc, name)
    twice = content.replace(b"d2.heading", b"d1.heading")
    with pytest.raises(HandoffInvalid, match="d1.heading: stands twice"):
        FORMATS[name][1](twice)


BAD_PO = [
    (b'msgid ""\nmsgstr ""\n\nmsgctxt "a.b"\nnonsense\n', "broken", 5),
    ('msgid ""\nmsgstr "я"\n'.encode("cp1251"), "UTF-8", 2),
    (b"/etc/passwd", "not a PO file", 1),
    (b"", "not a PO file", 1),
    (b"\x00\x01\n\x02", "not a PO file", 1),
]


@pytest.mark.parametrize(("content", "what", "line"), BAD_PO)
def test_a_po_file_that_cannot_be_read_says_why_and_where(content, what, line):
    with pytest.raises(HandoffInvalid) as error:
        read_po(content)
    assert what in error.value.faults[0].message
    assert error.value.faults[0].line == line


def test_a_file_without_texts_is_refused(doc):
    empty = b'<xliff version="2.1" srcLang="en" trgLang="ru" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>'
    with pytest.raises(HandoffInvalid, match="no text in the file"):
        planned(doc, empty)


def test_language_codes_are_written_as_other_programs_know_them():
    assert [language_tag(code) for code in ("en", "fa-af")] == ["en", "fa-AF"]
