"""Storages of the test's own, and a stand-in for the rooms above: packages with a plain.json are theirs."""

import json
from dataclasses import dataclass, field

import pytest

from assessments.uploads.findings import error
from assessments.uploads.judging.media import LIBRARY, PACKAGE
from assessments.uploads.taking import checkers
from assessments.uploads.taking.checkers import Outcome, Words, add
from tests.factories import sent


@dataclass
class PlainChecker:
    """Takes packages that hold plain.json: "_" is left out, "course/" is of a course. `stored`: what was stored."""

    kind = "plain"
    words = {"plain-empty": Words("plain.json says nothing.", "Say something.")}
    template = ""
    stored: list = field(default_factory=list)

    def recognises(self, archive):
        return "plain.json" in archive

    def place(self, path):
        if path.startswith("_"):
            return None
        return PACKAGE if path.startswith("course/") else LIBRARY

    def check(self, upload, archive):
        said = json.loads(archive.read("plain.json"))
        if not said:
            add(upload, error("plain-empty", "plain.json"))
        for number in range(upload.report.get("counted", 0), said.get("steps", 0) if said else 0):
            upload.report["counted"] = number + 1
            yield

    def store(self, *, upload, archive, files, by, at):
        if json.loads(archive.read("plain.json")).get("fails"):
            raise ValueError("this room cannot")
        self.stored.append((upload.key, dict(files), by, at))
        return Outcome("A plain package", "/admin/plain/1/")


@pytest.fixture
def plain(monkeypatch) -> PlainChecker:
    checker = PlainChecker()
    monkeypatch.setattr(checkers, "_CHECKERS", {**checkers._CHECKERS, "plain": checker})
    return checker


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Return the folders of the storages: {"assets": path, "uploads": path}."""
    own = {name: tmp_path / name for name in ("assets", "uploads")}
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        **{name: {"BACKEND": backend, "OPTIONS": {"location": path}} for name, path in own.items()},
    }
    return own


@pytest.fixture
def send(lecturer):
    """Return an act that lets a file of the lecturer's arrive and be received."""
    return lambda content, **how: sent.send(content, **{"by": lecturer, **how})
