"""What must be true before somebody is admitted: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.admission import filed
from portal.core import days, workdays
from portal.core.reasons import Reason, Severity

ADMISSION = "本市孵化入驻办法"
CREDIT = "社会组织信用信息管理办法"
UNREGISTERED = "取缔非法社会组织办法"


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of an applicant on the day asked.

    ``registered_on`` None: a founding team. ``lists`` None: nobody knows, which is not a pass.
    ``max_age_years`` and ``min_team`` None: the programme sets no such limit.
    ``public_interest`` None: an official has still to judge it. ``filed_group`` is the name of an
    applicant that is a filed community group, "" for every other.
    """

    on: date
    registered_on: date | None = None
    team_size: int | None = None
    lists: frozenset[str] | None = frozenset()
    resident_elsewhere: bool = False
    local: bool = True
    public_interest: bool | None = True
    max_age_years: int | None = None
    min_team: int | None = None
    struck_off: bool = False
    place: str = ""
    resident_where: str = ""
    filed_group: str = ""


def young_enough(facts: Applicant) -> Iterator[Reason]:
    """Start-ups only: the last day of the years allowed still counts."""
    if facts.registered_on is None or facts.max_age_years is None:
        return
    last = workdays.months_later(facts.registered_on, 12 * facts.max_age_years)
    if facts.on > last:
        yield Reason(
            "over_age",
            _("Registered on %(since)s: more than %(years)s years ago. This was possible until "
              "%(last)s."),
            _("Look for a programme for grown organisations among those that are open."),
            ADMISSION,
            params={
                "since": days.date_words(facts.registered_on, year=True),
                "years": facts.max_age_years,
                "last": days.date_words(last, year=True),
            },
        )  # fmt: skip


def team_large_enough(facts: Applicant) -> Iterator[Reason]:
    """A team that is not registered yet must be more than an idea of one person."""
    if facts.registered_on is not None or None in (facts.min_team, facts.team_size):
        return
    if (facts.team_size or 0) < (facts.min_team or 0):
        yield Reason(
            "team_too_small",
            _("The founding team has %(size)s people; this programme asks for at least %(least)s."),
            _("Add the others to the team in your space, then apply."),
            ADMISSION,
            params={"size": facts.team_size, "least": facts.min_team},
        )


def lists_clean(facts: Applicant) -> Iterator[Reason]:
    """No listed organisation is admitted; nobody knows is not a pass (rules.md I.20)."""
    if facts.lists is None:
        yield Reason(
            "lists_unknown",
            _("We have no data on the two credit lists for this organisation."),
            _("You can apply all the same: the official confirms it with a source."),
            CREDIT,
            severity=Severity.UNKNOWN,
        )
        return
    if "abnormal" in facts.lists:
        yield Reason(
            "on_abnormal_list",
            _("The organisation stands on the list of abnormal activity."),
            _("Mend the cause and ask the registering bureau to take you off; then apply."),
            CREDIT,
        )
    if "dishonest" in facts.lists:
        yield Reason(
            "on_dishonest_list",
            _("The organisation stands on the list of serious dishonesty."),
            _("Only after two years without new grounds can you ask to be taken off."),
            CREDIT,
        )


def not_resident(facts: Applicant) -> Iterator[Reason]:
    """One residence at a time, in whichever base."""
    if facts.resident_elsewhere:
        yield Reason(
            "already_resident",
            _("The organisation is already in residence%(where)s."),
            _("Finish that residence first."),
            ADMISSION,
            params={"where": f" ({facts.resident_where})" if facts.resident_where else ""},
        )


def is_local(facts: Applicant) -> Iterator[Reason]:
    """The programme is for organisations of its place."""
    if not facts.local:
        yield Reason(
            "not_local",
            _("This programme is for organisations of %(place)s."),
            _("Look for the programme of your own banner, district or street."),
            ADMISSION,
            params={"place": facts.place},
        )


def of_public_interest(facts: Applicant) -> Iterator[Reason]:
    """The aim must serve the public; an official judges it when nobody has."""
    if facts.public_interest is None:
        yield Reason(
            "public_interest_unconfirmed",
            _("Whether the aim serves the public is judged by the official."),
            _("Describe in the application whom you help and how."),
            ADMISSION,
            severity=Severity.UNKNOWN,
        )
    elif not facts.public_interest:
        yield Reason(
            "not_public_interest",
            _("The aim does not serve the public."),
            _("This programme nurtures organisations of public interest only."),
            ADMISSION,
        )


def on_the_register(facts: Applicant) -> Iterator[Reason]:
    """A body that was struck off is not admitted (Order 77, rules.md I.4)."""
    if facts.struck_off:
        yield Reason(
            "struck_off",
            _("The register says that this organisation no longer exists."),
            _("If the register is wrong, ask the registering bureau to correct it."),
            UNREGISTERED,
        )


def may_sign_and_be_paid(facts: Applicant) -> Iterator[Reason]:
    """A residence is agreed in writing and may bring money: a filed group can do neither."""
    if facts.filed_group:
        yield filed.cannot_sign(facts.filed_group)
        yield filed.cannot_be_paid(facts.filed_group)


ELIGIBLE = (
    may_sign_and_be_paid,
    on_the_register,
    young_enough,
    team_large_enough,
    lists_clean,
    not_resident,
    is_local,
    of_public_interest,
)
STILL = (may_sign_and_be_paid, on_the_register, lists_clean, not_resident)
