"""Courses by date, a course, and the check of a certificate: for everybody."""

from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from incubator.allowances import amounts
from incubator.bases import queries as bases
from incubator.training import certifying, queries, rows, telling
from incubator.training.enums import Level
from incubator.training.models import Course, CourseCertificate, CourseRun, CourseSession
from incubator.training.sheets import NumberForm
from portal.accounts.models import User
from portal.core import clock, days, masking, money
from portal.core.ui import Fact

PER_PAGE = 50


def courses(request: HttpRequest) -> HttpResponse:
    """The courses to come, by month and day, with filters."""
    chosen = {key: request.GET.get(key, "")[:12] for key in ("base", "level", "free")}
    found = queries.public_runs().order_by("begins_at", "pk")
    if chosen["base"].isdecimal():
        found = found.filter(course__base=int(chosen["base"][:9]))
    if chosen["level"] in Level.values:
        found = found.filter(course__level=chosen["level"])
    if chosen["free"]:
        found = found.filter(taken__lt=F("seats"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "page": page,
        "months": _by_month(list(page.object_list)),
        "levels": Level.choices,
        "bases": _bases(),
        "chosen": chosen,
    }
    return render(request, "incubator/training/courses.html", values)


def course(request: HttpRequest, pk: int) -> HttpResponse:
    """A course: what one can do afterwards, its dates, and the way to a seat."""
    found = queries.public_courses().filter(pk=pk).first()
    if found is None:
        raise Http404
    runs = found.runs.filter(ends_at__gt=clock.began()).prefetch_related("sessions")
    values = {
        "course": found,
        "facts": facts(found),
        "runs": [run_row(run, found) for run in runs],
        "mine": _mine(request, found),
    }
    return render(request, "incubator/training/course.html", values)


def certificate(request: HttpRequest) -> HttpResponse:
    """Whether a certificate is genuine; the answer to a wrong number is always the same."""
    typed = request.GET.get("number")
    form = NumberForm({"number": typed} if typed is not None else None)
    asked = typed is not None and form.is_valid()
    found = certifying.find(form.cleaned_data["number"]) if asked else None
    values = {
        "form": form,
        "asked": asked,
        "found": found,
        "facts": _certified(found) if found else [],
    }
    return render(request, "incubator/training/certificate.html", values)


def facts(course: Course) -> list[Fact]:
    """What stands beside a course."""
    price = f"{money.yuan(course.price_fen)} " + str(_("yuan")) if course.price_fen else _("free")
    found = [
        Fact(_("Level"), course.get_level_display()),
        Fact(_("For whom"), course.for_whom),
        Fact(_("Who may enrol"), course.get_who_display()),
        Fact(_("Price"), price),
        Fact(_("Credits"), str(course.credits) if course.credits else ""),
        Fact(
            _("Certificate"),
            _("from %(share)s%% attendance, with the evaluation") % {"share": rows.attendance()},
        ),
        Fact(_("Given by"), course.base.body.name, note=course.base.address),
        Fact(
            _("Telephone"),
            course.base.phone,
            url=f"tel:{course.base.phone}" if course.base.phone else "",
        ),
    ]
    return [fact for fact in found if fact.value]


def run_row(run: CourseRun, course: Course) -> dict[str, Any]:
    """A run as lists show it: sessions, free seats, whether one can enrol."""
    run.course = course
    begins = run.begins_at
    closes = begins - rows.closes_before() if begins else None
    return {
        "run": run,
        "sessions": [session_row(one, run) for one in run.sessions.all()],
        "free": run.seats - run.taken,
        "closes": closes,
        "open": run.cancelled_at is None and closes is not None and clock.began() <= closes,
        "hours": amounts.hours(run.minutes),
    }


def session_row(session: CourseSession, run: CourseRun) -> dict[str, Any]:
    """A session as lists show it."""
    session.run = run
    return {
        "session": session,
        "when": days.moment_words(session.starts_at),
        "until": days.clock_words(session.ends_at),
        "where": telling.where(session),
    }


def _by_month(runs: list[CourseRun]) -> list[tuple[str, list[dict[str, Any]]]]:
    def month(run: CourseRun) -> date:
        return clock.day(run.begins_at or clock.began()).replace(day=1)

    return [
        (_month_words(first), [_line(run) for run in grouped])
        for first, grouped in groupby(runs, key=month)
    ]


def _month_words(first: date) -> str:
    words = pgettext("month and year", "%(month)s %(year)s")
    return words % {"month": days.MONTHS[first.month - 1], "year": first.year}


def _line(run: CourseRun) -> dict[str, Any]:
    begins = run.begins_at or clock.began()
    return {
        "run": run,
        "day": clock.day(begins),
        "weekday": days.WEEKDAYS[clock.day(begins).weekday()],
        "time": days.clock_words(begins),
        "free": run.seats - run.taken,
        "hours": amounts.hours(run.minutes),
        "open": clock.began() <= begins - rows.closes_before(),
    }


def _bases() -> list[tuple[int, str]]:
    found = bases.public().filter(courses__published_at__isnull=False).distinct()
    return [(base.pk, base.body.name) for base in found.order_by("pk")]


def _mine(request: HttpRequest, course: Course) -> Any:
    if not isinstance(request.user, User):
        return None
    found = queries.of_person(request.user).filter(run__course=course)
    return found.order_by("-made_at").first()


def _certified(row: CourseCertificate) -> list[Fact]:
    return [
        Fact(_("Number"), row.number),
        Fact(_("Holder"), masking.name(row.holder)),
        Fact(_("Course"), row.course),
        Fact(_("Hours attended"), amounts.hours(row.minutes)),
        Fact(_("Credits"), str(row.credits)),
        Fact(_("Issued by"), row.issuer),
        Fact(_("Issued on"), days.date_words(row.issued_on)),
    ]
