"""The last step: everything once more, what is missing, the declaration, the handing in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.admission.enums import Form as Residence
from incubator.admission.models import Draft
from incubator.applying import conditions, operations, queries, questions
from incubator.applying.forms import DeclarationForm
from incubator.applying.views import common
from incubator.programmes.models import Programme
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Reason, Refused, Severity, collect
from portal.core.ui import Fact
from portal.organisations import casepage


def check(request: HttpRequest, programme: Programme, draft: Draft) -> HttpResponseBase:
    """Show the whole draft, and hand it in."""
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            application, code = operations.submit(
                draft=draft, by=signed_in(request), declaration=form.cleaned_data["true"]
            )
        except Refused as refusal:
            refused = refusal.reasons
        else:
            casepage.remember_receipt(request, str(application), code)
            return redirect("admission_receipt", pk=application.pk)
    facts = queries.submit_facts(programme, draft.body, queries.content(draft), moment=clock.now())
    reasons = collect(conditions.SUBMIT, facts)
    values = {
        "programme": programme,
        "body": draft.body,
        "draft": draft,
        "form": form,
        "title": questions.STEPS[questions.CHECK],
        "steps": common.steps(programme, draft, questions.CHECK, wrong=bool(refused)),
        "known": common.known(draft.body),
        "sections": sections(programme, draft),
        "blocked": refused or [r for r in reasons if r.severity is Severity.BLOCK],
        "refused": bool(refused),
        "back": _address(programme, draft, questions.PAPERS),
    }
    return render(request, "incubator/applying/check.html", values)


def sections(programme: Programme, draft: Draft) -> list[tuple[Any, str, list[Fact]]]:
    """(title, address, facts) of each step of a draft."""
    facts = {slug: answers(programme, draft.answers, slug) for slug in questions.STEPS}
    facts[questions.TEAM] += [
        Fact(item.title, people(draft.lists.get(item.code, [])))
        for item in questions.lists_of(programme)
    ]
    kept = queries.papers(draft)
    facts[questions.PAPERS] += [
        Fact(item.title, paper_words(kept.get(item.code, [])))
        for item in questions.papers_of(programme)
    ]
    return [
        (questions.STEPS[slug], _address(programme, draft, slug), rows)
        for slug, rows in facts.items()
        if rows
    ]


def answers(programme: Programme, given: dict[str, str], step: str) -> list[Fact]:
    """The answers of a step."""
    found = [
        Fact(question.label, given.get(question.key, "")) for question in questions.of_step(step)
    ]
    if step == questions.CONTACT:
        form = queries.chosen_form(programme, given)
        words = Residence(form).label if form in Residence.values else ""
        found.append(Fact(_("Form of residence"), words))
    return found


def people(rows: list[Any]) -> str:
    """How many people a list has; empty for none."""
    if not rows:
        return ""
    return ngettext("%(n)s person", "%(n)s people", len(rows)) % {"n": len(rows)}


def paper_words(papers: list[Any]) -> str:
    """The names and sizes of files."""
    return ", ".join(
        f"{paper.stored.name} ({filesizeformat(paper.stored.size)})" for paper in papers
    )


def _address(programme: Programme, draft: Draft, step: str) -> str:
    return reverse("admission_step", args=[programme.pk, draft.body_id, step])
