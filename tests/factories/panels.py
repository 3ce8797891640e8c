"""Experts, panels and sheets for tests."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from portal.accounts.models import User
from portal.core import clock
from portal.panels import operations, reading
from portal.panels.experts.models import Expert
from portal.panels.models import Entry, Panel, Part, Seat
from portal.panels.operations import Answer, EntryWords, SheetLine
from tests import people

KIND = "trial"
reading.register(KIND, lambda case_id: f"/trial/{case_id}/")
SHEET = (
    SheetLine("1.1", "项目", "问题说得清楚", "有调查、有数据。", 40),
    SheetLine("1.2", "项目", "办法可行", "步骤、人员、时间都写明。", 30),
    SheetLine("2.1", "团队", "人员合适", "有两名以上专职人员。", 30),
)


def expert(number: int = 1, *, profile: bool = True, **facts: Any) -> User:
    """A person with the post of an expert, and a profile in the pool."""
    user = User.objects.create_user(
        email=f"expert{number}@tests.example", name=f"专家{number}", password="Long-Enough-2026"
    )
    people.appoint(user, "expert", people.body("city"))
    if profile:
        profile_of(user, **facts)
    return user


def profile_of(user: User, **facts: Any) -> Expert:
    """The profile of a person who holds the post."""
    return Expert.objects.create(user=user, added_at=clock.now(), **facts)


def experts(count: int) -> list[User]:
    """So many experts without ties."""
    return [expert(number) for number in range(1, count + 1)]


def words(case_id: int = 1, name: str = "东胜区暖阳社会工作服务中心", **facts: Any) -> EntryWords:
    """A case to be judged."""
    return EntryWords(**{"case_id": case_id, "name": name, "body_id": None, **facts})


def convened(entries: Sequence[EntryWords] = (), *, size: int = 3, **facts: Any) -> Panel:
    """A panel of our bureau, not drawn yet; the pool must be large enough."""
    given = {
        "office_id": people.body("bureau").pk,
        "kind": KIND,
        "subject": "incubator.programme:1",
        "title": "2026 年第二批入壳评审",
        "sheet": SHEET,
        "by": people.person("incubation_clerk"),
        **facts,
    }
    return operations.convene(size=size, entries=entries or (words(),), **given)


def drawn(entries: Sequence[EntryWords] = (), *, size: int = 3, pool: int = 5) -> Panel:
    """A panel whose members were drawn from a pool of so many experts."""
    if not Expert.objects.exists():
        experts(pool)
    panel = convened(entries, size=size)
    operations.draw(panel=panel, by=people.person("incubation_clerk"))
    panel.refresh_from_db()
    return panel


def seats(panel: Panel) -> list[Seat]:
    """The seats that are held, in the order of the draw."""
    return list(panel.seats.filter(left_at=None).select_related("expert__user", "panel"))


def clear(seat: Seat) -> None:
    """The member declares no tie to any name."""
    answers = {part.entry_id: Answer(tie=False) for part in seat.parts.all()}
    operations.declare(seat=seat, answers=answers, by=seat.expert.user)


def declared(entries: Sequence[EntryWords] = (), *, size: int = 3, pool: int = 5) -> Panel:
    """A panel whose members all declared no tie."""
    panel = drawn(entries, size=size, pool=pool)
    for seat in seats(panel):
        clear(seat)
    return panel


def score(seat: Seat, entry: Entry, *points: Decimal | str) -> None:
    """The member scores every item; below the maximum with a reason."""
    for line, given in zip(entry.panel.lines.all(), points or ("40", "30", "30"), strict=True):
        operations.save_score(
            seat=seat, entry=entry, item=line, points=given, reason="有不足", by=seat.expert.user
        )


def signed(seat: Seat, entry: Entry, *points: Decimal | str) -> Part:
    """The member scores and signs."""
    score(seat, entry, *points)
    return operations.sign(seat=seat, entry=entry, by=seat.expert.user)


def complete(entries: Sequence[EntryWords] = (), *, size: int = 3) -> Panel:
    """A panel of which every member has signed everything."""
    panel = declared(entries, size=size)
    for entry in panel.entries.all():
        for seat in seats(panel):
            signed(seat, entry)
    panel.refresh_from_db()
    return panel
