"""An app that is made of subjects: what each of them brings is read at start."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

TOLD = (
    "slots",
    "messages",
    "figures",
    "binder",
    "consumers",
    "timing",
    "lists",
    "registered",
    "counted",
)
"""The files a subject makes known: what it takes, tells, counts, follows, and what time brings."""


def read(package: str, subjects: Iterable[str], parts: Iterable[str]) -> None:
    """Import these files of the subjects, lowest floor first; what is absent is empty."""
    for subject in subjects:
        for part in parts:
            name = f"{package}.{subject}.{part}"
            if find_spec(name):
                import_module(name)


def addresses(package: str, subjects: Iterable[str]) -> list[URLPattern | URLResolver]:
    """The addresses of the subjects in their order."""
    return [
        path("", include(f"{package}.{subject}.urls"))
        for subject in subjects
        if find_spec(f"{package}.{subject}.urls")
    ]
