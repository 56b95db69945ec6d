"""Packages are archived and taken out again, and renamed: `archive`, `unarchive`, `rename`."""

from assessments.packages import auditing
from assessments.uploads.shelf import Shelf

_SHELF = Shelf(auditing.ARCHIVED, auditing.UNARCHIVED, auditing.RENAMED)
archive, unarchive, rename = _SHELF.archive, _SHELF.unarchive, _SHELF.rename
