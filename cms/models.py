"""Every model of the package, by name."""

from cms.pages.models import HomePage, InformationPage
from cms.reports.models import ReportExport
from cms.roster.models import RosterImport
from cms.search.models import SearchText
from cms.sheets.models import SheetIndexPage, SheetPage

__all__ = [
    "HomePage",
    "InformationPage",
    "ReportExport",
    "RosterImport",
    "SearchText",
    "SheetIndexPage",
    "SheetPage",
]
