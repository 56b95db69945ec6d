"""The libraries of the browser: from npm, by exact version, whole in one file each, with their licences."""

import json
import re
from pathlib import Path

import pytest

from tooling import copy_browser_code

ROOT = Path(__file__).resolve().parents[2]


def test_each_library_is_served_with_its_licence_and_asks_for_no_other_file(tmp_path):
    written = copy_browser_code.copy(tmp_path / "lib")
    modules = [path for path in written if path.parent == tmp_path / "lib"]
    assert {"cytoscape", "dagre"} <= {path.stem for path in modules}
    for module in modules:
        assert "sourceMappingURL" not in module.read_text()
        assert "Permission is hereby granted" in module.with_name(f"{module.stem}-LICENSE.txt").read_text()


def test_what_course_packages_run_is_a_script_that_sets_a_global(tmp_path):
    copy_browser_code.copy(tmp_path / "lib")
    for name, exported in (("scorm12", "Scorm12API"), ("scorm2004", "Scorm2004API")):
        script = (tmp_path / "lib" / f"{name}.js").read_text()
        assert script.startswith("(()=>{")
        assert script.rstrip().endswith(f"self.{exported}={exported}}})();")
        assert "export{" not in script


def test_the_player_of_h5p_comes_with_the_fonts_and_pictures_its_style_sheet_names(tmp_path):
    written = copy_browser_code.copy(tmp_path / "lib")
    folder = tmp_path / "lib" / "h5p"
    assert {folder / "frame.bundle.js", folder / "styles" / "h5p.css"} <= set(written)
    named = re.findall(r"url\('(\.\./[^'?]+)", (folder / "styles" / "h5p.css").read_text())
    assert len(named) > 10
    assert [path for path in named if not (folder / "styles" / path).resolve().is_file()] == []
    assert (tmp_path / "lib" / "h5p-LICENSE.txt").is_file()


def test_a_library_that_needs_another_module_is_refused(tmp_path):
    for package, module, licence in copy_browser_code.LIBRARIES.values():
        (tmp_path / package / module).parent.mkdir(parents=True)
        (tmp_path / package / module).write_text('import {x} from "graphlib";')
        (tmp_path / package / licence).write_text("")
    with pytest.raises(copy_browser_code.NotSelfContained):
        copy_browser_code.copy(tmp_path / "lib", packages=tmp_path)


def test_versions_are_exact_and_the_lock_names_no_address():
    asked = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert [version for version in asked.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert {f"node_modules/{name}" for name in asked} <= set(locked)
    assert [name for name, entry in locked.items() if "resolved" in entry] == []
    assert [name for name, entry in locked.items() if name and "integrity" not in entry] == []
