"""Addresses of assessments."""

from ratings.assessments import marking
from ratings.assessments.models import Proof
from tests.factories import assessments as make
from tests.factories import panels as experts
from tests.harness.matrix import entry
from tests.people import person

HOUSE = {"owner", "colleague"}
OFFICE = {"rating_clerk", "section_head", "leader", "supervisor"}
ABSENT = {"pk": 999_999}


def _ours():
    row = make.qualified()
    point = make.point(row, "1.1.1")
    marking.attach(row=row, point=point, upload=make.upload(), by=person("owner"))
    return make.again(row)


def _theirs():
    """Another organisation's rating, held by another office that keeps our sheet."""
    ours = make.Application.objects.first()
    sheet = ours.sheet if ours else make.round_sheet()
    row = make.qualified(sheet, of="theirs", holder="other_bureau")
    point = make.point(row, "1.1.1")
    marking.attach(row=row, point=point, upload=make.upload(), by=person("stranger"))
    return make.again(row)


def own(**more):
    """The thing of ours, with what the address needs beside its key."""
    return lambda: _thing(_ours(), more)


def other(**more):
    """The neighbours' thing."""
    return lambda: _thing(_theirs(), more)


def _thing(row, more):
    known = {
        "code": lambda: "1",
        "point": lambda: make.point(row, "1.1.1"),
        "proof": lambda: Proof.objects.get(mark__assessment__application=row).pk,
    }
    return {"pk": row.pk} | {name: known[name]() for name in more}


def _pool():
    """A pool of three, the test's expert among them."""
    expert = person("expert")
    if not experts.Expert.objects.filter(user=expert).exists():
        experts.profile_of(expert)
    others = experts.Expert.objects.exclude(user=expert)
    if others.count() < 2:
        experts.experts(2)
    kept = list(others.values_list("pk", flat=True)[:2])
    others.exclude(pk__in=kept).update(active=False)
    others.filter(pk__in=kept).update(active=True)


def seated():
    """A rating whose team the test's expert belongs to, on the visit."""
    _pool()
    return {"pk": make.visiting().pk}


def seated_file():
    """The same with a file behind a point."""
    _pool()
    row = make.filled()
    point = make.point(row, "1.1.1")
    marking.attach(row=row, point=point, upload=make.upload(), by=person("owner"))
    proof = Proof.objects.get()
    make.to_visiting(row)
    return {"pk": row.pk, "proof": proof.pk}


for name, more in (
    ("my_assessment", {}),
    ("my_assessment_group", {"code": True}),
    ("my_assessment_point", {"point": True}),
    ("my_assessment_check", {}),
    ("my_assessment_file", {"proof": True}),
    ("my_assessment_pdf", {}),
):
    entry(
        name,
        own=own(**more),
        other=other(**more),
        absent=ABSENT | ({"code": "1"} if "code" in more else dict.fromkeys(more, 9)),
        sees_own=HOUSE,
        sees_other={"stranger"},
        answers=frozenset({200, 302}),
    )
for name, more in (
    ("rating_assessment", {}),
    ("rating_assessment_file", {"proof": True}),
    ("rating_assessment_pdf", {}),
):
    entry(
        name,
        own=own(**more),
        other=other(**more),
        absent=ABSENT | dict.fromkeys(more, 9),
        sees_own=OFFICE,
        sees_other={"supervisor"},
    )
entry("rating_worker")
entry("rating_sheet", own=seated, absent=ABSENT, sees_own={"expert"})
entry("rating_sheet_file", own=seated_file, absent=ABSENT | {"proof": 9}, sees_own={"expert"})
