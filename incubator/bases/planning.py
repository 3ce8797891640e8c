"""Writing what a base means to do in a year: the base writes, its office confirms."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases import acts
from incubator.bases.enums import Indicator
from incubator.bases.models import Base, BasePlan, BaseTarget
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused

AHEAD, BACK = 1, 1
MOST = 1_000_000
PERCENT = 100


@transaction.atomic
def write_plan(
    *, base: Base, year: int, text: str, targets: Mapping[str, int], by: User | None
) -> BasePlan:
    """Write the plan of a year. One that was confirmed stays; the next version is begun.

    ``targets`` is {Indicator: number}. Raises Refused: ``not_permitted``, ``year_far``,
    ``plan_empty``, ``target_unknown``, ``target_too_high``.
    """
    row = acts.locked(base)
    acts.permit_keeping(row, by)
    reasons = _wrong(year, text, targets)
    if reasons:
        raise Refused(*reasons)
    last = BasePlan.objects.filter(base=row, year=year).order_by("-version").first()
    if last is None or last.confirmed_at is not None:
        last = BasePlan(base=row, year=year, version=last.version + 1 if last else 1)
    last.text, last.written_by, last.written_at = text.strip(), by, clock.now()
    last.save()
    last.targets.all().delete()
    BaseTarget.objects.bulk_create(
        BaseTarget(plan=last, indicator=code, amount=amount)
        for code, amount in sorted(targets.items(), key=lambda pair: _place(pair[0]))
    )
    data = {"year": year, "version": last.version, "targets": dict(targets)}
    acts.record("base.plan_written", row, by, data)
    return last


@transaction.atomic
def confirm_plan(*, plan: BasePlan, by: User | None) -> BasePlan:
    """The office responsible confirms a plan; from now on it counts and everybody reads it.

    Raises Refused: ``not_permitted``, ``plan_confirmed``, ``plan_replaced``.
    """
    base = acts.locked(plan.base)
    acts.permit_office(by, base.office_id)
    row = BasePlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if row.confirmed_at is not None:
        raise Refused(
            Reason(
                "plan_confirmed",
                _("The plan is confirmed already."),
                _("Nothing more needs to be done."),
            )
        )
    if row.written_at != plan.written_at:
        raise Refused(
            Reason(
                "plan_replaced",
                _("The plan was written anew after you opened it."),
                _("Read it again, then confirm it."),
            )
        )
    row.confirmed_by, row.confirmed_at = by, clock.now()
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    acts.record("base.plan_confirmed", base, by, {"year": row.year, "version": row.version})
    return row


def _wrong(year: int, text: str, targets: Mapping[str, int]) -> list[Reason]:
    reasons, this = [], clock.today().year
    if not this - BACK <= year <= this + AHEAD:
        reasons.append(
            Reason(
                "year_far",
                _("A plan is for last year, this year or next year."),
                _("Enter a year from %(first)s to %(last)s."),
                params={"first": this - BACK, "last": this + AHEAD},
            )
        )
    if not text.strip() and not targets:
        reasons.append(
            Reason(
                "plan_empty",
                _("The plan says nothing."),
                _("Enter at least one target, or say in words what the base means to do."),
            )
        )
    for code, amount in targets.items():
        if code not in Indicator.values:
            reasons.append(
                Reason(
                    "target_unknown",
                    _("“%(code)s” is no indicator."),
                    _("Choose one of the list."),
                    params={"code": code},
                )
            )
            continue
        most = PERCENT if code == Indicator.KEPT else MOST
        if not 0 <= amount <= most:
            reasons.append(
                Reason(
                    "target_too_high",
                    _("The target “%(name)s” is out of reach."),
                    _("Enter a number from 0 to %(most)s."),
                    params={"name": Indicator(code).label, "most": most},
                )
            )
    return reasons


def _place(code: str) -> int:
    return list(Indicator.values).index(code)
