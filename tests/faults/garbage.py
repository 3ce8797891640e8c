"""What a robot puts into addresses and forms."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

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
WORST = ("\x00", ODD[2], ODD[3], "9" * 40, ODD[-1])
READS = re.compile(r'\b(GET|POST)(?:\.get|\.getlist)?[(\[]"(\w+)"')


def parameters(method: str) -> list[str]:
    """The names that our code reads from the address (GET) or from what is sent (POST)."""
    found = {"q", "page", "next"}
    for folder in ("portal", "search"):
        for path in (ROOT / folder).rglob("*.py"):
            if "node_modules" not in path.parts:
                hits = READS.findall(path.read_text(encoding="utf-8"))
                found |= {name for way, name in hits if way == method}
    if method == "POST":
        found |= {name for form in _forms(forms.BaseForm) for name in form.base_fields}
    return sorted(found)


def filled(form: forms.BaseForm) -> dict[str, Any]:
    """What an honest person might send with this form."""
    return {form.add_prefix(name): _good(field) for name, field in form.fields.items()}


def spoilt(form: forms.BaseForm) -> Iterator[dict[str, Any]]:
    """The same with one field missing or spoilt, each field in each way."""
    good = filled(form)
    yield {}
    for name in good:
        yield {key: value for key, value in good.items() if key != name}
        for odd in (*WORST, "", LONG):
            yield good | {name: odd}
        yield good | {name: SimpleUploadedFile("\u202e" + "名" * 300 + "/../x.png", b"\x89PNG\r\n")}
        yield good | {name: ["1", "2", "3"]}


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
        if form.__module__.startswith(("portal", "search")) and hasattr(form, "base_fields"):
            yield form
        yield from _forms(form)
