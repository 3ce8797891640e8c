"""Proposing, giving opinions one after the other, and doing what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.files import operations as files
from portal.law import queries as law
from portal.permissions import Permission
from portal.workflow.approvals import acts, conditions, queries, telling
from portal.workflow.approvals.conditions import MinuteFacts, OpinionFacts
from portal.workflow.approvals.enums import LinkKind, Result, Verdict
from portal.workflow.approvals.models import Approval, Minute, Opinion
from portal.workflow.approvals.slots import MINUTES

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.workflow.models import Case


@dataclass(frozen=True, slots=True)
class Meeting:
    """A collective decision: who was there and how they voted."""

    present: Sequence[str]
    votes_for: int
    votes_against: int
    votes_abstain: int = 0


@transaction.atomic
def propose(
    *,
    act: str,
    office: Body,
    subject: str,
    title: str,
    url: str,
    words: str,
    by: User,
    case: Case | None = None,
    data: dict[str, Any] | None = None,
) -> Approval:
    """Send a proposal on its way through the chain of the act in the office, as it stands today.

    ``subject`` names the thing ("panels.panel:7"); after a return the next proposal about it is a
    new round. Raises Refused: ``not_permitted`` (no post that sees cases of the office),
    ``approval_open``. KeyError for an act that nobody registered.
    """
    acts.named(act)
    if not people.may(by, Permission.CASES_VIEW, body=office.pk):
        raise Refused(not_permitted())
    last = Approval.objects.select_for_update().filter(act=act, subject=subject)
    before = last.order_by("-round").first()
    if before is not None and not before.result:
        raise Refused(_open_already())
    moment = clock.now()
    chain = queries.chain_for(act, office.pk, clock.today())
    row = Approval(
        act=act,
        office_id=office.pk,
        subject=subject,
        title=title,
        url=url,
        case=case,
        data=data or {},
        words=words,
        links=chain.links,
        round=before.round + 1 if before else 1,
        proposed_by=by,
        proposed_at=moment,
    )
    _wait(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(_open_already()) from None
    _record("approval.proposed", row, by, words, {"round": row.round, "links": row.links})
    telling.turn(row)
    return row


def give(
    *, approval: Approval, opinion: str, words: str, by: User, position: int | None = None
) -> Approval:
    """Agree or send back at the present link; with the last agreement the act is done.

    ``position`` is the link the person saw (that of ``approval`` by itself). Raises Refused with
    all reasons: ``already_given``, ``own_proposal``, ``second_opinion``, ``not_permitted``,
    ``not_needed_as_substitute``, ``words_missing``, ``minutes_needed``, and whatever the act says.
    """
    seen = approval.position if position is None else position
    with transaction.atomic():
        row = _locked(approval)
        turn = _refuse_unless_turn(row, by, seen, opinion, words, with_minutes=False)
        _speak(row, Verdict(opinion), words, by, turn)
        _go_on(row, Verdict(opinion), words, by)
    return row


def minute(
    *,
    approval: Approval,
    meeting: Meeting,
    upload: File[Any],
    words: str,
    by: User,
    position: int | None = None,
) -> Approval:
    """Enter a collective decision with its minutes: more votes for it than the rule's share of
    those present agree, else it goes back.

    Raises Refused: ``too_few_present``, ``votes_do_not_add_up``, the file's reasons, and those of
    ``give``.
    """
    seen = approval.position if position is None else position
    refuse_if_blocked(collect(conditions.MINUTES, _minute_facts(meeting)))
    verdict = _verdict(meeting)
    said = words.strip() or _votes(meeting)
    number = approval.case.number if approval.case else ""
    stored = files.store(
        upload=upload,
        slot=MINUTES,
        owner=files.Owner(body=approval.office_id),
        by=by,
        case=number,
    )
    with transaction.atomic():
        row = _locked(approval)
        turn = _refuse_unless_turn(row, by, seen, verdict, said, with_minutes=True)
        made = _speak(row, verdict, said, by, turn)
        Minute.objects.create(
            opinion=made,
            present=list(dict.fromkeys(meeting.present)),
            votes_for=meeting.votes_for,
            votes_against=meeting.votes_against,
            votes_abstain=meeting.votes_abstain,
            paper=stored,
        )
        _go_on(row, verdict, said, by)
    return row


@transaction.atomic
def withdraw(*, approval: Approval, by: User) -> Approval:
    """The proposer takes it back while it runs. Raises Refused: ``already_given``,
    ``not_permitted``."""
    row = _locked(approval)
    refuse_if_blocked(conditions.still_open(OpinionFacts(closed=bool(row.result))))
    if row.proposed_by_id != by.pk:
        raise Refused(Reason("not_permitted", _("Only who proposed it may withdraw it.")))
    _close(row, Result.WITHDRAWN)
    _record("approval.withdrawn", row, by, "", {})
    return row


def _open_already() -> Reason:
    return Reason(
        "approval_open",
        _("This has been proposed already and waits for an opinion."),
        _("Open that proposal; who made it can withdraw it."),
    )


def _locked(approval: Approval) -> Approval:
    rows = Approval.objects.select_for_update(of=("self",)).select_related("office")
    return rows.get(pk=approval.pk)


def _refuse_unless_turn(
    row: Approval, by: User, seen: int, verdict: str, words: str, *, with_minutes: bool
) -> queries.Turn:
    turn = queries.turn_of(row, by)
    link = row.link
    facts = OpinionFacts(
        closed=bool(row.result),
        moved=row.position != seen,
        proposer=row.proposed_by_id == by.pk,
        has_spoken=row.opinions.filter(by=by).exists(),
        entitled=turn.entitled or link is None,
        substitute_only=turn.substitute_only,
        kind=link["kind"] if link else LinkKind.OPINION,
        verdict=verdict,
        words=words,
        with_minutes=with_minutes and link is not None,
    )
    refuse_if_blocked(collect(conditions.GIVE, facts))
    return turn


def _speak(row: Approval, verdict: Verdict, words: str, by: User, turn: queries.Turn) -> Opinion:
    made = Opinion.objects.create(
        approval=row,
        position=row.position,
        kind=row.links[row.position]["kind"],
        verdict=verdict,
        words=words,
        by=by,
        post=turn.post,
        substitute=turn.substitute,
        given_at=clock.now(),
    )
    data = {"position": row.position, "verdict": str(verdict), "substitute": turn.substitute}
    _record("approval.opinion", row, by, words, data, post=turn.post)
    return made


def _go_on(row: Approval, verdict: Verdict, words: str, by: User) -> None:
    act = acts.named(row.act)
    if verdict is Verdict.RETURN:
        _close(row, Result.RETURNED)
        if act.returned is not None:
            act.returned(row, by, words)
        telling.returned(row, by, words)
    elif row.position + 1 < len(row.links):
        row.position += 1
        _wait(row)
        row.save(update_fields=["position", "waits_since", "due_on", "provisional"])
        telling.turn(row)
    else:
        _close(row, Result.AGREED)
        act.perform(row, by)
        telling.agreed(row)


def _wait(row: Approval) -> None:
    """The present link begins to wait: since now, until the rule's last day."""
    moment = clock.now()
    rule = law.rule("approvals.link", on=clock.today())
    deadline = workdays.deadline(moment, int(rule.value), rule.unit)
    row.waits_since = moment
    row.due_on, row.provisional = deadline.last_day, deadline.provisional


def _close(row: Approval, result: Result) -> None:
    row.result, row.closed_at = result, clock.now()
    row.save(update_fields=["result", "closed_at"])


def _minute_facts(meeting: Meeting) -> MinuteFacts:
    least = law.rule("approvals.meeting_least", on=clock.today())
    return MinuteFacts(
        meeting.present,
        meeting.votes_for,
        meeting.votes_against,
        meeting.votes_abstain,
        int(least.value),
    )


def _verdict(meeting: Meeting) -> Verdict:
    share = int(law.rule("approvals.majority", on=clock.today()).value)
    present = len(set(meeting.present))
    return Verdict.AGREE if meeting.votes_for * 100 > share * present else Verdict.RETURN


def _votes(meeting: Meeting) -> str:
    """The votes as the opinion that stands on file, in Chinese."""
    with translation.override("zh-hans"):
        return gettext("%(there)s present: %(yes)s for, %(no)s against, %(none)s abstained.") % {
            "there": len(set(meeting.present)),
            "yes": meeting.votes_for,
            "no": meeting.votes_against,
            "none": meeting.votes_abstain,
        }


def _record(
    action: str, row: Approval, by: User, words: str, data: dict[str, Any], *, post: str = ""
) -> None:
    said = {"note": words} if words else {}
    audit.record(
        action,
        by=by,
        subject=f"workflow.approval:{row.pk}",
        case=row.case.number if row.case else "",
        data={"act": row.act, "of": row.subject, **data, **said},
        post=post or people.post_in(by, Permission.CASES_VIEW, row.office_id),
    )
