"""Tests: the same as the demo, quieter and faster, never with delays or outside calls."""

import os
import tempfile

_scratch = tempfile.TemporaryDirectory(prefix="wushe-tests-")
os.environ["WUSHE_DATA"] = os.environ.get("TEST_DATA") or _scratch.name

from portal.settings import env  # noqa: E402 - the data folder must be known before
from portal.settings.dev import *  # noqa: E402,F403 - as above

DEBUG = False
SECRET_KEY = "only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz"
LANGUAGE_CODE = env.text("TEST_LANGUAGE", "zh-hans")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if env.text("TEST_DATABASE") == "postgres" and not env.text("DATABASE_URL"):
    DATABASES = {"default": env.placeholder()}
