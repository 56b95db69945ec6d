"""Storages of the test's own."""

import pytest

from assessments.lrs.clients import limits


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Return the folders of the storages: {"assets": path, "uploads": path, "records": path}."""
    own = {name: tmp_path / name for name in ("assets", "uploads", "records")}
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        **{name: {"BACKEND": backend, "OPTIONS": {"location": path}} for name, path in own.items()},
    }
    return own


@pytest.fixture(autouse=True)
def _no_tries_remembered():
    """Begin each test with nothing counted: what the tests before it tried came from the same address."""
    limits.forget()
