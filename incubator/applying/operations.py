"""Drafting, handing in and following an application, as its applicant does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.admission import operations as admission
from incubator.admission.models import Application, Draft, DraftPaper, Paper
from incubator.applying import handing_in, queries, questions, rosters, slots
from incubator.applying.handing_in import Sender
from incubator.deciding import settling
from incubator.programmes.models import EvidenceItem, Programme
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import operations as files
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.files.models import StoredFile

EDIT = Permission.ORGANISATION_EDIT
Upload = File[Any]


@transaction.atomic
def begin(*, programme: Programme, body: Body, by: User) -> Draft:
    """An empty draft, or the one there is.

    Raises Refused: ``not_permitted``, and whatever bars the body now (``already_submitted``,
    ``intake_closed``, a condition that does not hold).
    """
    _permit(body.pk, by)
    handing_in.refuse_if_barred(programme, body)
    draft, new = Draft.objects.get_or_create(
        programme=programme, body=body, defaults={"saved_at": clock.now(), "saved_by": by}
    )
    if new:
        audit.record(
            "admission.begun",
            by=by,
            subject=f"incubator.draft:{draft.pk}",
            data={"programme": programme.pk, "body": body.pk},
            post=people.post_in(by, EDIT, body.pk),
        )
    return draft


@transaction.atomic
def begin_again(*, programme: Programme, body: Body, by: User) -> Draft:
    """The draft for words that an older tab saves after the draft went away; nothing bars it.

    Raises Refused: ``not_permitted``, ``already_submitted``.
    """
    _permit(body.pk, by)
    return _locked(programme, body, by)


@transaction.atomic
def save(
    *, programme: Programme, body: Body, step: str, seen: str, answers: Mapping[str, str], by: User
) -> Draft:
    """Keep the answers of a step, whatever is still missing; this is never a handing in.

    ``seen`` is ``queries.seen`` of the page. Raises Refused: ``not_permitted``,
    ``already_submitted`` and ``saved_meanwhile`` (somebody saved other words; both are kept).
    """
    _permit(body.pk, by)
    draft = _locked(programme, body, by)
    known = {key: text for key, text in answers.items() if key in questions.keys_of(step)}
    changed = {key: text for key, text in known.items() if draft.answers.get(key, "") != text}
    if not changed:
        return draft
    if seen != queries.seen(draft, step):
        raise Refused(_saved_meanwhile())
    draft.answers = draft.answers | changed
    return _touch(draft, by)


def attach(
    *, programme: Programme, body: Body, item: EvidenceItem, upload: Upload, by: User
) -> DraftPaper:
    """Add a file for one item of the list of papers.

    Raises Refused: ``not_permitted``, ``already_submitted``, ``too_many_papers``, and every reason
    against the file.
    """
    _permit(body.pk, by)
    slot = slots.for_item(item.kinds, item.title)
    owner = files.Owner(body=body.pk, user=by.pk)
    stored = files.store(upload=upload, slot=slot, owner=owner, by=by)
    with transaction.atomic():
        draft = _locked(programme, body, by)
        most = queries.number("applying.papers_most")
        if draft.papers.filter(item=item.code).count() >= most:
            raise Refused(_too_many(most))
        paper = DraftPaper.objects.create(draft=draft, item=item.code, stored=stored)
        _touch(draft, by)
    return paper


@transaction.atomic
def detach(*, draft: Draft, paper: int, by: User) -> Draft:
    """Take a file out of a draft (its key there); the file itself goes with the orphans."""
    _permit(draft.body_id, by)
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    draft.papers.filter(pk=paper).delete()
    return _touch(draft, by)


def put_list(
    *, programme: Programme, body: Body, item: EvidenceItem, upload: Upload, by: User
) -> rosters.Roster:
    """Read a list of people into the draft in place of the former one; its good rows are kept.

    Returns what was read, with the rows to mend. When no row is good the former list stays.
    Raises Refused: ``not_permitted``, ``already_submitted``, and what ``rosters.read`` says.
    """
    _permit(body.pk, by)
    most = queries.number("applying.list_most")
    roster = rosters.read(upload, item.list_kind, most=most)
    if roster.rows:
        with transaction.atomic():
            draft = _locked(programme, body, by)
            draft.lists = draft.lists | {item.code: roster.rows}
            _touch(draft, by)
    return roster


@transaction.atomic
def drop_list(*, draft: Draft, item: str, by: User) -> Draft:
    """Take a list of people (the code of its item) out of a draft."""
    _permit(draft.body_id, by)
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    draft.lists = {code: rows for code, rows in draft.lists.items() if code != item}
    return _touch(draft, by)


@transaction.atomic
def submit(*, draft: Draft, by: User, declaration: bool) -> tuple[Application, str]:
    """Hand a draft in; returns the application and its query code, told this once.

    What is handed in is what is kept at this moment. The draft is deleted. Raises Refused with
    all reasons: ``not_permitted``, ``already_submitted`` (also from an older tab),
    ``intake_closed``, ``intake_not_open``, every condition that does not hold, ``answer_missing``,
    ``form_not_offered``, ``paper_missing``, ``not_declared``.
    """
    programme = handing_in.lock(draft.programme_id)
    current = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if current is None:
        raise Refused(handing_in.submitted_already(programme.pk, draft.body_id))
    papers = [(paper.item, paper.stored) for paper in current.papers.select_related("stored")]
    sender = Sender(
        by=by,
        permitted=people.may(by, EDIT, body=current.body_id),
        declared=declaration,
    )
    made = handing_in.hand_in(programme, current.body, queries.content(current), papers, sender)
    current.delete()
    return made


def supply(
    *,
    application: Application,
    answers: Mapping[int, str],
    uploads: Mapping[int, Upload | StoredFile],
    by: User,
) -> Application:
    """Answer every point of a return (by the point's key) with words, a file or both.

    Words are kept even when points are left open. Raises Refused: ``not_possible_now``,
    ``not_permitted``, ``point_unanswered`` for each open point, and every reason against a file.
    """
    _permit(application.body_id, by)
    stored = {key: keep_upload(application, upload, by) for key, upload in uploads.items()}
    _keep_words(application, answers)
    with transaction.atomic():
        known = {"unanswered": _unanswered(application, stored)}
        row = admission.take(application, "supply", by=by, known=known)
        moment = clock.now()
        for point in queries.open_points(row):
            point.answered_at = moment
            point.save(update_fields=["answered_at"])
            if point.pk in stored:
                _add_paper(row, point.about, point.words, stored[point.pk])
        files.bind(keys=[one.pk for one in stored.values()], case=str(row))
    return row


@transaction.atomic
def keep_words(*, application: Application, answers: Mapping[int, str], by: User) -> None:
    """Keep typed answers to a return while something else is mended; nothing is handed in."""
    _permit(application.body_id, by)
    _keep_words(application, answers)


def keep_upload(application: Application, upload: Upload | StoredFile, by: User) -> StoredFile:
    """Store a file that answers a point, before anything is locked."""
    if not isinstance(upload, File):
        return upload
    owner = files.Owner(body=application.body_id, user=by.pk)
    case = str(application)
    return files.store(upload=upload, slot=slots.SUPPLEMENT, owner=owner, by=by, case=case)


@transaction.atomic
def extend(*, application: Application, by: User) -> Application:
    """Take the one extension of the time to answer a return. Raises Refused."""
    row = admission.take(application, "extend", by=by)
    row.extended = True
    row.save(update_fields=["extended"])
    return row


@transaction.atomic
def withdraw(*, application: Application, by: User) -> Application:
    """Take an application back before the first check has ended."""
    return admission.take(application, "withdraw", by=by)


def decline(*, application: Application, by: User) -> Application:
    """Give up what was won, or the place on the reserve list; a place kept becomes free."""
    return settling.decline(application=application, by=by)


def _permit(body: int, by: User) -> None:
    if not people.may(by, EDIT, body=body):
        raise Refused(
            Reason(
                "not_permitted",
                _("Your post does not include this step."),
                _("Ask the owner of the organisation."),
            )
        )


def _locked(programme: Programme, body: Body, by: User) -> Draft:
    """The draft, locked; a body that has handed in already keeps none."""
    if queries.standing(programme.pk, body.pk) is not None:
        raise Refused(handing_in.submitted_already(programme.pk, body.pk))
    Draft.objects.get_or_create(
        programme=programme, body=body, defaults={"saved_at": clock.now(), "saved_by": by}
    )
    return Draft.objects.select_for_update().get(programme=programme, body=body)


def _touch(draft: Draft, by: User) -> Draft:
    draft.version += 1
    draft.saved_at, draft.saved_by = clock.now(), by
    draft.save()
    return draft


def _keep_words(application: Application, answers: Mapping[int, str]) -> None:
    """Keep typed answers while the points are open, even if not all of them are there yet."""
    if application.status != "returned":
        return
    for point in queries.open_points(application):
        words = answers.get(point.pk, point.answer)
        if words != point.answer:
            point.answer = words
            point.save(update_fields=["answer"])


def _unanswered(row: Application, stored: Mapping[int, StoredFile]) -> tuple[str, ...]:
    return tuple(
        point.words
        for point in queries.open_points(row)
        if not point.answer.strip() and point.pk not in stored
    )


def _add_paper(row: Application, about: str, words: str, stored: StoredFile) -> None:
    item = row.programme.evidence.filter(code=about).first() if about else None
    Paper.objects.create(
        application=row,
        item=about,
        title=item.title if item else words[:120],
        place=item.order if item else 0,
        round=row.returns,
        stored=stored,
        sha256=stored.sha256,
    )


def _saved_meanwhile() -> Reason:
    return Reason(
        "saved_meanwhile",
        _("Somebody saved this page while you were writing."),
        _("Both versions stand below; choose for each field which one stays."),
    )


def _too_many(most: int) -> Reason:
    return Reason(
        "too_many_papers",
        _("At most %(most)s files are taken for one item."),
        _("Put the pages together into one file, or remove one first."),
        params={"most": most},
    )
