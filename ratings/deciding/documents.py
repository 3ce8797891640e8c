"""The minutes of a sitting on paper: attendance, ties, changed points, named votes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from portal.core import clock, days, pdf
from portal.core.pdf import Fact
from ratings.deciding import limits, queries
from ratings.deciding.enums import Says, Veto, grade_words
from ratings.deciding.models import CommitteeSeat, Motion, Sitting, SittingCase
from ratings.deciding.words import tie_words
from ratings.schemes.conditions import cut

CHINESE = "zh-hans"
LINE = "______________"


def minutes(row: Sitting) -> bytes:
    """The minutes as PDF, in Chinese. Raises FontMissingError when set-up is incomplete."""
    with translation.override(CHINESE):
        return pdf.render(_minutes(row))


def _minutes(row: Sitting) -> pdf.Document:
    seats, held = queries.seats_of(row), limits.on(row.held_on)
    present = [seat for seat in seats if seat.present]
    quorum = _("%(present)s of %(members)s members; needed: %(needed)s")
    facts = [
        Fact(_("Day"), days.date_words(row.held_on)),
        Fact(_("Place"), row.place),
        Fact(
            _("Present"),
            quorum
            % {
                "present": len(present),
                "members": len(seats),
                "needed": held.quorum(len(seats)),
            },
        ),
        Fact(_("Members present"), _names(present)),
        Fact(_("Absent"), _names([seat for seat in seats if not seat.present])),
    ]
    for item in queries.cases_of(row):
        facts += _case(item)
    return pdf.Document(
        issuer=row.office.name,
        title=_("Minutes of the rating committee"),
        dated=clock.today(),
        facts=tuple(facts),
        closing=tuple(
            _("%(name)s, signature: %(line)s") % {"name": seat.member.name, "line": LINE}
            for seat in present
        ),
    )


def _case(item: SittingCase) -> list[Fact]:
    row = item.application
    facts = [
        Fact(_("Case %(number)s") % {"number": item.order}, f"{row.organisation.body.name} {row}")
    ]
    recused = "；".join(
        f"{one.seat.member.name}（{tie_words(one)}）" for one in item.recusals.all()
    )
    if recused:
        facts.append(Fact(_("Does not vote"), recused))
    for motion in item.motions.all():
        facts += _motion(motion)
    if not item.motions.all():
        facts.append(Fact(_("Result"), _("not voted on")))
    return facts


def _motion(motion: Motion) -> list[Fact]:
    votes: dict[str, list[str]] = {says: [] for says in Says.values}
    for vote in motion.votes.all():
        votes[vote.says].append(vote.seat.member.name)
    words = _("%(grade)s, with %(total)s points")
    said = words % {"grade": grade_words(motion.grade), "total": cut(motion.total)}
    facts = [Fact(_("Motion"), said)]
    facts += [
        Fact(_("Points changed: %(code)s") % {"code": code}, f"{_points(points)}：{reason}")
        for code, points, reason in motion.changes
    ]
    facts += [
        Fact(Says(says).label, f"{len(names)}：{'、'.join(names)}" if names else "0")
        for says, names in votes.items()
    ]
    own = {ballot.seat_id for ballot in motion.ballots.all()}
    if own:
        names = [vote.seat for vote in motion.votes.all() if vote.seat_id in own]
        facts.append(Fact(_("Voted on their own page"), _names(names)))
    if motion.words:
        facts.append(Fact(_("Reasons"), motion.words))
    result = _("carried") if motion.carried else _("not carried")
    return [*facts, Fact(_("Result"), result)]


def _points(given: str) -> str:
    return str(Veto(given).label) if given in Veto.values else given


def _names(seats: Sequence[CommitteeSeat]) -> str:
    return "、".join(seat.member.name for seat in seats)
