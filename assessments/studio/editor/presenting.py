"""What the editor's page is given: addresses, languages, texts, what the person may do."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language_info
from wagtail import hooks
from wagtail.images.widgets import AdminImageChooser

from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.map_texts import map_strings
from assessments.studio.editor.pictures import pictures_by_hash
from assessments.studio.editor.strings import editor_strings
from assessments.studio.models import Draft, SignOff

# Names in the page -> names of addresses.
_ADDRESSES = {
    name: f"studio_{name}"
    for name in (
        "document",
        "changes",
        "problems",
        "snapshots",
        "restore",
        "compare",
        "comments",
        "publish",
        "try",
        "pictures",
        "translate",
        "export_yaml",
        "export_xlsx",
        "duplicate",
    )
} | {"classroom": "classroom", "insights": "scenario_insights"}
# Who may go where; everything else is open to whoever sees the draft.
_NEEDED = {
    "publish": "assessments.publish_draft",
    "duplicate": "assessments.change_draft",
    "pictures": "assessments.change_draft",
    "translate": "assessments.translate_draft",
    "insights": "assessments.view_insights",
    "classroom": "assessments.change_draft",
}


def editor_context(*, draft: Draft, document: dict, user, language: str) -> dict:
    """Return the context of studio/editor.html: `config` and `strings` for the page's scripts, `picture_media`."""
    hashes = {scene["image"] for scene in document["scenes"].values() if scene["image"]}
    return {
        "config": {
            "key": str(draft.scenario.key),
            "user": user.get_username(),
            "document": document,
            "language": language,
            "language_tag": _tag(language),
            "texts_language": _texts_language(document, user, language),
            "languages": [_language(code) for code, _name in settings.LANGUAGES],
            "urls": _urls(draft, user),
            "may": {
                "change": user.has_perm("assessments.change_draft"),
                "translate": user.has_perm("assessments.translate_draft"),
                "publish": user.has_perm("assessments.publish_draft"),
            },
            "critical_errors": [{"code": code, "name": str(name)} for code, name in NAMES.items()],
            "lessons": _lessons(language),
            "offices": [{"code": code, "name": str(name)} for code, name in SignOff.Office.choices],
            "pictures": pictures_by_hash(hashes) if hashes else [],
            "map_strings": map_strings(),
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
        },
        "strings": editor_strings(),
        "picture_media": AdminImageChooser().media,
    }


def _lessons(language: str) -> list[dict]:
    """Return [{"key", "title"}] of the lessons there are: told by whoever stands above and knows them."""
    return [lesson for tell in hooks.get_hooks("panah_lessons") for lesson in tell(language)]


def _texts_language(document: dict, user, language: str) -> str:
    """Return the language of the texts one begins with: the source, for those who only translate their own."""
    source = document["head"]["source_language"]
    only_translates = not user.has_perm("assessments.change_draft") and user.has_perm(
        "assessments.translate_draft"
    )
    return language if only_translates else source


def _urls(draft: Draft, user) -> dict[str, str]:
    found = {
        name: _address(address, draft.scenario.key)
        for name, address in _ADDRESSES.items()
        if name not in _NEEDED or user.has_perm(_NEEDED[name])
    }
    found |= {
        "login": reverse("wagtailadmin_login"),
        "choose_picture": reverse("wagtailimages_chooser:choose"),
    }
    return {name: address for name, address in found.items() if address}


def _address(name: str, key) -> str:
    """Return an address, "" where the room it belongs to is not part of this site (insights lives in courses)."""
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


def _language(code: str) -> dict:
    info = get_language_info(code)
    return {
        "code": code,
        "tag": _tag(code),
        "name": info["name_local"],
        "direction": "rtl" if info["bidi"] else "ltr",
    }


def _tag(code: str) -> str:
    """Return a language as HTML wants it: "fa-af" is "fa-AF"."""
    language, _hyphen, country = code.partition("-")
    return f"{language}-{country.upper()}" if country else language
