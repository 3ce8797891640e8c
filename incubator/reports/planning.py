"""The plan of a residence: proposed by the organisation, agreed with the base, done with proof."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.reports import common, conditions, queries, slots
from incubator.reports.conditions import PlanFacts, Row
from incubator.reports.models import Milestone, ResidencePlan
from incubator.residence import queries as residences
from incubator.residence import telling
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.files import operations as files


@transaction.atomic
def propose(*, residence: Residence, rows: Sequence[Row], by: User) -> ResidencePlan:
    """Propose a plan; a version that still waits is replaced by it, and kept.

    Raises Refused: ``not_permitted``, ``residence_over``, and every reason against a row.
    """
    home = common.locked(residence)
    common.refuse_unless_living(home, by)
    common.refuse_if_ended(home)
    facts = PlanFacts(rows, home.begins_on, home.ends_on, frozenset(queries.colleagues(home)))
    refuse_if_blocked(collect(conditions.PLAN, facts))
    waiting = ResidencePlan.objects.filter(residence=home, agreed_at=None, returned_at=None)
    waiting.update(returned_at=clock.now(), returned_by=by, words=_("replaced by a new version"))
    number = ResidencePlan.objects.filter(residence=home).count() + 1
    made = ResidencePlan.objects.create(
        residence=home,
        number=number,
        rows=[_kept(row) for row in rows],
        proposed_at=clock.now(),
        proposed_by=by,
    )
    common.record("plan.proposed", home, by, {"number": number, "rows": made.rows})
    telling.say(
        home, "plan_proposed", unique=f"plan:{made.pk}", to=residences.keepers(home),
        url=reverse("residence_case", args=[home.pk]),
    )  # fmt: skip
    return made


@transaction.atomic
def agree(*, plan: ResidencePlan, by: User) -> ResidencePlan:
    """Agree with a proposed plan: its milestones count from now on, what was done stays done.

    Raises Refused: ``not_permitted``, ``plan_answered``.
    """
    row, home = _waiting(plan, by)
    row.agreed_at, row.agreed_by = clock.now(), by
    row.save(update_fields=["agreed_at", "agreed_by"])
    _put(home, row)
    common.record("plan.agreed", home, by, {"number": row.number})
    telling.say(home, "plan_agreed", unique=f"plan:{row.pk}:agreed")
    return row


@transaction.atomic
def send_back(*, plan: ResidencePlan, words: str, by: User) -> ResidencePlan:
    """Return a proposed plan with what to change.

    Raises Refused: ``not_permitted``, ``plan_answered``, ``words_missing``.
    """
    row, home = _waiting(plan, by)
    if not words.strip():
        raise Refused(Reason("words_missing", gettext_lazy("Say what should be changed.")))
    row.returned_at, row.returned_by, row.words = clock.now(), by, words.strip()
    row.save(update_fields=["returned_at", "returned_by", "words"])
    common.record("plan.returned", home, by, {"number": row.number, "words": row.words})
    telling.say(home, "plan_returned", unique=f"plan:{row.pk}:returned")
    return row


def finish(
    *, milestone: Milestone, words: str, upload: File[Any] | None, by: User, on: date | None = None
) -> Milestone:
    """Note that a milestone is reached, with its proof: words, a file or both.

    Raises Refused: ``not_permitted``, ``residence_over``, ``evidence_missing``,
    ``milestone_done``, and every reason against the file.
    """
    home = milestone.residence
    common.refuse_unless_living(home, by)
    common.refuse_if_ended(home)
    if not words.strip() and upload is None:
        raise Refused(
            Reason(
                "evidence_missing",
                gettext_lazy("A milestone that is reached needs a proof."),
                gettext_lazy("Write what shows it, or add a file."),
            )
        )
    owner = files.Owner(body=home.body_id, user=by.pk)
    stored = (
        files.store(upload=upload, slot=slots.EVIDENCE, owner=owner, by=by, case=str(home))
        if upload
        else None
    )
    with transaction.atomic():
        open_still = Milestone.objects.filter(pk=milestone.pk, done_on=None, dropped_on=None)
        done = {"done_on": on or clock.today(), "evidence": words.strip()}
        if not open_still.update(**done, file=stored):
            raise Refused(
                Reason(
                    "milestone_done",
                    gettext_lazy("This milestone is done already, or no longer in the plan."),
                )
            )
        common.record("milestone.done", home, by, {"title": milestone.title})
    milestone.refresh_from_db()
    return milestone


def _kept(row: Row) -> dict[str, Any]:
    return {
        "code": row.code or get_random_string(8).lower(),
        "title": row.title.strip(),
        "owner": row.owner,
        "due_on": row.due_on.isoformat() if row.due_on else "",
    }


def _waiting(plan: ResidencePlan, by: User) -> tuple[ResidencePlan, Residence]:
    home = common.locked(plan.residence)
    common.refuse_unless_keeping(home, by)
    row = ResidencePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if row.agreed_at is not None or row.returned_at is not None:
        raise Refused(
            Reason(
                "plan_answered",
                gettext_lazy("This version of the plan was answered or replaced already."),
                gettext_lazy("Open the residence again to see the newest version."),
            )
        )
    return row, home


def _put(home: Residence, plan: ResidencePlan) -> None:
    codes = [row["code"] for row in plan.rows]
    gone = Milestone.objects.filter(residence=home, done_on=None, dropped_on=None)
    gone.exclude(code__in=codes).update(dropped_on=clock.today())
    for row in plan.rows:
        given = {"title": row["title"], "owner_id": row["owner"], "due_on": row["due_on"]}
        Milestone.objects.update_or_create(
            residence=home, code=row["code"], defaults={**given, "dropped_on": None}
        )
