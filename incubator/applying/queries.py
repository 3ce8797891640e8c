"""Reading what is needed to apply: bodies, drafts, what is missing, and the facts of handing in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from incubator.admission import queries as admission
from incubator.admission.enums import MAY_APPLY_AGAIN
from incubator.admission.models import Application, Draft, DraftPaper, Point
from incubator.applying import questions
from incubator.applying.conditions import STANDING, SubmitFacts
from incubator.programmes import queries as programmes
from incubator.programmes.models import EvidenceItem, Programme
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.bodies.enums import OFFICES, SOCIAL_ORGANISATIONS, BodyKind
from portal.core import clock, days
from portal.core.reasons import Reason, Text, collect
from portal.law import queries as law
from portal.organisations.claims import queries as claims
from portal.organisations.register import queries as register
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

EDIT = Permission.ORGANISATION_EDIT
MAY_BE_NURTURED = frozenset(
    {*SOCIAL_ORGANISATIONS, BodyKind.COMMUNITY_GROUP, BodyKind.FOUNDING_TEAM}
)
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Content:
    """What is handed in: answers, lists, and the keys of the files for each item.

    ``on_paper``: a clerk enters what somebody brought, so answers may stay on the paper.
    """

    answers: Answers
    lists: Mapping[str, list[dict[str, str]]]
    items: frozenset[str]
    on_paper: bool = False


def programme(pk: int) -> Programme | None:
    """A published programme with its papers; None when there is none."""
    return programmes.whole(programmes.public()).filter(pk=pk).first()


def bodies_of(user: User) -> list[Body]:
    """The organisations and founding teams for which a person may apply, by name."""
    found = bodies.of_ids(people.bodies_where(user, EDIT)).filter(kind__in=list(MAY_BE_NURTURED))
    return sorted(found, key=lambda body: body.name)


def only_read(user: User) -> list[Body]:
    """Those that a person may only look at: somebody else must apply for them."""
    seen = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    may = people.bodies_where(user, EDIT)
    found = bodies.of_ids(seen - may).filter(kind__in=list(MAY_BE_NURTURED))
    return sorted(found.exclude(kind__in=list(OFFICES)), key=lambda body: body.name)


def draft_of(programme_id: int, body_id: int) -> Draft | None:
    """What a body has entered for a programme so far."""
    found = Draft.objects.filter(programme=programme_id, body=body_id)
    return found.select_related("body__division", "saved_by").first()


def drafts_of(user: User) -> QuerySet[Draft]:
    """The applications that a person's bodies have begun and not handed in."""
    own = people.bodies_where(user, EDIT)
    return Draft.objects.filter(body__in=own).select_related("programme", "body")


def standing(programme_id: int, body_id: int) -> Application | None:
    """The application of a body to a programme that still counts (or was decided)."""
    found = Application.objects.filter(programme=programme_id, body=body_id)
    return found.exclude(status__in=list(MAY_APPLY_AGAIN)).select_related("case").first()


def papers(draft: Draft) -> dict[str, list[DraftPaper]]:
    """The papers of a draft by the code of their item."""
    found: dict[str, list[DraftPaper]] = {}
    for paper in draft.papers.select_related("stored"):
        found.setdefault(paper.item, []).append(paper)
    return found


def draft_paper(user: User, pk: int) -> DraftPaper | None:
    """A paper of a draft, for those who act for its body."""
    own = people.bodies_where(user, EDIT)
    return DraftPaper.objects.filter(pk=pk, draft__body__in=own).select_related("stored").first()


def seen(draft: Draft | None, step: str) -> str:
    """The mark of what a step's page shows; it changes when somebody saves that step."""
    kept = draft.answers if draft else {}
    shown = {key: kept.get(key, "") for key in questions.keys_of(step)}
    plain = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    return sha256(plain.encode()).hexdigest()[:16]


def content(draft: Draft) -> Content:
    """What a draft would hand in now."""
    return Content(
        answers=draft.answers,
        lists=draft.lists,
        items=frozenset(draft.papers.values_list("item", flat=True)),
    )


def missing_answers(programme: Programme, given: Content, step: str = "") -> list[Text]:
    """The required questions without an answer, of one step or of all."""
    found = [
        question.label
        for question in questions.QUESTIONS
        if question.required
        and step in ("", question.step)
        and not (given.on_paper and question.on_paper)
        and not given.answers.get(question.key, "").strip()
    ]
    no_form = len(questions.forms_offered(programme)) > 1 and not given.answers.get(questions.FORM)
    if no_form and step in ("", questions.CONTACT):
        found.append(questions.label(questions.FORM))
    return found


def missing_papers(items: Iterable[EvidenceItem], given: Content) -> list[Text]:
    """The titles of required papers and lists that were not added."""
    return [
        item.title
        for item in items
        if item.required and item.code not in given.items and not given.lists.get(item.code)
    ]


def chosen_form(programme: Programme, answers: Answers) -> str:
    """The form applied for: the one chosen, or the only one there is."""
    offered = questions.forms_offered(programme)
    return answers.get(questions.FORM, "") or (offered[0] if len(offered) == 1 else "")


def submit_facts(
    programme: Programme,
    body: Body,
    given: Content,
    *,
    moment: datetime,
    permitted: bool = True,
    declared: bool = True,
    scans: tuple[Text, ...] = (),
) -> SubmitFacts:
    """The facts of handing in at a moment, read anew."""
    found, form = standing(programme.pk, body.pk), chosen_form(programme, given.answers)
    return SubmitFacts(
        applicant=admission.applicant_facts(programme, body, clock.today()),
        permitted=permitted,
        intake=programmes.intake(programme, moment),
        closed=days.moment_words(programme.closes_at) if programme.closes_at else "",
        phone=programme.phone,
        number=str(found) if found else "",
        declared=declared,
        form_offered=not form or form in questions.forms_offered(programme),
        missing=tuple(missing_answers(programme, given)),
        papers=tuple(missing_papers(programme.evidence.all(), given)),
        scans=scans,
    )


def open_points(application: Application) -> list[Point]:
    """What the last return asked for."""
    return list(application.points.filter(round=application.returns))


def supplements(application: Application) -> dict[str, list[Any]]:
    """The papers of an application by round and item, for the page of the case."""
    found: dict[str, list[Any]] = {}
    for paper in application.papers.select_related("stored"):
        found.setdefault(paper.title, []).append(paper)
    return found


def number(key: str) -> int:
    """The value of a rule today."""
    value: int = law.rule(key, on=clock.today()).value
    return value


def gate(programme: Programme, body: Body) -> list[Reason]:
    """What bars a body now, before anything is written."""
    given = Content({}, {}, frozenset())
    return list(collect(STANDING, submit_facts(programme, body, given, moment=clock.now())))


def applicants_named(words: str) -> list[Body]:
    """The organisations and founding teams that a clerk may mean, by name or code."""
    found = [organisation.body for organisation in register.by_code_or_name_exact(words)]
    found += [organisation.body for organisation in claims.find(words)]
    found += list(bodies.teams_like(words))
    return list({body.pk: body for body in found}.values())


def applicant(pk: int) -> Body | None:
    """A body that may be nurtured, with its division; None for any other."""
    return bodies.of_ids([pk]).filter(kind__in=list(MAY_BE_NURTURED)).first()


def counter_offices(user: User) -> frozenset[int]:
    """The offices in which a person takes in applications on paper."""
    return people.bodies_where(user, Permission.ADMISSION_RECEIVE)


def counter_programmes(user: User) -> QuerySet[Programme]:
    """The open programmes for which a person takes in applications on paper."""
    found = programmes.open_now(clock.now()).filter(office__in=counter_offices(user))
    return programmes.whole(found)
