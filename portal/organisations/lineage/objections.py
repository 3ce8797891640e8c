"""What an organisation says against a link, and what officials answer."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted
from portal.organisations.lineage import telling
from portal.organisations.lineage.enums import STANDING
from portal.organisations.lineage.models import LineageLink, LineageObjection
from portal.permissions import Permission


@transaction.atomic
def object_to(*, link: LineageLink, organisation: int, words: str, by: User) -> LineageObjection:
    """Say in words that a link, or a counter-entry, is wrong, for one of the two organisations.

    While it waits, the second official must answer before confirming. Raises Refused with every
    reason: ``not_permitted``, ``words_missing``, ``over``, ``objection_waits``.
    """
    locked = LineageLink.objects.select_for_update().get(pk=link.pk)
    reasons = []
    side = organisation in (locked.parent_id, locked.child_id)
    if not side or not people.may(by, Permission.ORGANISATION_EDIT, body=organisation):
        reasons.append(not_permitted())
    if not words.strip():
        reasons.append(
            Reason("words_missing", _("Write what is wrong."), _("Say how you know it."))
        )
    if locked.status not in STANDING or (locked.confirmed_at and not _counts(locked)):
        reasons.append(Reason("over", _("This entry does not count, so there is nothing against.")))
    if locked.objections.filter(organisation=organisation, answered_at=None).exists():
        reasons.append(
            Reason(
                "objection_waits",
                _("Your organisation has objected already, and is not answered yet."),
                _("The registry answers here; you are told."),
            )
        )
    if reasons:
        raise Refused(*reasons)
    made = LineageObjection.objects.create(
        link=locked,
        organisation_id=organisation,
        words=words.strip(),
        made_by=by,
        made_at=clock.now(),
    )
    _record("organisations.lineage_objected", made, by, Permission.ORGANISATION_EDIT, organisation)
    return made


@transaction.atomic
def answer(*, objection: LineageObjection, words: str, by: User) -> LineageObjection:
    """Answer an objection in words; the organisation is told. Whoever recorded does not answer.

    Raises Refused with every reason: ``not_permitted``, ``same_official``, ``words_missing``,
    ``answered_already``.
    """
    locked = LineageObjection.objects.select_for_update().get(pk=objection.pk)
    link, reasons = locked.link, []
    office = answering_office(link, by)
    if office is None:
        reasons.append(not_permitted())
    if by.pk == link.recorded_by_id:
        reasons.append(
            Reason(
                "same_official",
                _("You recorded this; a different official answers."),
                _("A colleague of the registry, or of the upper bureau, does it."),
            )
        )
    if not words.strip():
        reasons.append(Reason("words_missing", _("Write the answer; the organisation reads it.")))
    if locked.answered_at is not None:
        reasons.append(Reason("answered_already", _("Somebody else has answered meanwhile.")))
    if reasons:
        raise Refused(*reasons)
    locked.answer, locked.answered_by, locked.answered_at = words.strip(), by, clock.now()
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    _record("organisations.lineage_answered", locked, by, Permission.RECORD_CONFIRM, office or 0)
    telling.tell(
        link, "lineage_answered", only=[locked.organisation_id], mark=f"objection-{locked.pk}"
    )
    return locked


def answering_office(link: LineageLink, by: User) -> int | None:
    """The office in which a person may answer objections to a link, or None."""
    if link.case is None:
        return None
    offices = (link.case.holder_id, *link.further_offices())
    held = people.bodies_where(by, Permission.RECORD_CONFIRM)
    return next((office for office in offices if office in held), None)


def _counts(link: LineageLink) -> bool:
    """Whether a confirmed link is in force, or a confirmed counter-entry stands."""
    return link.in_force or link.reverses_id is not None


def _record(
    action: str, objection: LineageObjection, by: User, permission: Permission, office: int
) -> None:
    link = objection.link
    audit.record(
        action,
        by=by,
        subject=f"organisations.lineagelink:{link.pk}",
        case=str(link),
        data={"organisation": objection.organisation_id, "objection": objection.pk},
        post=people.post_in(by, permission, office),
    )
