"""What must be true to publish a call and to hand in a project: facts → all reasons."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.ventures import reckoning
from portal.core import days, money
from portal.core.reasons import Reason, collect
from portal.panels.conditions import ConveneFacts, large_enough, odd

BASIS = "公益创投项目管理办法"
CREDIT = "社会组织信用信息管理办法"


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is known of a draft call before it is published; amounts in fen.

    ``free`` is what the line may still promise, None without a line; ``open_days`` the row.
    """

    today: date
    fields: Sequence[str] = ()
    needs: int = 0
    free: int | None = None
    line_fits: bool = True
    budget: int = 0
    limit: int = 0
    opens_on: date | None = None
    closes_on: date | None = None
    starts_on: date | None = None
    mid_on: date | None = None
    ends_on: date | None = None
    open_days: int = 0
    panel_size: int = 3
    panel_least: int = 3


def call_whole(facts: CallFacts) -> Iterator[Reason]:
    """Fields, needs, line, amounts and days are all there."""
    if not facts.fields:
        yield Reason("fields_missing", _("No field is chosen."), _("Choose at least one."))
    if not facts.needs:
        yield Reason(
            "needs_missing",
            _("The list of needs is empty."),
            _("Enter at least one need of a community."),
            BASIS,
        )
    if facts.free is None or not facts.line_fits:
        yield Reason(
            "line_missing",
            _("No line of the office's budget is chosen."),
            _("Choose the line that pays."),
        )
    if facts.budget <= 0:
        yield Reason("budget_of_call_missing", _("The budget of the call is missing."))
    if facts.limit <= 0 or facts.limit > max(facts.budget, 0):
        yield Reason(
            "limit_wrong",
            _("The most for one project is missing, or more than the budget of the call."),
            _("Correct the amounts."),
        )


def line_bears(facts: CallFacts) -> Iterator[Reason]:
    """The line has as much free money as the call promises."""
    if facts.free is not None and facts.budget > facts.free:
        yield Reason(
            "short",
            _("The line has %(free)s yuan left; the call promises %(budget)s."),
            _("Promise less, or move money to the line first."),
            "预算法第十三条",
            params={"free": money.yuan(facts.free), "budget": money.yuan(facts.budget)},
        )


def call_days(facts: CallFacts) -> Iterator[Reason]:
    """Applications end in time, and the projects run after that."""
    if facts.opens_on is None or facts.closes_on is None:
        yield Reason("days_missing", _("The days of the applications are missing."))
    elif (facts.closes_on - max(facts.opens_on, facts.today)).days < facts.open_days:
        yield Reason(
            "open_too_short",
            _("Applications must be possible for at least %(days)s days from today on."),
            _("Choose a later last day."),
            BASIS,
            params={"days": facts.open_days},
        )
    if facts.starts_on is None or facts.mid_on is None or facts.ends_on is None:
        yield Reason("project_days_missing", _("The days of the projects are missing."))
    elif not (
        (facts.closes_on or date.min) < facts.starts_on < facts.mid_on <= facts.ends_on
    ):  # fmt: skip
        yield Reason(
            "project_days_wrong",
            _("Projects begin after the applications end; the mid-term lies between."),
            _("Correct the days."),
        )


def panel_fits(facts: CallFacts) -> Iterator[Reason]:
    """A panel of this size can be convened once the terms no longer change."""
    size = facts.panel_size
    asked = ConveneFacts(
        size=size, minimum=facts.panel_least, whole=None, maxima=(), codes=(), entries=1,
        free=size, permitted=True,
    )  # fmt: skip
    yield from collect((odd, large_enough), asked)


PUBLISH = (call_whole, line_bears, call_days, panel_fits)


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """A budget as it was typed: lines {kind, title, fen}, asked, own money, and the limits."""

    lines: Sequence[Mapping[str, int | str]] = ()
    asked: int | None = None
    own: int = 0
    limit: int | None = None
    admin_share: int = 100
    own_share: int = 0


def budget_there(facts: BudgetFacts) -> Iterator[Reason]:
    """There are lines, and an amount is asked for."""
    if not facts.lines:
        yield Reason("costs_missing", _("The budget has no line."), _("Enter every cost."), BASIS)
    if not facts.asked:
        yield Reason("asked_missing", _("The amount you ask for is missing."), clause=BASIS)


def budget_adds_up(facts: BudgetFacts) -> Iterator[Reason]:
    """The lines sum to the amount that is asked for."""
    total, _admin = reckoning.sums_of(facts.lines)
    if facts.asked and facts.lines and total != facts.asked:
        yield Reason(
            "budget_sum",
            _("The lines of the budget come to %(sum)s yuan; you ask for %(asked)s."),
            _("Correct the lines or the amount until both are equal."),
            BASIS,
            params={"sum": money.yuan(total), "asked": money.yuan(facts.asked)},
        )


def within_limit(facts: BudgetFacts) -> Iterator[Reason]:
    """Nobody asks for more than the call gives one project."""
    if facts.asked and facts.limit is not None and facts.asked > facts.limit:
        yield Reason(
            "above_limit",
            _("A project gets at most %(limit)s yuan."),
            _("Ask for less."),
            BASIS,
            params={"limit": money.yuan(facts.limit)},
        )


def shares_kept(facts: BudgetFacts) -> Iterator[Reason]:
    """Administration is not too much, own money not too little; both by row."""
    _total, admin = reckoning.sums_of(facts.lines)
    asked = facts.asked or 0
    if asked and reckoning.over_share(admin, asked, facts.admin_share):
        yield Reason(
            "admin_share",
            _("Administration is %(admin)s yuan, more than %(share)s%% of the amount."),
            _("Move costs to the services, or leave them out."),
            BASIS,
            params={"admin": money.yuan(admin), "share": facts.admin_share},
        )
    if asked and facts.own * reckoning.WHOLE < facts.own_share * (asked + facts.own):
        yield Reason(
            "own_share",
            _("Own money must be at least %(share)s%% of the whole project."),
            _("Bring in more of your own, or ask for less."),
            BASIS,
            params={"share": facts.own_share},
        )


BUDGET = (budget_there, budget_adds_up, within_limit, shares_kept)


@dataclass(frozen=True, slots=True)
class ApplyFacts:
    """What is known when a project is handed in.

    ``months`` are those of the activities ("2027-04"). ``lists`` are the credit lists on which the
    organisation stands. ``doubles`` are the cases that fund the same project already: their
    numbers, or "" for one that the reader may not see.
    """

    today: date
    opens_on: date
    closes_on: date
    starts_on: date
    ends_on: date
    title: str = ""
    field: str = ""
    fields: Collection[str] = ()
    goals: str = ""
    beneficiaries: str = ""
    reach: int = 0
    months: Sequence[str] = ()
    team: int = 0
    needs: int = 0
    no_need: str = ""
    declared: bool = False
    permitted: bool = True
    struck_off: bool = False
    lists: Collection[str] = ()
    held: tuple[Reason, ...] = ()
    doubles: Sequence[str] = ()
    handed_in: bool = False


def permitted(facts: ApplyFacts) -> Iterator[Reason]:
    """Owner and applicant act for an organisation."""
    if not facts.permitted:
        yield Reason(
            "not_permitted",
            _("Your post does not include this step."),
            _("Ask the owner of the organisation."),
        )


def once(facts: ApplyFacts) -> Iterator[Reason]:
    """One project of an organisation in a call."""
    if facts.handed_in:
        yield Reason(
            "already_applied",
            _("Your organisation has handed in a project for this call already."),
            _("Open it under “Our projects”; a second one is not taken."),
            BASIS,
        )


def in_window(facts: ApplyFacts) -> Iterator[Reason]:
    """Only from the first to the last day of applications; both count."""
    if facts.today < facts.opens_on:
        yield Reason(
            "call_not_open",
            _("Applications begin on %(day)s."),
            _("What you entered is kept."),
            BASIS,
            params={"day": days.date_words(facts.opens_on)},
        )
    if facts.today > facts.closes_on:
        yield Reason(
            "call_closed",
            _("Applications ended on %(day)s."),
            _("What you entered is kept; use it for the next call."),
            BASIS,
            params={"day": days.date_words(facts.closes_on)},
        )


def plan_whole(facts: ApplyFacts) -> Iterator[Reason]:
    """Title, field, goals, who benefits and people are there."""
    if not facts.title.strip():
        yield Reason("title_missing", _("The project has no title."), _("Write one."))
    if facts.field not in facts.fields:
        yield Reason(
            "field_wrong", _("Choose one of the fields of this call."), clause=BASIS
        )  # fmt: skip
    if not facts.goals.strip():
        yield Reason("goals_missing", _("Say what the project wants to reach."))
    if not facts.beneficiaries.strip() or facts.reach <= 0:
        yield Reason(
            "beneficiaries_missing",
            _("Say who benefits, and how many people."),
            _("A careful estimate is enough."),
        )
    if not facts.team:
        yield Reason("team_missing", _("Name at least one person and their duty."))


def months_fit(facts: ApplyFacts) -> Iterator[Reason]:
    """Activities lie in the months in which projects run."""
    first, last = facts.starts_on.isoformat()[:7], facts.ends_on.isoformat()[:7]
    if not facts.months:
        yield Reason("activities_missing", _("Enter at least one activity with its month."))
    outside = sorted({month for month in facts.months if not first <= month <= last})
    if outside:
        yield Reason(
            "activity_outside",
            _("These months lie outside the projects' time: %(months)s."),
            _("Choose months between %(first)s and %(last)s."),
            BASIS,
            params={"months": ", ".join(outside), "first": first, "last": last},
        )


def need_answered(facts: ApplyFacts) -> Iterator[Reason]:
    """A need of the list, or words why not."""
    if not facts.needs and not facts.no_need.strip():
        yield Reason(
            "need_missing",
            _("Choose the need that the project answers, or say why it answers none."),
            clause=BASIS,
        )


def declared(facts: ApplyFacts) -> Iterator[Reason]:
    """Somebody declares that nothing else pays the same project."""
    if not facts.declared:
        yield Reason(
            "not_declared",
            _("Declare that no other public money pays this project."),
            _("If some does, leave those costs out."),
            BASIS,
        )


def not_funded_twice(facts: ApplyFacts) -> Iterator[Reason]:
    """The same project is not paid from two sources."""
    for number in facts.doubles:
        known = _("The same project is funded already: %(number)s.")
        hidden = _("The same project is funded already, of an organisation that yours came from.")
        yield Reason(
            "double_funding",
            known if number else hidden,
            _("The same means: equal title, or a need of the same place and group. Finish that "
              "project first, or hand in another one."),
            BASIS,
            params={"number": number},
        )  # fmt: skip


def in_standing(facts: ApplyFacts) -> Iterator[Reason]:
    """On the register, on no credit list, nothing owed."""
    if facts.struck_off:
        yield Reason(
            "struck_off",
            _("The organisation is no longer on the register."),
            _("Money goes only to organisations that exist."),
        )
    if "abnormal" in facts.lists:
        yield Reason(
            "on_abnormal_list",
            _("The organisation is on the list of abnormal activity."),
            _("Mend what led to it and ask the registry to be taken off the list."),
            CREDIT,
        )
    if "dishonest" in facts.lists:
        yield Reason(
            "on_dishonest_list",
            _("The organisation is on the list of serious dishonesty."),
            _("While it is listed there is no money; ask the registry when it may leave the list."),
            CREDIT,
        )
    yield from facts.held


APPLY = (
    permitted, once, in_window, plan_whole, months_fit, need_answered, declared,
    not_funded_twice, in_standing,
)  # fmt: skip

COMPLETE = tuple(one for one in APPLY if one not in (once, in_window))
"""What is asked of a project that was sent back: its application itself came in time."""


def defence_not_held() -> Reason:
    """Why a sheet cannot be signed yet."""
    return Reason(
        "defence_not_held",
        _("The defence of this project has not been held yet."),
        _("Sign after the defence; the office notes who heard it."),
        BASIS,
    )
