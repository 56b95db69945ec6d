"""The eight languages of Panah, in the order they are offered, with what each falls back to."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("en", _("English")),
    ("ru", _("Russian")),
    ("kk", _("Kazakh")),
    ("ky", _("Kyrgyz")),
    ("tg", _("Tajik")),
    ("tk", _("Turkmen")),
    ("uz", _("Uzbek")),
    ("fa-af", _("Dari")),
]

# Django has no entry for Dari; its own strings come from Persian (cms.apps links the two catalogues).
# Django's entry for Uzbek and Turkmen is right, but its local names are spelled without the letters of today.
LANG_INFO = {
    "fa-af": {"bidi": True, "code": "fa-af", "name": "Dari", "name_local": "دری"},
    "uz": {"bidi": False, "code": "uz", "name": "Uzbek", "name_local": "oʻzbekcha"},
    "tk": {"bidi": False, "code": "tk", "name": "Turkmen", "name_local": "türkmençe"},
    "ky": {"bidi": False, "code": "ky", "name": "Kyrgyz", "name_local": "кыргызча"},
    "tg": {"bidi": False, "code": "tg", "name": "Tajik", "name_local": "тоҷикӣ"},
    "kk": {"bidi": False, "code": "kk", "name": "Kazakh", "name_local": "қазақша"},
}

# Where a course text is not there in the reader's language, it is shown in the first of these that has it.
CONTENT_FALLBACKS = {"en": ["ru"], "ru": ["en"]} | {
    code: ["ru", "en"] for code, _name in LANGUAGES if code not in ("en", "ru")
}
