"""What a robot puts into addresses and forms."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.architecture.source import CODE
from tests.factories import joining
from tests.harness.paths import ROOT

ODD = (
    "",
    "\x00",
    "社" * 2000,
    "AND OR NOT ( \" ' * : ^ ~ ? [ ] { } \\ / + - && || !",
    "-1",
    "9" * 40,
    "१२",
    "2026-99-99",
    "0001-01-01",
    "😀\u202e<script>alert(1)</script>'; DROP TABLE x; --",
)
LONG = "长" * 100_000
LINE = "社" * 400
"""What is long in an address: a server takes no line beyond some thousand signs."""
SHARED = ("portal/core", "portal/workflow", "portal/site")
WORST = ("\x00", ODD[2], ODD[3], "9" * 40, ODD[-1])
READS = re.compile(r'\b(GET|POST)(?:\.get|\.getlist)?[(\[]"(\w+)"')


@cache
def questions(package: str = "") -> tuple[str, ...]:
    """The names that a package and what all share read from the address; of all our code without
    a package."""
    folders = (package.replace(".", "/"), *SHARED) if package else CODE
    return tuple(sorted({"q", "page", "next"}.union(*(_read("GET", one) for one in folders))))


@cache
def answers(package: str) -> tuple[str, ...]:
    """The names that a package such as "incubator.bases" reads from what is sent, by hand or in
    a form of its own."""
    named = {
        name
        for form in _forms(forms.BaseForm)
        if form.__module__.startswith(f"{package}.")
        for name in form.base_fields
    }
    return tuple(sorted({"next"} | named | _read("POST", package.replace(".", "/"))))


@cache
def _read(method: str, folder: str) -> frozenset[str]:
    found = [
        name
        for path in (ROOT / folder).rglob("*.py")
        if "node_modules" not in path.parts
        for way, name in READS.findall(path.read_text(encoding="utf-8"))
        if way == method
    ]
    return frozenset(found)


def filled(form: forms.BaseForm) -> dict[str, Any]:
    """What an honest person might send with this form."""
    return {form.add_prefix(name): _good(field) for name, field in form.fields.items()}


def spoilt(form: forms.BaseForm) -> Iterator[dict[str, Any]]:
    """The same with one field spoilt, the ways taking turns: the form's own check of the whole
    meets good answers beside a bad one."""
    good = filled(form)
    yield good
    for way, name in enumerate(good, start=len(good)):
        if odd := _ways()[way % len(_ways())]:
            yield good | {name: odd[0]}
        else:
            yield {key: value for key, value in good.items() if key != name}


def _ways() -> tuple[tuple[Any, ...], ...]:
    """What a field is spoilt with; the empty one stands for a field that is not sent."""
    odd_file = SimpleUploadedFile("\u202e" + "名" * 300 + "/../x.png", b"\x89PNG\r\n")
    return ((), *((odd,) for odd in (*WORST, "", LONG, odd_file, ["1", "2", "3"])))


def _good(field: forms.Field) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        return [str(value) for value, _words in field.choices if value][:1]
    if isinstance(field, forms.ChoiceField):
        return next((str(value) for value, _words in field.choices if value), "")
    if isinstance(field, forms.FileField):
        return joining.scan()
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.IntegerField):
        return "1"
    if isinstance(field, forms.DateTimeField):
        return datetime(2026, 11, 1).isoformat()
    if isinstance(field, forms.DateField):
        return date(2026, 11, 1).isoformat()
    if isinstance(field, forms.EmailField):
        return "robot@tests.example"
    return "13800138000"


def _forms(base: type[forms.BaseForm]) -> Iterator[Any]:
    for form in base.__subclasses__():
        if form.__module__.startswith(CODE) and hasattr(form, "base_fields"):
            yield form
        yield from _forms(form)
