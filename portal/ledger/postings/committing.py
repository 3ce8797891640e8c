"""Committing: for this year, for the years of a contract, and what waited for a budget."""

from collections.abc import Mapping

from django.db import transaction

from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.ledger.budgets.models import Line
from portal.ledger.postings import journal, queries, refusals
from portal.ledger.postings.enums import Account, Kind
from portal.ledger.postings.journal import Act, AlreadyPosted, Move
from portal.ledger.postings.models import Commitment


@transaction.atomic
def commit(*, line: Line, fen: int, basis: str, words: str, by: User | None) -> Commitment:
    """Promise money of a line to a purpose.

    Raises Refused: ``amount_zero``, ``recorded_only``, ``year_closed``, ``basis_used``, ``short``
    ("short by 5,000.00"). However many commit at once, committed and paid never exceed the budget.
    """
    positive(fen)
    known = queries.commitment_of(basis)
    if known is not None:
        return _same(known, line, fen)
    if line.recorded:
        raise Refused(refusals.recorded_only(line))
    try:
        posting = journal.open_posting(Act(Kind.COMMIT, basis, words, fen), by=by)
    except AlreadyPosted:
        return _same(queries.commitment_of(basis), line, fen)
    row = Commitment.objects.create(line=line, **_fields(line, fen, basis, words, by))
    journal.enter(posting, _committed(row.pk, line.pk, fen))
    row.refresh_from_db()
    return row


@transaction.atomic
def commit_years(
    *,
    body_id: int,
    source: str,
    code: str,
    parts: Mapping[int, int],
    basis: str,
    words: str,
    by: User | None,
) -> list[Commitment]:
    """Promise money of several years (a contract of three): {year: fen}, one commitment each.

    Their bases are ``basis`` with the year ("contracts.contract:7:2027"). A later year without a
    budget waits as planned and is taken up when its line is allotted. Raises Refused as
    ``commit``, and ``no_line`` for a year that has begun; then none is made.
    """
    made = []
    for year, fen in sorted(parts.items()):
        positive(fen)
        name = f"{basis}:{year}"
        line = budgets.line_of(body_id, year, source, code)
        if line is not None and (line.amount or year <= clock.today().year):
            made.append(commit(line=line, fen=fen, basis=name, words=words, by=by))
        elif year <= clock.today().year:
            raise Refused(refusals.no_line(year))
        else:
            key = {"body_id": body_id, "year": year, "source": source, "code": code}
            made.append(_planned(key, fen, name, words, by))
    return made


@transaction.atomic
def take_up(*, commitment: Commitment, by: User | None) -> Commitment:
    """Commit what was planned, now that its year has a budget.

    Raises Refused: ``no_line``, ``short``. One that is no longer planned stays as it is.
    """
    row = Commitment.objects.select_for_update().get(pk=commitment.pk)
    line = budgets.line_of(row.body_id, row.year, row.source, row.code)
    if not row.planned or not row.fen:
        return row
    if line is None:
        raise Refused(refusals.no_line(row.year))
    act = Act(Kind.COMMIT, row.basis, row.words, row.fen)
    Commitment.objects.filter(pk=row.pk).update(line=line)
    journal.post(act, _committed(row.pk, line.pk, row.fen), by=by)
    row.refresh_from_db()
    return row


def take_up_waiting(*, line: Line, by: User | None) -> list[Commitment]:
    """Take up what waits for a line, the oldest first, until one does not fit."""
    taken = []
    for row in queries.waiting_for(line):
        try:
            taken.append(take_up(commitment=row, by=by))
        except Refused:
            break
    return taken


def positive(fen: int) -> None:
    """Refuse an amount that moves nothing (``amount_zero``)."""
    if fen <= 0:
        raise Refused(refusals.not_positive())


def _same(known: Commitment | None, line: Line, fen: int) -> Commitment:
    """The commitment of a basis, if it is the one that is asked for again."""
    asked = (line.budget.body_id, line.source, line.code, fen)
    if known is None or (known.body_id, known.source, known.code, known.fen) != asked:
        raise Refused(refusals.basis_used(known.basis if known else ""))
    return known


def _fields(line: Line, fen: int, basis: str, words: str, by: User | None) -> dict[str, object]:
    return {
        "body_id": line.budget.body_id,
        "year": line.budget.year,
        "source": line.source,
        "code": line.code,
        "basis": basis,
        "words": words[: journal.WORDS_MOST],
        "fen": fen,
        "made_at": clock.now(),
        "made_by": by,
    }


def _planned(
    key: Mapping[str, object], fen: int, basis: str, words: str, by: User | None
) -> Commitment:
    about = {"words": words[: journal.WORDS_MOST], "fen": fen, "made_by": by}
    row, _new = Commitment.objects.get_or_create(
        basis=basis, defaults={**key, **about, "made_at": clock.now()}
    )
    if row.fen != fen:
        raise Refused(refusals.basis_used(basis))
    return row


def _committed(key: int, line: int, fen: int) -> list[Move]:
    return [Move(line, Account.FREE, -fen), Move(line, Account.COMMITTED, fen, key)]
