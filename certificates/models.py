"""Every model of the package, by name: one migration history, rooms free to move."""

from certificates.register.models import Certificate, NumberSeries

__all__ = ["Certificate", "NumberSeries"]
