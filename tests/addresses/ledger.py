"""Addresses of budgets and their journal."""

from portal.ledger.changes import operations as changes
from portal.ledger.postings import operations
from portal.ledger.postings.models import Posting
from tests.factories import ledger as make
from tests.harness.matrix import entry
from tests.people import appoint, body, person

SEE = {"accountant", "treasurer", "section_head", "leader", "supervisor"}
EDIT = {"accountant"}
WATCH = {"supervisor"}
ABSENT = {"pk": 999_999}


def _line(where: str = "bureau", **given: object) -> dict[str, int]:
    line = make.line(1_000_000, body=where, **given)
    basis = f"tests.award:{line.pk}:{line.amount}"
    row = make.commitment(400_000, line, basis) if not line.recorded else None
    if row:
        operations.pay(commitment=row, fen=150_000, basis=basis, by=None)
    return {"pk": line.pk}


def _ours():
    _line()
    return {"pk": make.budget().pk}


def _theirs():
    return {"pk": make.budget("other_bureau").pk}


def _our_line():
    return _line()


def _their_line():
    return _line("other_bureau")


def _recorded(where: str = "bureau") -> dict[str, int]:
    return _line(where, source="charity", code="C1", recorded=True)


def _posting(where: str = "bureau") -> dict[str, int]:
    line = _line(where)["pk"]
    return {"pk": Posting.objects.filter(legs__line=line).order_by("-pk")[0].pk}


def _our_change():
    return {"pk": make.proposed().pk}


def _their_change():
    clerk = person("resident").__class__.objects.filter(email="l@tests.example").first()
    if clerk is None:
        clerk = person("resident").__class__.objects.create_user(email="l@tests.example", name="他")
        appoint(clerk, "accountant", body("other_bureau"))
    line = make.line(1_000_000, body="other_bureau")
    asked = changes.Proposal("change", 100, line=line, words="追加")
    return {"pk": changes.propose(budget=line.budget, proposal=asked, by=clerk).pk}


def _seen(name: str, own, other) -> None:
    entry(name, own=own, other=other, absent=ABSENT, sees_own=SEE, sees_other=WATCH)


def _kept(name: str, own, other) -> None:
    entry(name, own=own, other=other, absent=ABSENT, sees_own=EDIT)


entry("budgets")
entry("budget_open")
entry("budget_changes")
_seen("budget", _ours, _theirs)
_seen("budget_file", _ours, _theirs)
_seen("budget_line", _our_line, _their_line)
_seen("budget_line_file", _our_line, _their_line)
_seen("budget_commitments", _our_line, _their_line)
_seen("budget_posting", _posting, lambda: _posting("other_bureau"))
_seen("budget_change", _our_change, _their_change)
_kept("budget_line_add", _ours, _theirs)
_kept("budget_close", _ours, _theirs)
_kept("budget_line_change", _our_line, _their_line)
_kept("budget_line_transfer", _our_line, _their_line)
_kept("budget_line_record", _recorded, lambda: _recorded("other_bureau"))
