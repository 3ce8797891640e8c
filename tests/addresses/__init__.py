"""The addresses of each subject, described for tests/site/test_every_url.py."""

import importlib
import pkgutil


def load() -> None:
    """Read all descriptions."""
    for found in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{found.name}")
