"""Addresses of the end of residences."""

from tests.factories import exits as make
from tests.factories import programmes
from tests.harness.matrix import entry

ABSENT = {"pk": 999_999}
MEMBERS = {"owner", "colleague"}
STAFF = {
    "incubation_clerk",
    "section_head",
    "leader",
    "base_worker",
    "clerk",
    "counter_clerk",
    "supervisor",
}
ALL = MEMBERS | STAFF


def ours():
    """A residence of our organisation near its end."""
    return {"pk": make.near_end().pk}


def theirs():
    """A residence of the neighbours, in a base of the other bureau."""
    base = programmes.base("other_bureau", "康巴什区孵化中心")
    return {"pk": make.near_end(make.others(), base=base).pk}


def _item():
    return {**ours(), "item": "project"}


def _judge():
    row = make.near_end()
    return {"pk": row.pk, "key": make.declared(row).pk}


def _paper():
    return {**_judge(), "kind": "declared"}


def _diploma():
    return {"pk": make.graduated().pk}


def _waiting():
    return {"pk": make.asked().residence_id}


def _hearing():
    return {"pk": make.heard(oral=True).residence_id}


def _lent():
    row = make.near_end()
    return {"pk": row.pk, "key": make.lent(row).pk}


def _follow_up():
    found = make.follow_up()
    return {"pk": found.residence_id, "months": found.months}


def _own(name, thing=ours, *, more=None, **options):
    entry(name, own=thing, absent={**ABSENT, **(more or {})}, sees_own=MEMBERS, **options)


def _case(name, thing=ours, *, more=None, **options):
    entry(name, own=thing, absent={**ABSENT, **(more or {})}, sees_own=STAFF, **options)


def _either(name, thing, more):
    entry(name, own=thing, absent={**ABSENT, **more}, sees_own=ALL)


# Every page of a side finds its row in the same way: the neighbours' is asked for at one of each.
_own("exit_home", other=theirs, sees_other={"stranger"})
_case("exit_case", other=theirs, sees_other={"other_clerk", "supervisor"})
for _name in ("exit_extension", "exit_leave", "exit_hearing"):
    _own(_name)
_own("exit_ask", method="post", answers={302})
_own("exit_declare", _item, more={"item": "project"})
_own("exit_follow_up", _follow_up, more={"months": 3})
for _name in ("exit_finish", "exit_dissolve", "exit_propose", "exit_inventory", "exit_money"):
    _case(_name)
for _name in ("exit_start", "exit_graduate", "exit_hand_over"):
    _case(_name, method="post", answers={302})
_case("exit_declare_case", _item, more={"item": "project"})
_case("exit_follow_up_case", _follow_up, more={"months": 3})
_case("exit_judge", _judge, more={"key": 1})
_case("exit_receive", _lent, more={"key": 1})
_case("exit_extension_case", _waiting)
_case("exit_withdraw", _diploma)
_case("exit_minutes", _hearing)
_case("exit_rule", _hearing)
_either("diploma_file", _diploma, {})
_either("exit_paper", _paper, {"kind": "declared", "key": 1})
entry("graduation_check", query="?number=CK-2026-0001-22222222")
for _name in ("exits", "diplomas", "diplomas_csv", "graduates"):
    entry(_name)
