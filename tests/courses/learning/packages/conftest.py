"""Storages of the test's own."""

from tests.assessments.packages.conftest import folders

__all__ = ["folders"]
