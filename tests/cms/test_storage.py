"""How static files are gathered and hashed at collectstatic."""

import json

import pytest
from django.core.files.storage import FileSystemStorage

from cms.storage import BundledStaticFilesStorage, ImportElsewhere, minify


def collect(tmp_path, files: dict[str, str]) -> BundledStaticFilesStorage:
    """Do what collectstatic does with the files: copy them, then let the storage process them."""
    source = FileSystemStorage(location=tmp_path / "source")
    storage = BundledStaticFilesStorage(location=tmp_path / "root", base_url="/static/")
    for name, text in files.items():
        for folder in ("source", "root"):
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    for _name, _hashed, processed in storage.post_process({name: (source, name) for name in files}):
        if isinstance(processed, Exception):
            raise processed
    return storage


def text_of(storage, name):
    return (storage.base_location / storage.stored_name(name)).read_text()


def base_files(**more):
    return {
        "css/panah.css": '/* all */\n@import "tokens.css";\n@import "fonts.css";\n',
        "css/tokens.css": ":root {\n  --gap: 1rem; /* space */\n}\n",
        "css/fonts.css": '@font-face {\n  src: url("../fonts/a.woff2") format("woff2");\n}\n',
        "fonts/a.woff2": "font",
    } | more


@pytest.fixture
def root(tmp_path):
    (tmp_path / "root").mkdir()
    return tmp_path


def test_the_style_sheet_is_one_file_in_the_order_of_its_imports(root):
    css = text_of(collect(root, base_files()), "css/panah.css")
    assert "@import" not in css
    assert css.index("--gap") < css.index("@font-face")


def test_addresses_in_a_gathered_part_lead_to_hashed_files(root):
    storage = collect(root, base_files())
    hashed = storage.stored_name("fonts/a.woff2").removeprefix("fonts/")
    assert hashed != "a.woff2"
    assert f'url("../fonts/{hashed}")' in text_of(storage, "css/panah.css")


def test_a_changed_part_changes_the_name_of_the_whole(tmp_path):
    names = []
    for number, gap in enumerate(("1rem", "2rem")):
        folder = tmp_path / str(number)
        (folder / "root").mkdir(parents=True)
        storage = collect(folder, base_files(**{"css/tokens.css": f":root {{--gap: {gap}}}"}))
        names.append(storage.stored_name("css/panah.css"))
    assert names[0] != names[1]


def test_collecting_twice_gives_the_same_name(root):
    first = collect(root, base_files()).stored_name("css/panah.css")
    assert collect(root, base_files()).stored_name("css/panah.css") == first


def test_parts_are_not_served_by_themselves(root):
    collect(root, base_files())
    manifest = json.loads((root / "root" / "staticfiles.json").read_text())
    assert sorted(manifest["paths"]) == ["css/panah.css", "fonts/a.woff2"]


def test_a_script_imports_the_hashed_name_of_another(root):
    scripts = {"js/a.js": 'import "./b.js";\n', "js/b.js": "export const b = 1;\n"}
    storage = collect(root, base_files(**scripts))
    assert storage.stored_name("js/b.js").removeprefix("js/") in text_of(storage, "js/a.js")


def test_an_import_from_another_folder_is_refused(root):
    with pytest.raises(ImportElsewhere):
        collect(root, base_files(**{"css/panah.css": '@import "../other/x.css";', "other/x.css": "a{}"}))


def test_a_missing_file_is_an_error_once_files_were_collected(root):
    storage = collect(root, base_files())
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        storage.stored_name("img/forgotten.svg")


def test_before_the_first_collecting_names_stay_as_they_are(root):
    storage = BundledStaticFilesStorage(location=root / "root", base_url="/static/")
    assert storage.stored_name("img/logo.svg") == "img/logo.svg"


@pytest.mark.parametrize(
    ("css", "short"),
    [
        ("a {\n  color: red;\n  margin: 0;\n}\n", "a{color:red;margin:0}"),
        ("a > b,\nc d {\n x: y }", "a>b,c d{x:y}"),
        ('a::before {content: "a  ;  b"}', 'a::before{content:"a  ;  b"}'),
        ("a {w: calc(1px + 2px)}", "a{w:calc(1px + 2px)}"),
        (
            "@media (min-width: 1em) and (color) { a :hover { b: c; } }",
            "@media (min-width:1em) and (color){a :hover{b:c}}",
        ),
        ("a { b: url(x/*y*/z) }", "a{b:url(x/*y*/z)}"),
        ("a{b:c} /* why: x; */\n/* and */ d{e:f}", "a{b:c} d{e:f}"),
    ],
)
def test_minifying_takes_out_only_what_means_nothing(css, short):
    assert minify(css) == short


def test_two_gathered_sheets_may_have_a_part_in_common(tmp_path):
    room = {"css/classroom.css": '@import "tokens.css";\n.room { gap: var(--gap); }\n'}
    storage = collect(tmp_path, base_files(**room))
    for name in ("css/panah.css", "css/classroom.css"):
        assert "--gap:1rem" in text_of(storage, name)
        assert "@import" not in text_of(storage, name)


def test_the_scripts_of_a_lesson_are_one_file_and_stay_there_for_other_pages(root):
    scripts = {
        "js/lesson.js": '// All.\nimport "./a.js";\nimport "./b.js";\n',
        "js/a.js": "const name = 1;\nexport function start() {}\nstart();\n",
        "js/b.js": "const name = 2;\nexport async function start() {}\nstart();\n",
    }
    storage = collect(root, base_files(**scripts))
    script = text_of(storage, "js/lesson.js")
    assert "import" not in script
    assert "export" not in script
    assert script.index("{\nconst name = 1;") < script.index("}\n{\nconst name = 2;")
    assert "export function start" in text_of(storage, "js/a.js")


def test_a_script_that_imports_another_cannot_be_put_into_one(root):
    scripts = {
        "js/lesson.js": 'import "./a.js";\n',
        "js/a.js": 'import { b } from "./b.js";\n',
        "js/b.js": "",
    }
    with pytest.raises(ImportElsewhere):
        collect(root, base_files(**scripts))
