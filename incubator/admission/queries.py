"""Reading applications: who may see them, and the facts on which they are decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from incubator.admission import conditions
from incubator.admission.acts import Facts
from incubator.admission.conditions import Applicant
from incubator.admission.models import Application, Verdict
from incubator.programmes.models import Programme
from incubator.residence.models import Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.bodies.enums import BodyKind
from portal.core import clock, days
from portal.core.reasons import Reason
from portal.organisations.record import queries as record
from portal.organisations.register import queries as register
from portal.organisations.suppliers import queries as suppliers
from portal.permissions import Permission
from portal.workflow.publicity import queries as publicity

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.organisations.register.models import Organisation


@dataclass(frozen=True, slots=True)
class Known:
    """The credit lists (None: unknown), and the base where the applicant is resident, or ""."""

    lists: frozenset[str] | None
    where: str


SHOWN = ("case__holder", "case__handler", "programme__base__body", "body__division")


def visible_to(user: User) -> QuerySet[Application]:
    """The applications of a person's organisations and of the offices where they see cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return Application.objects.filter(Q(case__holder__in=offices) | Q(body__in=own)).select_related(
        *SHOWN
    )


def of_applicant(user: User) -> QuerySet[Application]:
    """The applications of the organisations and teams in which a person has a post."""
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return Application.objects.filter(body__in=own).select_related(*SHOWN)


def of_offices(user: User) -> QuerySet[Application]:
    """The applications held by the offices in which a person sees cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Application.objects.filter(case__holder__in=offices).select_related(*SHOWN)


def with_facts(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Applications read together with what ``known_with`` and the profile tell of the applicant."""
    elsewhere = (
        Residence.objects.filter(body=OuterRef("body"), ended_on=None)
        .exclude(application=OuterRef("pk"))
        .values("base__body__name")
    )
    related = ("body__organisation__registry", "body__profile", "body__founding_team")
    found = record.with_lists(rows.select_related(*related), clock.today())
    return found.annotate(resident_where=Subquery(elsewhere[:1])).prefetch_related(
        "body__founding_team__founders"
    )


def known_with(row: Application) -> Known | None:
    """What a row of ``with_facts`` knows of its applicant; None for a row read without it."""
    if not hasattr(row, "resident_where"):
        return None
    registered = register.of_body(row.body) is not None
    lists = record.lists_read(row, clock.today()) if registered else frozenset()
    return Known(lists, row.resident_where or "")


def applicant_facts(
    programme: Programme,
    body: Body,
    on: date,
    *,
    public_interest: bool | None = None,
    but: Application | None = None,
    known: Known | None = None,
) -> Applicant:
    """What the portal knows of an applicant: age as of ``on``, lists and residence as of today.

    ``but`` is the application whose own residence does not count against it; ``known`` what a
    page has read already.
    """
    organisation = register.of_body(body)
    known = known or _known(body, organisation, but)
    place = programme.local_division
    return Applicant(
        on=on,
        registered_on=organisation.registered_on if organisation else None,
        team_size=None if organisation else _founders(body),
        lists=known.lists,
        resident_elsewhere=bool(known.where),
        resident_where=known.where,
        local=place is None or bodies.lies_within(body.division_id, place.code),
        place=place.name if place else "",
        public_interest=public_interest if programme.public_interest_required else True,
        max_age_years=programme.max_age_years,
        min_team=programme.min_team,
        struck_off=bool(organisation and organisation.struck_off),
        filed_group=body.name if body.kind == BodyKind.COMMUNITY_GROUP else "",
    )


def eligibility(
    facts: Applicant, organisation: Organisation | None
) -> tuple[list[Reason], list[tuple[str, str]]]:
    """Every reason against and every unknown point, and what holds with its source."""
    found: list[Reason] = []
    met: list[tuple[str, str]] = []
    for condition in conditions.ELIGIBLE:
        reasons = list(condition(facts))
        found += reasons
        words = "" if reasons else _met(condition.__name__, facts)
        if words:
            met.append((words, _source(condition.__name__, organisation)))
    return found, met


def facts(application: Application, by: User | None) -> Facts:
    """The facts of a step on an application, read anew; eligibility by the day it came in."""
    held = verdicts(application)
    applicant = applicant_facts(
        application.programme,
        application.body,
        clock.day(application.submitted_at),
        public_interest=_judged(held, "public_interest_unconfirmed"),
        but=application,
    )
    further = list(application.programme.conditions.all())
    judged = {c.words: _judged(held, f"condition:{c.pk}") for c in further}
    return Facts(
        applicant=applicant,
        own_case=by is not None and belongs_to(by, application.body_id),
        confirmed=frozenset(code for code, verdict in held.items() if verdict.holds),
        unread=tuple(words for words, holds in judged.items() if holds is None),
        failed=tuple(words for words, holds in judged.items() if holds is False),
        extended=application.extended,
        passes_mark=(application.score or 0) >= application.programme.pass_mark * 100,
        score=points(application.score),
        open_objections=publicity.open_objections(application.case_id or 0).count(),
        holds_place=application.holds_place or application.form == "virtual",
        has_own_agreement=_has_scan(application, "own_id"),
        has_both_agreements=_has_scan(application, "both_id"),
    )


def verdicts(application: Application) -> dict[str, Verdict]:
    """The last verdict of officials on each point, by its code."""
    return {verdict.code: verdict for verdict in application.verdicts.select_related("by")}


def belongs_to(user: User, body: int) -> bool:
    """Whether a person holds a post in the applicant body, and so may not decide for it."""
    return any(post.body_id == body for post in people.posts(user))


def points(score: int | None) -> str:
    """Hundredths of a point as people write them: 8567 is "85.67"; "" when there is none."""
    return "" if score is None else f"{score // 100}.{score % 100:02}"


def _founders(body: Body) -> int | None:
    if body.kind != BodyKind.FOUNDING_TEAM:
        return None
    team = suppliers.team_of(body)
    return len(team.founders.all()) if team else 0


def _known(body: Body, organisation: Organisation | None, but: Application | None) -> Known:
    residences = Residence.objects.filter(body=body, ended_on=None).exclude(application=but)
    where = residences.values_list("base__body__name", flat=True).first()
    return Known(_lists(organisation), where or "")


def _lists(organisation: Organisation | None) -> frozenset[str] | None:
    if organisation is None:
        return frozenset()
    today = clock.today()
    known = record.lists_known(organisation.pk, today)
    return record.lists_on(organisation.pk, today) if known else None


def _judged(held: dict[str, Verdict], code: str) -> bool | None:
    return held[code].holds if code in held else None


def _has_scan(application: Application, name: str) -> bool:
    agreement: Any = getattr(application, "agreement", None)
    return agreement is not None and getattr(agreement, name) is not None


def _met(name: str, facts: Applicant) -> str:
    """What holds, in words; "" for a condition that does not concern this applicant."""
    years, team = facts.max_age_years, facts.min_team
    words = {
        "on_the_register": _("Stands on the register") if facts.registered_on else "",
        "young_enough": _("Registered on %(day)s, at most %(years)s years ago")
        % {"day": days.date_words(facts.registered_on), "years": years}
        if facts.registered_on and years
        else "",
        "team_large_enough": _("The founding team has %(size)s people, at least %(least)s")
        % {"size": facts.team_size, "least": team}
        if facts.team_size and team
        else "",
        "lists_clean": _("Stands on neither of the two credit lists")
        if facts.registered_on
        else "",
        "not_resident": _("Not in residence anywhere else"),
        "is_local": _("Belongs to %(place)s") % {"place": facts.place} if facts.place else "",
        "of_public_interest": "",
        "may_sign_and_be_paid": "",
    }
    return words[name]


def _source(name: str, organisation: Organisation | None) -> str:
    if organisation is None or name == "not_resident":
        return _("this system")
    if name == "lists_clean":
        return _("credit lists kept on this portal, %(day)s") % {
            "day": days.date_words(clock.today())
        }
    return f"{organisation.source} {days.date_words(organisation.source_on)}"
