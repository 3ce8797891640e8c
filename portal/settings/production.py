"""Production: everything from the environment, and nothing unsafe starts."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings import env
from portal.settings.base import *  # noqa: F403 - settings build on each other

SECRET_KEY = env.required("SECRET_KEY")
SITE_URL = env.required("SITE_URL")
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS")
DATABASES = {"default": env.database("DATABASE_URL", env.folder("WUSHE_DATA", env.ROOT / "var"))}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_GATEWAY = "portal.notifications.gateways.SmtpEmail"
SMS_GATEWAY = env.text("SMS_GATEWAY", "portal.notifications.gateways.ConsoleSms")


def _unsafe() -> list[str]:
    faults = []
    if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("only-for-tests"):
        faults.append("SECRET_KEY must be at least 50 random characters.")
    if not SITE_URL.startswith("https://"):
        faults.append("SITE_URL must begin with https://.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        faults.append("ALLOWED_HOSTS must name the hosts, without a star.")
    loose = [name for name in ("DEBUG", "DEMO", "CLOCK_MAY_SHIFT") if env.flag(name)]
    faults += [f"{name} must be off in production." for name in loose]
    if not env.text("DATABASE_URL"):
        faults.append("DATABASE_URL must name the database (postgres://…).")
    return faults


if _unsafe():
    raise ImproperlyConfigured("Production refuses to start:\n- " + "\n- ".join(_unsafe()))
