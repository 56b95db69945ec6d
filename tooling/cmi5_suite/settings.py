"""Settings of a server that the suite drives: the site, and the interface below /suite/. Refused in production."""

import os

from django.core.exceptions import ImproperlyConfigured

from cms.settings import *  # noqa: F403 - all of them, then the two that differ
from cms.settings import PANAH_IS_PRODUCTION

if PANAH_IS_PRODUCTION or not os.environ.get("PANAH_CMI5_SUITE_TOKEN"):
    raise ImproperlyConfigured("The suite's interface needs PANAH_CMI5_SUITE_TOKEN, and no production.")

ROOT_URLCONF = "tooling.cmi5_suite.urls"
PANAH_CMI5_SUITE_TOKEN = os.environ["PANAH_CMI5_SUITE_TOKEN"]
