"""Typed readers of the environment; a wrong value is named before anything starts."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent.parent
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The value as written, or the default."""
    return os.environ.get(name, default)


def required(name: str) -> str:
    """The value; raises when it is absent or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} must be set. See docs/operations/settings.md.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """A yes or no."""
    value = os.environ.get(name, "").lower()
    if name not in os.environ:
        return default
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")
    return value in TRUE


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "")
    if not value:
        return default
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.")
    return int(value)


def names(name: str, default: str = "") -> list[str]:
    """A list of words separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made when it does not exist yet."""
    value = Path(os.environ.get(name) or default)
    path = value if value.is_absolute() else ROOT / value
    path.mkdir(parents=True, exist_ok=True)
    return path


def database(name: str, data: Path) -> dict[str, Any]:
    """Django's database settings from a URL (postgres://… or sqlite:///…), SQLite by default."""
    url = os.environ.get(name, "")
    if not url or url.startswith("sqlite:"):
        return sqlite(Path(url.removeprefix("sqlite:///")) if url else data / "wushe.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite:///.")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def placeholder() -> dict[str, Any]:
    """A PostgreSQL whose name and place the test run tells later."""
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "not-told-yet", "OPTIONS": {}}


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as a server: write lock taken at once, readers never blocked, patient when busy."""
    return {
        "ENGINE": "portal.core.sqlite",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
    }
