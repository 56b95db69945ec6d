"""Every model of the package, by name."""

from cms.pages.models import HomePage, InformationPage
from cms.sheets.models import SheetIndexPage, SheetPage

__all__ = ["HomePage", "InformationPage", "SheetIndexPage", "SheetPage"]
