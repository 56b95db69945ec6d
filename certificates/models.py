"""Every model of the package, by name: one migration history, rooms free to move."""

from certificates.cascade.models import OnwardGroup
from certificates.register.models import Certificate, NumberSeries

__all__ = ["Certificate", "NumberSeries", "OnwardGroup"]
