"""All settings, from the environment, each with a default that works on a laptop.

`.env.example` lists the variables. Production (`WOONOVERLAST_ENV=production`) refuses to start with unsafe ones.
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from tools import postgres, safety

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PACKAGE = BASE_DIR / "woonoverlast"


if wrong := safety.problems(os.environ):
    raise ImproperlyConfigured(" ".join(wrong))


def flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str, *, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


PRODUCTION = os.environ.get("WOONOVERLAST_ENV", "laptop") == "production"
DEMONSTRATION = flag("WOONOVERLAST_DEMONSTRATION", default=not PRODUCTION)
DATA_DIR = Path(os.environ.get("WOONOVERLAST_DATA", BASE_DIR / "var"))
# The plain view that the benchmarks compare with is there only when they run.
BENCH = flag("WOONOVERLAST_BENCH", default=False)

DEBUG = False

SECRET_KEY = os.environ.get("SECRET_KEY", safety.LAPTOP_SECRET)
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_NAME = "Platform Woonoverlast"
ALLOWED_HOSTS = words("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", default=SITE_URL)
# How many proxies of ours stand in front; 0 means that X-Forwarded-For is never believed.
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))

INSTALLED_APPS = [
    "woonoverlast.website",
    "woonoverlast.office",
    "woonoverlast.demo",
    "woonoverlast.search",
    "woonoverlast.newsletter",
    "woonoverlast.targets",
    "woonoverlast.moderation",
    "woonoverlast.cases",
    "woonoverlast.chooser",
    "woonoverlast.practices",
    "woonoverlast.experts",
    "woonoverlast.local_rules",
    "woonoverlast.forum",
    "woonoverlast.instruments",
    "woonoverlast.sharing",
    "woonoverlast.attendance",
    "woonoverlast.events",
    "woonoverlast.notifications",
    "woonoverlast.mail",
    "woonoverlast.accounts",
    "woonoverlast.people",
    "woonoverlast.places",
    "woonoverlast.web",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "woonoverlast.website.middleware.DatabaseAwayMiddleware",
    "woonoverlast.website.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "woonoverlast.website.middleware.TimeLimitMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "woonoverlast.website.middleware.PrivatePagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "woonoverlast.accounts.middleware.SessionActivityMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "woonoverlast.website.middleware.ButtonAddressMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "woonoverlast.accounts.middleware.AccessMiddleware",
]

ROOT_URLCONF = "woonoverlast.config.urls"
WSGI_APPLICATION = "woonoverlast.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "woonoverlast.website.context.site",
            ],
        },
    },
]


def database() -> dict[str, Any]:
    """Where the database is: DATABASE_URL, or the PostgreSQL that the supervisor runs in the data folder."""
    url = os.environ.get("DATABASE_URL") or postgres.database_url(DATA_DIR)
    parts = conninfo_to_dict(url)
    options: dict[str, Any] = {"application_name": "woonoverlast", "connect_timeout": 5}
    # Only for the statements of `lib.prepared`: each connection plans them once.
    options["prepare_threshold"] = 0 if flag("DATABASE_PREPARE", default=True) else None
    if "sslmode" in parts:
        options["sslmode"] = parts["sslmode"]
    if seconds := int(os.environ.get("DATABASE_STATEMENT_SECONDS", "0")):
        options["options"] = f"-c statement_timeout={seconds}s"
    if flag("DATABASE_POOL", default=False):
        options["pool"] = {"min_size": 1, "max_size": int(os.environ.get("DATABASE_POOL_SIZE", "8")), "timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "woonoverlast"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": 0 if "pool" in options else int(os.environ.get("DATABASE_KEEP_SECONDS", "0")),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"NAME": f"test_woonoverlast{os.environ.get('PYTEST_DB_SUFFIX', '')}"},
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Rate limits and used codes live here: the default of 300 rows would throw them away under load.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What may be a minute old, remembered by each process for itself: the size of very long lists.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2_000}},
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # it would also group the numbers in addresses; pages use intcomma

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The web server ends what takes longer, with 503; 0 is without limit, as in the worker and the commands.
REQUEST_SECONDS = int(os.environ.get("REQUEST_SECONDS", "0"))

# People and log-in ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["woonoverlast.accounts.backends.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "website:start"
LOGOUT_REDIRECT_URL = "website:start"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
ACCOUNT_ADAPTER = "woonoverlast.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# Without a password field at sign-up, allauth's log-in page asks the address alone and mails a code.
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "people:join"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 3
# Mail can take minutes; a code guards one browser session and dies after three wrong tries.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "woonoverlast.accounts.forms.LoginForm",
    "signup": "woonoverlast.accounts.forms.SignupForm",
    "confirm_login_code": "woonoverlast.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "woonoverlast.accounts.forms.ConfirmEmailForm",
    "add_email": "woonoverlast.accounts.forms.ChangeAddressForm",
    "change_password": "woonoverlast.accounts.forms.ChangePasswordForm",
    "set_password": "woonoverlast.accounts.forms.SetPasswordForm",
    "reset_password": "woonoverlast.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "woonoverlast.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "woonoverlast.accounts.forms.ConfirmPasswordForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "woonoverlast.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "woonoverlast.accounts.forms.SecondStepForm",
    "reauthenticate": "woonoverlast.accounts.forms.ConfirmSecondStepForm",
    "activate_totp": "woonoverlast.accounts.forms.ActivateAppForm",
    "add_webauthn": "woonoverlast.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "woonoverlast.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # half a minute: the clock of a phone, and a code that turns while it is typed
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "woonoverlast.accounts.adapters.SocialAccountAdapter"
# An existing account is found by mail address only where people.accounts calls that address proven.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A form cannot post its way to another host under our form-action, so the log-in at an organisation is a link.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_FORMS = {"signup": "woonoverlast.accounts.forms.OrganisationSignupForm"}
USERSESSIONS_TRACK_ACTIVITY = True
# Forms that take a mail address answer no sooner than this: more than making an account takes.
ADDRESS_ANSWER_SECONDS = float(os.environ.get("ADDRESS_ANSWER_SECONDS", "0.25"))

SESSION_ENGINE = "woonoverlast.accounts.backends"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "woonoverlast.website.errors.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Mail -----------------------------------------------------------------------------------------------------------
# Every mail is a row first; a job sends it, so a mail server that is away loses nothing.
EMAIL_BACKEND = "woonoverlast.mail.layout.LaidOutBackend"
# What the job sends with. The demonstration keeps mail in the outbox, to be read at /postbak/.
DELIVERY_BACKEND = os.environ.get(
    "DELIVERY_BACKEND",
    "woonoverlast.mail.outbox.CatchingBackend" if DEMONSTRATION else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Platform Woonoverlast <platform@woonoverlast.example>")
# So long a notice waits before it is mailed, so that one mail gathers a thread and what was read goes unmailed.
MAIL_GATHERING_MINUTES = int(os.environ.get("MAIL_GATHERING_MINUTES", "1" if DEMONSTRATION else "10"))
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "redactie@woonoverlast.example")
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "mailto:security@woonoverlast.example")

# Mailings to many. Mail that cannot be delivered comes back to this box; a row's own mark is put after its name.
RETURN_PATH = os.environ.get("RETURN_PATH", "terug@woonoverlast.example")
MAILING_CONNECTIONS = int(os.environ.get("MAILING_CONNECTIONS", "2"))
# How many mails the mail server may get; 0 means as fast as it answers.
MAILING_PER_SECOND = float(os.environ.get("MAILING_PER_SECOND", "10"))
# A mailing that could not begin within this time after its moment asks an editor first.
MAILING_LATE_MINUTES = int(os.environ.get("MAILING_LATE_MINUTES", "120"))
# How long a sender may hold rows before others call them in doubt.
MAILING_LEASE_SECONDS = 15 * 60

# Mail that comes in. Who answers a notice writes to this box; a signed mark is put after its name. Empty: no replies.
REPLY_ADDRESS = os.environ.get("REPLY_ADDRESS", "reactie@woonoverlast.example" if DEMONSTRATION else "")
# Where a mail server brings mail: smtp://host:port or lmtp://host:port. Empty: nowhere.
RECEIVE_MAIL = os.environ.get("RECEIVE_MAIL", "")
# Or a postbox that is read each minute.
IMAP_HOST = os.environ.get("IMAP_HOST", "")
IMAP_TLS = flag("IMAP_TLS", default=True)
IMAP_PORT = int(os.environ.get("IMAP_PORT", "993" if IMAP_TLS else "143"))
IMAP_USER = os.environ.get("IMAP_USER", "")
IMAP_PASSWORD = os.environ.get("IMAP_PASSWORD", "")
IMAP_FOLDER = os.environ.get("IMAP_FOLDER", "INBOX")

# What internet.nl asks for ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 63072000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and flag("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-sessie"
    CSRF_COOKIE_NAME = "__Host-csrf"

# Jobs -------------------------------------------------------------------------------------------------------------
PROCRASTINATE_ON_APP_READY = None
# The modules of the contexts whose names end in "jobs".
PROCRASTINATE_IMPORT_PATHS = [
    f"{app}.{path.stem}"
    for app in INSTALLED_APPS
    if app.startswith("woonoverlast.")
    for path in sorted((BASE_DIR / app.replace(".", "/")).glob("*jobs.py"))
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "filters": {"without_secrets": {"()": "woonoverlast.config.log_lines.WithoutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if PRODUCTION else "plain",
            "filters": ["without_secrets"],
        }
    },
    "loggers": {  # at every start they list every task
        "procrastinate.blueprints": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING" if not PRODUCTION else "INFO")},
}
