"""A base as those who run it keep it: hours, days, staff, check-ins, services, plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.bases import kept, opening, operations, planning, queries, staffing, today
from incubator.bases.enums import Indicator
from incubator.bases.forms import (
    DayForm,
    HoursForm,
    OffersForm,
    PlanForm,
    StaffForm,
    add_refusal,
)
from incubator.bases.models import Base, BasePlan, BaseStaff
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.permissions import Permission

FIELD_OF = {
    "name_missing": "name",
    "hours_not_understood": "hours",
    "time_impossible": "hours",
    "day_past": "day",
    "day_known": "day",
    "reason_missing": "reason",
    "hours_half": "closes",
    "hours_backwards": "closes",
    "offers_many": "offers",
    "offer_long": "offers",
}
FIRST_YEAR = 2020


def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a base that changes from day to day."""
    base = _base(request, pk)
    now, week = today.page_of(pk)
    day = clock.today()
    staff = list(base.staff.filter(left=None))
    there = dict(base.check_ins.filter(left_at=None).values_list("staff_id", "came_at"))
    return render(
        request,
        "incubator/bases/keep.html",
        {
            "base": base,
            "now": now,
            "week": week,
            "days": base.special_days.filter(day__gte=day),
            "staff": [(person, there.get(person.pk)) for person in staff],
            "kept": kept.month(pk, day.year, day.month),
            "month": day,
            "plans": _plans(base, day.year),
            "offers": base.services.all(),
            "served": base.served.select_related("division"),
            "may_manage": _may_manage(request, base),
        },
    )


def hours(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change the weekly hours."""
    base = _base(request, pk)
    form = HoursForm(request.POST or None, initial={"hours": base.hours})
    user = signed_in(request)

    def act() -> None:
        opening.set_hours(base=base, text=form.cleaned_data["hours"], by=user)

    fields = FIELD_OF | {"hours_backwards": "hours"}
    return _form(request, base, form, act, _("Opening hours"), _("The hours are saved."), fields)


def day(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close the base on a day, or open it at other hours."""
    base = _base(request, pk)
    form = DayForm(request.POST or None)
    user = signed_in(request)

    def act() -> None:
        opening.set_day(base=base, by=user, **form.cleaned_data)

    done = _("The day is in the list. Visitors read it on the page of the base.")
    return _form(request, base, form, act, _("A day with other hours"), done)


@require_POST
def clear_day(request: HttpRequest, pk: int, row: int) -> HttpResponseBase:
    """Take a special day out of the list."""
    base = _base(request, pk)
    found = base.special_days.filter(pk=row).first()
    if found is None:
        raise Http404
    user = signed_in(request)
    return _done(
        request, base, lambda: opening.clear_day(base=base, day=found, by=user), _("Taken out.")
    )


def staff(request: HttpRequest, pk: int, person: int = 0) -> HttpResponseBase:
    """Add somebody of the staff, or change what is said of them."""
    base = _base(request, pk)
    found = _person(base, person) if person else None
    form = StaffForm(request.POST or None, instance=found)
    user = signed_in(request)

    def act() -> None:
        staffing.save_staff(base=base, staff=found, by=user, **form.values)

    title = found.name if found else _("Add somebody")
    return _form(request, base, form, act, title, _("Saved."), person=found)


@require_POST
def leave(request: HttpRequest, pk: int, person: int) -> HttpResponseBase:
    """Somebody no longer works here."""
    base = _base(request, pk)
    found, user = _person(base, person), signed_in(request)
    done = _("%(name)s is no longer on the list.") % {"name": found.name}
    return _done(request, base, lambda: staffing.leave(base=base, staff=found, by=user), done)


@require_POST
def check(request: HttpRequest, pk: int, person: int) -> HttpResponseBase:
    """Check somebody of the staff in, or out (``way`` is "out")."""
    base = _base(request, pk)
    found, user = _person(base, person), signed_in(request)
    leaves = request.POST.get("way") == "out"
    done = _("%(name)s is checked out.") if leaves else _("%(name)s is checked in.")

    def act() -> None:
        if leaves:
            staffing.check_out(base=base, staff=found, by=user)
        else:
            staffing.check_in(base=base, staff=found, by=user)

    return _done(request, base, act, done % {"name": found.name})


def hours_kept(request: HttpRequest, pk: int, year: int, month: int) -> HttpResponse:
    """The days of a month behind the share of hours kept."""
    base, this = _base(request, pk), clock.today()
    if not (FIRST_YEAR <= year <= this.year and 1 <= month <= 12):
        raise Http404
    first = date(year, month, 1)
    before = date(year - (month == 1), (month - 2) % 12 + 1, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return render(
        request,
        "incubator/bases/kept.html",
        {
            "base": base,
            "first": first,
            "kept": kept.month(pk, year, month),
            "before": before if before.year >= FIRST_YEAR else None,
            "after": after if after <= this else None,
        },
    )


def offers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the base offers, and whom it serves."""
    base = _base(request, pk)
    initial = {
        "offers": "、".join(base.services.values_list("name", flat=True)),
        "served": list(base.served.values_list("division_id", flat=True)),
    }
    form = OffersForm(request.POST or None, base=base, initial=initial)
    user = signed_in(request)

    def act() -> None:
        names = form.cleaned_data["offers"].replace("，", "、").replace("\n", "、").split("、")
        operations.set_offers(base=base, names=names, by=user)
        operations.set_served(base=base, divisions=form.cleaned_data["served"], by=user)

    return _form(request, base, form, act, _("Services and communities"), _("Saved."))


def plan(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Write the plan of a year."""
    base, this = _base(request, pk), clock.today().year
    if not this - planning.BACK <= year <= this + planning.AHEAD:
        raise Http404
    last = base.plans.filter(year=year).prefetch_related("targets").first()
    initial = {row.indicator: row.amount for row in last.targets.all()} if last else {}
    form = PlanForm(request.POST or None, initial=initial | {"text": last.text if last else ""})
    user = signed_in(request)

    def act() -> None:
        planning.write_plan(
            base=base, year=year, text=form.cleaned_data["text"], targets=form.targets, by=user
        )

    title = _("Plan for %(year)s") % {"year": year}
    done = _("The plan is written. It counts once the office responsible has confirmed it.")
    return _form(request, base, form, act, title, done, plan=last)


@require_POST
def confirm_plan(request: HttpRequest, pk: int, row: int) -> HttpResponseBase:
    """The office confirms a plan."""
    base = _base(request, pk)
    found = base.plans.filter(pk=row).first()
    if found is None or not _may_manage(request, base):
        raise Http404
    user = signed_in(request)
    found.base = base
    done = _("The plan is confirmed. Everybody reads it on the page of the base.")
    return _done(request, base, lambda: planning.confirm_plan(plan=found, by=user), done)


def _base(request: HttpRequest, pk: int) -> Base:
    found = queries.where(signed_in(request), Permission.BASE_KEEP).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _person(base: Base, pk: int) -> BaseStaff:
    found = base.staff.filter(pk=pk, left=None).first()
    if found is None:
        raise Http404
    return found


def _may_manage(request: HttpRequest, base: Base) -> bool:
    return people.may(signed_in(request), Permission.BASE_MANAGE, body=base.office_id)


def _plans(base: Base, year: int) -> list[tuple[int, BasePlan | None]]:
    """This year and the next with the newest version of the plan; last year's while it waits."""
    rows = base.plans.filter(year__gte=year - 1).prefetch_related("targets").order_by("version")
    known = {row.year: row for row in rows}
    last = known.get(year - 1)
    earlier = [(year - 1, last)] if last is not None and last.confirmed_at is None else []
    return [*earlier, (year, known.get(year)), (year + 1, known.get(year + 1))]


def _form(
    request: HttpRequest,
    base: Base,
    form: forms.BaseForm,
    act: Callable[[], None],
    title: str,
    done: str,
    fields: dict[str, str] = FIELD_OF,
    **more: Any,
) -> HttpResponseBase:
    """Show a form about a base; act when it was sent, keep what was typed when that is refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            add_refusal(form, refusal, fields)
        else:
            messages.success(request, done)
            return redirect("base_keep", pk=base.pk)
    context = {"base": base, "form": form, "title": title, "indicators": Indicator} | more
    return render(request, "incubator/bases/form.html", context)


def _done(request: HttpRequest, base: Base, act: Callable[[], Any], words: str) -> HttpResponseBase:
    """Act and say so, or say why not."""
    try:
        act()
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, words)
    return redirect("base_keep", pk=base.pk)
