"""Courses and seats in the states that the descriptions of addresses do not show, for axe."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from incubator.training import operations
from tests import people
from tests.factories import training as make

Where = tuple[str, str] | tuple[str, str, int]


def _line() -> tuple[Any, Any, Any]:
    run = make.run(make.course(title="财务与票据"), seats=1)
    first = make.enrolled(run)
    return run, first, make.enrolled(run, make.learner("巴特尔"))


def offered() -> Where:
    """A seat that is offered."""
    run, first, _second = _line()
    operations.leave(enrolment=first, by=first.person)
    second = run.enrolments.get(state="offered")
    second.person = people.person("resident")
    second.save()
    return reverse("training_enrolment", args=[second.pk]), "resident"


def in_line() -> Where:
    """A place in the line."""
    run, *_rest = _line()
    one = make.enrolled(run, people.person("owner"))
    return reverse("training_enrolment", args=[one.pk]), "owner"


def certified() -> Where:
    """A seat with a certificate."""
    one = make.certified(people.person("clerk"))
    return reverse("training_enrolment", args=[one.pk]), "clerk"


def genuine() -> Where:
    """A certificate that is genuine."""
    number = make.certified().certificate.number
    return f"{reverse('training_certificate')}?number={number}", "anonymous"


def full() -> Where:
    """The form of a course that is full."""
    run, *_rest = _line()
    return reverse("training_enrol", args=[run.pk]), "owner"


def kept() -> Where:
    """A full run with a line and somebody to call."""
    run, *_rest = _line()
    make.caller(run)
    return reverse("training_run", args=[run.pk]), "incubation_clerk"


def over() -> Where:
    """A run that is over, with certificates to issue."""
    return reverse("training_run", args=[make.evaluated().run_id]), "incubation_clerk"


def on_now() -> Where:
    """The code on the teacher's screen."""
    session = make.run(hours=0.2).sessions.get()
    return reverse("training_code", args=[session.pk]), "incubation_clerk"


FURTHER: dict[str, Callable[[], Where]] = {
    "seat that is offered": offered,
    "seat in line": in_line,
    "seat with a certificate": certified,
    "genuine certificate": genuine,
    "enrolling in a full course": full,
    "run with a line": kept,
    "run that is over": over,
    "code on the screen": on_now,
}
