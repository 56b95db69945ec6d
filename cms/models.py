"""Every model of the package, by name."""

from cms.pages.models import HomePage, InformationPage
from cms.search.models import SearchText
from cms.sheets.models import SheetIndexPage, SheetPage

__all__ = ["HomePage", "InformationPage", "SearchText", "SheetIndexPage", "SheetPage"]
