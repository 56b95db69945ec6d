"""Settings of the site: one file, fed by env.py."""

import django.conf.locale
from csp.constants import NONE, SELF

from cms import languages
from cms.env import BASE_DIR, BUILD_DIR, DATA_DIR, IS_PRODUCTION, database, env, secret_key

PANAH_DATA = DATA_DIR
PANAH_IS_PRODUCTION = IS_PRODUCTION
PANAH_PDF_FONTS = BUILD_DIR / "fonts-pdf"
PANAH_CONTEXTS = BUILD_DIR / "contexts"

DEBUG = env.bool("PANAH_DEBUG", default=False)
SECRET_KEY = secret_key()
# Seals the private keys of academies in the database. Changed, they cannot be opened any more.
PANAH_KEYS_SECRET = env("PANAH_KEYS_SECRET", default="") or SECRET_KEY
ALLOWED_HOSTS = env.list("PANAH_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# The address printed in certificates and xAPI identifiers: it must outlive servers.
PANAH_BASE_URL = env("PANAH_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("PANAH_TRUSTED_ORIGINS", default=[])
if PANAH_BASE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

INSTALLED_APPS = [
    "cms.accounts.apps.AccountsConfig",
    "cms",
    "certificates",
    "courses",
    "assessments",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "cms.accounts.apps.PeopleAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
    "parler",
    "allauth",
    "allauth.account",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.middleware.permissions_policy",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.pages.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "panah"}}

# Statements are forwarded to https only, and to these hosts over http (a second store on this machine).
PANAH_FORWARD_HTTP_HOSTS = env.list("PANAH_FORWARD_HTTP_HOSTS", default=[])

# The record store: requests a minute of a key, of a launch, and bad credentials of an address; 0 for no limit.
# Each process counts on its own (assessments/lrs/clients/limits.py).
PANAH_LRS_KEY_RATE = env.int("PANAH_LRS_KEY_RATE", default=30_000)
PANAH_LRS_LAUNCH_RATE = env.int("PANAH_LRS_LAUNCH_RATE", default=600)
PANAH_LRS_BAD_TRIES_RATE = env.int("PANAH_LRS_BAD_TRIES_RATE", default=60)
# The largest body of a request, attachments and all, in bytes.
PANAH_LRS_MOST_BYTES = env.int("PANAH_LRS_MOST_BYTES", default=16 * 1024 * 1024)

# Packages that are sent: the largest, in bytes, and the virus scanner they are shown to: clamd's "host:port" or the
# path of its socket; without one only the test string is known.
PANAH_UPLOAD_MAX = env.int("PANAH_UPLOAD_MAX", default=256 * 1024 * 1024)
PANAH_CLAMD = env("PANAH_CLAMD", default="")

# People and sign-in: the username is the service number, e-mail is never required.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "cms.accounts.entry.backends.PinBackend",
]
ACCOUNT_ADAPTER = "cms.accounts.adapter.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_PRESERVE_USERNAME_CASING = True  # kept as the academy writes it, found in any letter case
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
# How many proxies of our own stand before the server: so far back X-Forwarded-For is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PANAH_PROXIES", default=0)
# A whole class signs in from one address at the same minute; what is guessed at is one person's password.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/5m/key"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name_native", "name_latin", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
# Messages go out by e-mail where there is a mail server; without one they are printed (refused in production).
EMAIL_HOST = env("PANAH_EMAIL_HOST", default="")
EMAIL_PORT = env.int("PANAH_EMAIL_PORT", default=587)
EMAIL_HOST_USER = env("PANAH_EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env("PANAH_EMAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("PANAH_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env("PANAH_EMAIL_FROM", default="panah@localhost")
EMAIL_BACKEND = env(
    "PANAH_EMAIL_BACKEND",
    default=f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend",
)

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = languages.LANGUAGES
PANAH_CONTENT_FALLBACKS = languages.CONTENT_FALLBACKS
django.conf.locale.LANG_INFO.update(languages.LANG_INFO)
LANGUAGES_BIDI = ["ar", "fa", "fa-af", "he", "ur"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("PANAH_TIME_ZONE", default="Asia/Almaty")
FORMAT_MODULE_PATH = ["cms.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
PARLER_DEFAULT_LANGUAGE_CODE = "en"
PARLER_LANGUAGES = {
    None: tuple({"code": code} for code, _name in LANGUAGES),
    "default": {"fallbacks": ["en"], "hide_untranslated": False},
}
# Parler would keep translations in the memory of one process, where another's edit is not seen.
PARLER_ENABLE_CACHING = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BUILD_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", BUILD_DIR / "fonts-web"), ("lib", BUILD_DIR / "browser")]
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cms.storage.BundledStaticFilesStorage"},
    # Documents and attachments of the record store: never under MEDIA_URL.
    "records": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "records"},
    },
    # Files of H5P content, libraries and course packages, by their hash; served by signed addresses alone.
    "assets": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "assets"},
    },
    # Packages that were sent and are not yet stored.
    "uploads": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "uploads"},
    },
}
WHITENOISE_MAX_AGE = 31_536_000 if not DEBUG else 0

# Wagtail
WAGTAIL_SITE_NAME = "Panah"
WAGTAILADMIN_BASE_URL = PANAH_BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ru", "Русский")]
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_LOGIN_URL = "staff_door"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TAGGIT_CASE_INSENSITIVE = True
# Words in eight languages: PostgreSQL has stemmers for two of them. What readers search is stemmed by cms.search.words.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}

# Security headers. The admin is Wagtail's own code, which needs inline scripts: it has a policy apart (decision 0006).
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Pages below /teach/ that open without network (decision 0027).
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
