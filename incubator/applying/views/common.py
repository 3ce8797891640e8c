"""What the pages of applying share: who may, which programme and body, the list of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.admission.models import Draft
from incubator.applying import freezing, queries, questions
from incubator.applying.queries import Content
from incubator.programmes.models import Programme
from portal.accounts.queries import signed_in
from portal.core import days
from portal.core.ui import Fact, Step

if TYPE_CHECKING:
    from portal.bodies.models import Body


def programme_or_404(pk: int) -> Programme:
    """The published programme with this key."""
    found = queries.programme(pk)
    if found is None:
        raise Http404
    return found


def body_or_404(request: HttpRequest, pk: int) -> Body:
    """The body with this key, when the person may apply for it."""
    for body in queries.bodies_of(signed_in(request)):
        if body.pk == pk:
            return body
    raise Http404


def known(body: Body) -> list[Fact]:
    """What the portal knows of a body and does not ask for, each with its source."""
    facts = freezing.facts_of(body)
    wanted = ("founders",) if "founders" in facts else ()
    return [
        Fact(
            freezing.LABELS[code],
            freezing.shown(code, facts[code]["value"]),
            note=facts[code]["source"],
        )
        for code in (*freezing.SHOWN, *wanted)
        if code in facts
    ]


def steps(programme: Programme, draft: Draft, now: str, *, wrong: bool = False) -> list[Step]:
    """The steps of the form: what is complete, what is begun, what comes later."""
    given = queries.content(draft)
    return [
        Step(
            label,
            "error" if slug == now and wrong else "now" if slug == now else _state(slug, left),
            note=_note(left) if draft.version and slug != questions.CHECK else "",
            url=reverse("admission_step", args=[programme.pk, draft.body_id, slug]),
        )
        for slug, label in questions.STEPS.items()
        for left in [missing(programme, given, slug)]
    ]


def missing(programme: Programme, given: Content, step: str) -> int:
    """How many answers, lists and papers a step still needs."""
    items = {
        questions.PAPERS: questions.papers_of(programme),
        questions.TEAM: questions.lists_of(programme),
    }.get(step, [])
    if step == questions.CHECK:
        return 1
    answers = queries.missing_answers(programme, given, step)
    return len(answers) + len(queries.missing_papers(items, given))


def head(programme: Programme) -> list[Fact]:
    """The programme in three lines."""
    return [
        Fact(_("Base"), programme.base.body.name, note=programme.base.address),
        Fact(
            _("Intake open until"),
            days.moment_words(programme.closes_at) if programme.closes_at else "",
        ),
        Fact(_("Who decides"), programme.office.name, note=programme.phone),
    ]


def _state(slug: str, left: int) -> str:
    return "later" if left else "done"


def _note(left: int) -> str:
    if not left:
        return ""
    return ngettext("%(n)s still open", "%(n)s still open", left) % {"n": left}
