"""A programme in the form of 办事指南, drawn from its plain values (``freezing.content``).

The public page, the preview and every old version are drawn from here, so they never differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from incubator.programmes import amounts, papers
from incubator.programmes.enums import GROUP_TIE, Each, ExitFact, Period, SupportKind, TieRule
from incubator.programmes.freezing import Content, moment
from portal.core.dated import RuleRow
from portal.core.reasons import Text
from portal.law import queries as law
from portal.law.words import value

CREDIT_LISTS = "社会组织信用信息管理办法"
THIS_NOTICE = _("this programme")
STEPS: Sequence[tuple[Text, Text, Text, str]] = (
    (
        _("Apply"),
        _("Online in steps with a receipt, or on paper at the counter. Your draft is kept."),
        _("you"),
        "",
    ),
    (
        _("First check"),
        _("Passed, or one complete list of what is missing; the days stop while you answer."),
        _("the office"),
        "admission.first_check",
    ),
    (
        _("Panel"),
        _("Each member scores alone and signs; the mean of all scores counts."),
        _("the panel"),
        "admission.panel",
    ),
    (
        _("Decision"),
        _("By the office, in the order of the scores."),
        _("the office"),
        "admission.decision",
    ),
    (
        _("Publicity"),
        _("Names are published; anybody may object, name and telephone stay hidden."),
        _("the public"),
        "admission.publicity",
    ),
    (
        _("Agreement"),
        _("Signed by both sides; without it the place goes to the first on the reserve list."),
        _("you and the office"),
        "admission.agreement",
    ),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A line and where it stands: a condition with its source."""

    words: Text
    source: Text = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the page shows it."""

    title: str
    form: Text
    required: bool
    hint: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step with who acts and how long it takes."""

    name: Text
    words: Text
    who: Text
    time: Text = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the scoring sheet with its lines and the points it can give."""

    name: str
    points: int
    items: Sequence[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Granted:
    """A kind of support: how much, how often, and whether the rest is kept."""

    kind: Text
    amount: str
    each: Text
    carried: bool


@dataclass(frozen=True, slots=True)
class Reviews:
    """By what a residence is measured half-way and at its end."""

    pass_mark: int
    midterm: Sequence[dict[str, Any]]
    exit: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything the page says, apart from live figures."""

    content: Content
    opens_at: datetime | None
    closes_at: datetime | None
    tier: str
    kinds: Sequence[Text]
    period: Text
    conditions: Sequence[Stated]
    papers: Sequence[Paper]
    steps: Sequence[GuideStep]
    groups: Sequence[Group]
    total: int
    support: Sequence[Granted]
    reviews: Reviews
    ties: Sequence[Text]
    reserve: Text
    remedies: Sequence[Text]


def of(content: Content, *, on: date, programme: int = 0) -> Guide:
    """The guide of a programme's plain values, with time limits as they hold on a day.

    ``programme`` (its id) lets samples be fetched; 0 leaves the links out.
    """
    return Guide(
        content=content,
        opens_at=moment(content["opens_at"]),
        closes_at=moment(content["closes_at"]),
        tier=_tier(content["tier"]),
        kinds=list(_kinds(content)),
        period=Period(content["period_months"]).label,
        conditions=list(_conditions(content, on)),
        papers=[_paper(row, programme) for row in content["evidence"]],
        steps=[
            GuideStep(name, words, who, limit(key, on) if key else "")
            for name, words, who, key in STEPS
        ],
        groups=_groups(content["sheet"]),
        total=sum(row["maximum"] for row in content["sheet"]),
        support=[_granted(row) for row in content.get("allowances", ())],
        reviews=_reviews(content),
        ties=[_tie(code) for code in content["tie_rule"]],
        reserve=limit("admission.reserve", on),
        remedies=list(_remedies(on)),
    )


def limit(key: str, on: date) -> str:
    """A time limit in words, as the rule holds on a day."""
    return value(law.rule(key, on=on))


def address(programme: int) -> str:
    """The public page of a programme."""
    return f"/programmes/{programme}/"


def apply_address(programme: int) -> str:
    """Where one applies, or an empty string while applying is not offered."""
    try:
        return reverse("admission_start", args=[programme])
    except NoReverseMatch:
        return ""


def _tier(tier: dict[str, Any]) -> str:
    english = (get_language() or "").startswith("en")
    return str(tier["name_en"] if english and tier["name_en"] else tier["name"])


def _kinds(content: Content) -> Iterator[Text]:
    if content["physical"]:
        yield ngettext(
            "with a place in the base, %(n)d place",
            "with a place in the base, %(n)d places",
            content["places"],
        ) % {"n": content["places"]}
    if content["virtual"]:
        yield gettext("without a place (virtual): advice and courses, any number")


def _conditions(content: Content, on: date) -> Iterator[Stated]:
    age, team = law.rule("incubator.max_age", on=on), law.rule("incubator.min_team", on=on)
    yield Stated(_age(content), _source(age if content["max_age_years"] else team))
    if content["local_division"]:
        words = gettext("Registered or active in %(place)s.")
        yield Stated(words % {"place": content["local_division"]["name"]}, THIS_NOTICE)
    if content["public_interest_required"]:
        yield Stated(gettext("The aim is public benefit, not profit."), THIS_NOTICE)
    yield Stated(
        gettext("On neither list: abnormal activities, serious breach of law and trust."),
        CREDIT_LISTS,
    )
    yield Stated(gettext("Not in residence at another base at the same time."), _source(age))
    for row in content["conditions"]:
        yield Stated(row["words"], row["source"])


def _age(content: Content) -> str:
    values = {"years": content["max_age_years"], "team": content["min_team"]}
    if content["max_age_years"]:
        return (
            gettext(
                "A social organisation registered for at most %(years)d years, or a founding team "
                "of at least %(team)d people."
            )
            % values
        )
    return (
        gettext("A social organisation of any age, or a founding team of at least %(team)d people.")
        % values
    )


def _source(row: RuleRow) -> str:
    return row.clause


def _paper(row: dict[str, Any], programme: int) -> Paper:
    sample = ""
    if programme and row["sample"]:
        sample = reverse("programme_sample", args=[programme, row["id"]])
    form = papers.label(papers.code_of(row["kinds"], row["list_kind"]))
    return Paper(row["title"], form, row["required"], row["hint"], sample)


def _groups(sheet: Sequence[dict[str, Any]]) -> list[Group]:
    groups = []
    for name, rows in groupby(sheet, key=lambda row: row["group"]):
        items = list(rows)
        groups.append(Group(name, sum(row["maximum"] for row in items), items))
    return groups


def _granted(row: dict[str, Any]) -> Granted:
    kind, each = SupportKind(row["kind"]), Each(row["each"])
    return Granted(
        kind.label, amounts.words(kind, row["amount"]), each.label, bool(row["carry_over"])
    )


def _reviews(content: Content) -> Reviews:
    midterm = content.get("midterm", {})
    exit_items = content.get("exit", {}).get("items", [])
    return Reviews(
        pass_mark=midterm.get("pass_mark", content["pass_mark"]),
        midterm=midterm.get("items", []),
        exit=[{**row, "proof": ExitFact(row["fact"]).label} for row in exit_items],
    )


def _remedies(on: date) -> Iterator[Text]:
    review, suit = law.rule("letters.review", on=on), law.rule("letters.suit", on=on)
    yield gettext(
        "While names are published (%(time)s): object on the page of the publicity or at the "
        "counter. You get an answer in writing."
    ) % {"time": limit("admission.publicity", on)}
    yield gettext("Within %(time)s: ask for administrative review (%(clause)s).") % {
        "time": value(review),
        "clause": review.clause,
    }
    yield gettext("Within %(time)s: go to the people's court (%(clause)s).") % {
        "time": value(suit),
        "clause": suit.clause,
    }


def _tie(code: str) -> Text:
    if code.startswith(GROUP_TIE):
        group = code.removeprefix(GROUP_TIE)
        return gettext("more points in “%(group)s”") % {"group": group}
    return TieRule(code).label
