"""What the editor's page is given: addresses, languages, what the person may do."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info

from assessments.studio.models import Draft

_ADDRESSES = (
    "document",
    "changes",
    "problems",
    "snapshots",
    "restore",
    "compare",
    "comments",
    "publish",
    "duplicate",
)


def editor_context(*, draft: Draft, document: dict, user, language: str) -> dict:
    """Return the context of studio/editor.html: `config` for the page's scripts."""
    key = draft.scenario.key
    return {
        "config": {
            "key": str(key),
            "user": user.get_username(),
            "document": document,
            "language": language,
            "languages": [_language(code) for code, _name in settings.LANGUAGES],
            "urls": {name: reverse(f"studio_{name}", args=[key]) for name in _ADDRESSES},
            "may": {
                "change": user.has_perm("assessments.change_draft"),
                "translate": user.has_perm("assessments.translate_draft"),
                "publish": user.has_perm("assessments.publish_draft"),
            },
        }
    }


def _language(code: str) -> dict:
    info = get_language_info(code)
    return {"code": code, "name": info["name_local"], "direction": "rtl" if info["bidi"] else "ltr"}
