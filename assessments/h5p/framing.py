"""The document that H5P content runs in: what its player is told, and what the browser lets it do."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.h5p.models import H5PVersion
from assessments.h5p.serving import CONTENT, LIBRARIES, files_address, scripts_and_styles

# A frame holds one content: every player on a page has a frame, and with it a world of its own.
CONTENT_ID = 1
# How often the player asks the content for its state, in seconds.
SAVE_EVERY = 4


@dataclass(frozen=True)
class FrameDocument:
    """What the template of the frame prints. `integration` is H5PIntegration, as the H5P core reads it."""

    title: str
    language: str
    direction: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    integration: Mapping
    policy: str
    content_id: int = CONTENT_ID


def frame_document(version: H5PVersion, *, origin: str, at: datetime) -> FrameDocument:
    """Return the frame's document of a version; `origin` is that of the site, without a slash at its end."""
    files = files_address(version, at=at)
    scripts, styles = scripts_and_styles(version, files)
    language = known_language(version.language)
    return FrameDocument(
        title=version.title,
        language=language,
        direction="rtl" if language and get_language_info(language)["bidi"] else "ltr",
        styles=tuple(styles),
        scripts=tuple(scripts),
        integration=_integration(version, origin=origin, files=files),
        policy=policy(origin=origin, files=files),
    )


def policy(*, origin: str, files: str) -> str:
    """Return the frame's own policy: an opaque origin, which reads this version's files and nothing else.

    Old types of content make functions out of text ('unsafe-eval') and style themselves; here alone they may.
    """
    static = urljoin(f"{origin}/", settings.STATIC_URL)
    own = f"{origin}{files}"
    return "; ".join(
        [
            "sandbox allow-scripts",
            "default-src 'none'",
            f"script-src {static}lib/h5p/ {static}js/h5p/ {own}{LIBRARIES} 'unsafe-eval'",
            f"style-src {static}lib/h5p/ {static}css/ {own} 'unsafe-inline'",
            f"img-src {static}lib/h5p/ {own} data: blob:",
            f"media-src {own} data: blob:",
            f"font-src {static}lib/h5p/ {own} data:",
            f"connect-src {own}",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'self'",
        ]
    )


def _integration(version: H5PVersion, *, origin: str, files: str) -> dict:
    return {
        "baseUrl": origin,
        "siteUrl": origin,
        "url": "/h5p",
        "urlLibraries": f"{origin}{files}{LIBRARIES}".removesuffix("/"),
        # The player asks before it reports or saves; both go by messages to the page around it.
        "postUserStatistics": True,
        "saveFreq": SAVE_EVERY,
        "ajax": {"contentUserData": "", "setFinished": ""},
        # An opaque origin may read what it paints, and build worlds of pictures, only where they come by CORS.
        "crossorigin": "anonymous",
        "crossoriginRegex": "^" + re.escape(f"{origin}{files}"),
        "fullscreenDisabled": True,
        "hubIsEnabled": False,
        "reportingIsEnabled": False,
        "core": {"scripts": [], "styles": []},
        "l10n": {"H5P": _words()},
        "contents": {
            f"cid-{CONTENT_ID}": {
                # Written by us: the player itself loses a minor version of 0.
                "library": f"{version.main_library.machine_name} "
                f"{version.main_library.major}.{version.main_library.minor}",
                "jsonContent": json.dumps(version.params, ensure_ascii=False),
                "title": version.title,
                "url": f"{origin}/h5p/{version.content.key}",
                "contentUrl": f"{origin}{files}{CONTENT}".removesuffix("/"),
                "fullScreen": False,
                "displayOptions": {"frame": False, "copyright": False, "embed": False, "export": False},
                "metadata": {**version.package, "title": version.title},
                "contentUserData": {},
            }
        },
    }


def known_language(language: str) -> str:
    """Return the language as browsers read it; "" for what is no language here."""
    try:
        get_language_info(language)
    except KeyError:
        return ""
    return language


def _words() -> dict[str, str]:
    """Return the words of the H5P core itself that can be seen while playing."""
    return {
        "confirmDialogHeader": _("Please confirm"),
        "confirmDialogBody": _("Go on? This cannot be undone."),
        "cancelLabel": _("Cancel"),
        "confirmLabel": _("Yes, go on"),
        "close": _("Close"),
        "contentChanged": _("This exercise has changed since you last had it open."),
        "startingOver": _("It begins anew."),
        "showMore": _("Show more"),
        "showLess": _("Show less"),
        "title": _("Title"),
        "author": _("Author"),
        "source": _("Source"),
        "license": _("Licence"),
    }
