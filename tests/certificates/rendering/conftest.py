import pytest
from django.conf import settings

from certificates.rendering.fonts import FontSet


@pytest.fixture(scope="session")
def fonts():
    """The fonts that `make` built."""
    return FontSet.in_folder(settings.PANAH_PDF_FONTS)
