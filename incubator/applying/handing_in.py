"""The one act of handing in, for an applicant's draft and for what a counter takes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.admission.models import Application, Paper
from incubator.applying import conditions, freezing, queries
from incubator.applying.queries import Content
from incubator.programmes.models import Programme
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, Severity, Text, collect
from portal.files import operations as files
from portal.notifications import operations as notifications
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.models import Channel

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.files.models import StoredFile

Papers = Sequence[tuple[str, "StoredFile"]]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands in: a person of the body, or a clerk (``counter``) with scan and signed slip."""

    by: User
    permitted: bool
    declared: bool
    counter: bool = False
    channel: str = Channel.WEB
    paper: StoredFile | None = None
    slip: StoredFile | None = None


def lock(programme: int) -> Programme:
    """The programme, locked: those who hand in at the same moment wait for each other."""
    found = Programme.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("base__body", "office", "local_division").get(pk=programme)


def hand_in(
    programme: Programme, body: Body, given: Content, papers: Papers, sender: Sender
) -> tuple[Application, str]:
    """Freeze, open the case and bind the files; call it with the programme locked.

    Raises Refused with all reasons of ``conditions.SUBMIT``.
    """
    facts = queries.submit_facts(
        programme,
        body,
        given,
        moment=clock.now(),
        permitted=sender.permitted,
        declared=sender.declared,
        scans=_missing_scans(sender),
    )
    blocking = [r for r in collect(conditions.SUBMIT, facts) if r.severity is Severity.BLOCK]
    if blocking:
        raise Refused(*blocking)
    row = _frozen(programme, body, given, papers, sender, facts)
    try:
        with transaction.atomic():
            made, code = engine.open_case(row, _opening(programme, body, sender), by=sender.by)
    except IntegrityError as error:
        raise Refused(submitted_already(programme.pk, body.pk)) from error
    _keep_papers(made, programme, papers)
    _tell(made, body, sender)
    return made, code


def refuse_if_barred(programme: Programme, body: Body) -> None:
    """Raise Refused with what bars a body before a word is written."""
    blocking = queries.gate(programme, body)
    if blocking:
        raise Refused(*blocking)


def submitted_already(programme: int, body: int) -> Reason:
    """That this was handed in, with the number; without one when the draft went away otherwise."""
    found = queries.standing(programme, body)
    if found is None:
        return Reason(
            "draft_gone",
            _("This draft is no longer there."),
            _("Begin anew, or ask your colleagues."),
        )
    return Reason(
        "already_submitted",
        _("This application has been handed in already: %(number)s."),
        _("Open the case to follow it; a second one is not needed."),
        params={"number": str(found)},
    )


def _frozen(
    programme: Programme,
    body: Body,
    given: Content,
    papers: Papers,
    sender: Sender,
    facts: conditions.SubmitFacts,
) -> Application:
    answers = {key: text for key, text in given.answers.items() if text}
    content = {
        "profile": freezing.profile(body, facts.applicant),
        "answers": answers,
        "lists": dict(given.lists),
        "rules": {"rows": freezing.rules()},
        "programme_version": programme.version,
    }
    hashes = [(item, stored.sha256) for item, stored in papers]
    hashes += [("", scan.sha256) for scan in (sender.paper, sender.slip) if scan]
    return Application(
        programme=programme,
        body=body,
        form=queries.chosen_form(programme, answers),
        submitted_at=clock.now(),
        submitted_by=None if sender.counter else sender.by,
        entered_by=sender.by if sender.counter else None,
        paper=sender.paper,
        slip=sender.slip,
        contact=answers.get("contact", ""),
        phone=answers.get("phone", ""),
        digest=freezing.digest(content, hashes),
        **content,
    )


def _opening(programme: Programme, body: Body, sender: Sender) -> engine.Opening:
    return engine.Opening(
        applicant=body.shown_name,
        holder_id=programme.office_id,
        body_id=body.pk,
        channel=sender.channel,
    )


def _missing_scans(sender: Sender) -> tuple[Text, ...]:
    if not sender.counter:
        return ()
    wanted: Iterable[tuple[StoredFile | None, Text]] = (
        (sender.paper, _("application on paper")),
        (sender.slip, _("signed slip")),
    )
    return tuple(words for scan, words in wanted if scan is None)


def _keep_papers(row: Application, programme: Programme, papers: Papers) -> None:
    items = {item.code: item for item in programme.evidence.all()}
    Paper.objects.bulk_create(
        Paper(
            application=row,
            item=code,
            title=items[code].title if code in items else code,
            place=items[code].order if code in items else 0,
            stored=stored,
            sha256=stored.sha256,
        )
        for code, stored in papers
    )
    scans = [row.paper_id, row.slip_id]
    files.bind(keys=[*(stored.pk for _code, stored in papers), *scans], case=str(row))


def _tell(row: Application, body: Body, sender: Sender) -> None:
    """The others who act for the body learn that it was handed in; all do when a clerk did it."""
    acting = people.holders(Permission.ORGANISATION_EDIT, body.pk).exclude(pk=sender.by.pk)
    notifications.notify(
        key="admission_handed_in",
        to=acting,
        params={"number": str(row), "name": body.name, "programme": row.programme.title},
        case=str(row),
        url=reverse("admission", args=[row.pk]),
        office=row.programme.office_id,
        unique=f"{row}:handed_in",
    )
