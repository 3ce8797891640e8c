"""The addresses of each subject, described for tests/site/test_every_url.py."""

import importlib
import pkgutil

from tests.harness import matrix


def load() -> None:
    """Read all descriptions."""
    for found in pkgutil.iter_modules(__path__):
        matrix.subject = found.name
        importlib.import_module(f"{__name__}.{found.name}")
