"""Tests: the same as the demo, quieter and faster, never with delays or outside calls."""

from portal.settings.dev import *  # noqa: F403 - settings build on each other
from portal.settings.dev import env

DEBUG = False
SECRET_KEY = "only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz"
LANGUAGE_CODE = env.text("TEST_LANGUAGE", "zh-hans")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
