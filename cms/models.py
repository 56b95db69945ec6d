"""Every model of the package, by name."""

from cms.pages.models import HomePage, InformationPage

__all__ = ["HomePage", "InformationPage"]
