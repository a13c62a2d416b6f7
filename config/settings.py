"""Settings in one file, driven by the environment; docs/operations.md lists every variable."""

from datetime import timedelta

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

from config import __version__
from config.environment import BASE_DIR, database, flag, link, number, secret_key, words
from config.logging import logging_config

VERSION = __version__
DEBUG = flag("DEBUG")
SECRET_KEY = secret_key() or ("insecure: for DEBUG only" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it to a long random text that only this installation knows; "
        "script/serve makes one for you, DEBUG=1 does without."
    )
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

# Apps from the roof down to the ground: templates and static files of a higher floor win.
INSTALLED_APPS = [
    "portal",
    "curation",
    "desk",
    "events",
    "agreements",
    "organizations",
    "sources",
    "records",
    "listings",
    "search",
    "dates",
    "glossary",
    "axes",
    "corsheaders",
    "csp",
    "django_filters",
    "import_export",
    "simple_history",
    "desk.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before the host check of CommonMiddleware: whoever probes calls the process by its address.
    "portal.health.probes",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.errors.InWords",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "records.middleware.RevisionMiddleware",
    "records.asof.carry",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Widgets have templates of their own, in templates/ beside everything else.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database(default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers never block, writers queue instead of failing with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;",
    }
else:
    # The listings' statements have many small parts: compiling them takes longer than running them.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
# Each of them has a catalogue in locale/, made by script/messages.
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français"), ("pt", "Português")]
LOCALE_PATHS = [BASE_DIR / "locale"]
# Numbers on pages, that is: in attributes templates take it back by |unlocalize.
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Whether editors may publish what they recorded themselves: for installations of one person.
SELF_APPROVAL = flag("SELF_APPROVAL")

# Where readers report errors; {page} in it becomes the address of the page.
CORRECTIONS_URL = link("CORRECTIONS_URL")

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The admin, its import, export and history pages live under the same policy as the public pages.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# REST framework and drf-spectacular are used as libraries, not installed as apps: nobody signs in
# to the API, and no page of theirs is served.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "portal.negotiation.AsAddressed",
    "DEFAULT_SCHEMA_CLASS": "portal.openapi.Operation",
    "EXCEPTION_HANDLER": "portal.errors.as_elsewhere",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Entente",
    "VERSION": VERSION,
    "DESCRIPTION": gettext_lazy(
        "The public record of who agreed what with whom: agreements, commitments, progress, and "
        "the passage that says so. For reading only, without a key."
    ),
    "LICENSE": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
    "SERVERS": [{"url": "/", "description": "Where this description was found"}],
    "SCHEMA_PATH_PREFIX": "/",
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    # Choices stand where they are used: the same name means something else in each table.
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enum_id_removal"],
}

# Any site may read what is public, as a file or by a program, and is told no secrets by it.
CORS_URLS_REGEX = r"^/(?!(?:[a-z]{2}/)?admin/).+\.(json|csv|xlsx|zip|atom|ics|xml)$"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link"]

# What only makes sense where every visitor comes through TLS: on plain HTTP, as on a laptop, a
# secure cookie never comes back and nobody could log in.
BEHIND_TLS = flag("BEHIND_TLS")
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 31_536_000) if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# W021 wants the browsers' preload list: a promise about a whole domain, for its owner to make.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Five wrong passwords for one name from one address: fifteen minutes of rest.
PROXY_COUNT = number("PROXY_COUNT", 1 if BEHIND_TLS else 0)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "config.proxies.client_ip"
AXES_LOCKOUT_TEMPLATE = "lockout.html"
AXES_RESET_ON_SUCCESS = True
# Trying again too early doesn't start the fifteen minutes anew.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False

# A record with many inlines is thousands of fields; a cell may hold 200,000 characters.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# What Django 6 does by itself: an address typed without a scheme means https.
FORMS_URLFIELD_ASSUME_HTTPS = True

LOGGING = logging_config()
