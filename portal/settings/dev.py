"""A laptop, or the demo city: embedded defaults, no server needed."""

from portal.settings import env
from portal.settings.base import *  # noqa: F403 - settings build on each other
from portal.settings.base import DATA, STORAGES
from portal.settings.secrets import local_secret

DEBUG = env.flag("DEBUG", False)
DEMO = env.flag("DEMO", True)
CLOCK_MAY_SHIFT = True
SECRET_KEY = env.text("SECRET_KEY") or local_secret(DATA / "secret.key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
