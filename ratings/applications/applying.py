"""Handing in an application for a rating: by the organisation, or by an official for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted
from portal.files import operations as files
from portal.organisations.profile import queries as profiles
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.models import Channel
from ratings.applications import calling, conditions, measure, points, queries, slots, telling
from ratings.applications.models import Answer, Application, RatingPaper
from ratings.applications.points import Said
from ratings.rounds import queries as rounds

if TYPE_CHECKING:
    from django.core.files import File

    from portal.accounts.models import User
    from portal.bodies.models import Body
    from portal.files.models import StoredFile
    from portal.organisations.register.models import Organisation
    from ratings.rounds.models import Material, Round

Uploads = Mapping[int, "File[Any]"]
OFFLINE = (Channel.COUNTER, Channel.PHONE, Channel.PAPER)


def apply(
    *,
    rating_round: Round,
    body: Body,
    sub_kind: str,
    contact: str,
    phone: str,
    words: str,
    uploads: Uploads,
    answers: Sequence[Said],
    by: User,
    channel: str = Channel.WEB,
) -> tuple[Application, str]:
    """Hand an application in; returns it and its query code, which is told this once.

    ``uploads`` are files by the id of the round's material; ``answers`` what the organisation
    says about unknown points. With an offline ``channel`` an official enters it, and papers may
    follow. Raises Refused with every reason: those of ``calling.TO_APPLY`` and of the measure
    (unknown points do not bar here), ``not_permitted``, ``contact_missing``, ``paper_missing``,
    ``source_missing``, ``sub_kind_unknown``, and every reason against a file.
    """
    organisation = queries.organisation_of(body)
    offline = channel in OFFLINE
    reasons = _refused(rating_round, body, organisation, by, offline=offline)
    reasons += _form(contact, phone, answers)
    if not offline:
        reasons += _papers(rating_round, uploads)
    sheet = rounds.sheet_for(rating_round, body.kind, sub_kind)
    if sheet is None and not any(r.code in ("kind_not_rated", "not_registered") for r in reasons):
        reasons.append(Reason("sub_kind_unknown", _("Choose the type that fits your work.")))
    if reasons or organisation is None or sheet is None:
        raise Refused(*reasons)
    stored = {key: _kept(one, slots.PAPER, body, by) for key, one in uploads.items()}
    proofs = [_kept(one.upload, slots.ANSWER, body, by) if one.upload else None for one in answers]
    row = Application(
        round=rating_round,
        organisation=organisation,
        sheet=sheet,
        contact=contact.strip(),
        phone=phone.strip(),
        words=words.strip(),
        stated=frozen(organisation),
        rule_set=measure.on(clock.today()).rule_set,
        submitted_at=clock.now(),
        submitted_by=None if offline else by,
        entered_by=by if offline else None,
    )
    with transaction.atomic():
        made, code = _opened(row, rating_round, body, by, channel)
        _attach(made, stored, answers, proofs, by)
        telling.send(made, "rating_received")
    return made, code


def frozen(organisation: Organisation) -> dict[str, str]:
    """What register and profile say of an organisation, as an application keeps it."""
    profile = profiles.of(organisation.pk)
    since = organisation.registered_on
    return {
        "name": organisation.body.name,
        "code": organisation.body.credit_code or "",
        "kind": organisation.body.kind,
        "legal_representative": organisation.legal_representative,
        "registered_on": since.isoformat() if since else "",
        "registry": organisation.registry.name if organisation.registry else "",
        "domicile": organisation.domicile,
        "scope": organisation.business_scope,
        "source": organisation.source,
        "source_on": organisation.source_on.isoformat(),
        "introduction": profile.introduction,
        "phone": profile.phone,
    }


def _opened(
    row: Application, rating_round: Round, body: Body, by: User, channel: str
) -> tuple[Application, str]:
    """The case; of two applications at once, the database lets one through."""
    opening = engine.Opening(
        applicant=body.name, holder_id=rating_round.registry_id, body_id=body.pk, channel=channel
    )
    try:
        with transaction.atomic():
            return engine.open_case(row, opening, by=by, data={"round": rating_round.pk})
    except IntegrityError:
        open_one = queries.call(rating_round, body, row.organisation, clock.today())
        number = open_one.open_number or open_one.done_number
        raise Refused(calling.open_already(number)) from None


def _refused(
    rating_round: Round, body: Body, organisation: Organisation | None, by: User, *, offline: bool
) -> list[Reason]:
    may, at = Permission.ORGANISATION_EDIT, body.pk
    if offline:
        may, at = Permission.RATING_CHECK, rating_round.registry_id
    reasons = []
    if not people.may(by, may, body=at):
        reasons.append(not_permitted())
    if offline and queries.belongs_to(by, body.pk):
        reasons.append(
            Reason(
                "own_case",
                _("You hold a post in this organisation, so you may not enter its application."),
                _("Ask a colleague, or apply on the organisation's own page."),
                "回避",
            )
        )
    found = queries.reasons_for(rating_round, body, organisation, clock.today())
    return reasons + [one for one in found if one.blocks and one.code not in conditions.UNKNOWNS]


def _form(contact: str, phone: str, answers: Sequence[Said]) -> list[Reason]:
    reasons = []
    if not contact.strip() or not phone.strip():
        reasons.append(
            Reason(
                "contact_missing",
                _("It is not said whom the office may call."),
                _("Enter a name and a telephone."),
            )
        )
    for one in answers:
        if not points.label(one.point, one.says):
            reasons.append(Reason("answer_unknown", _("Choose one of the answers.")))
        if not one.source.strip():
            reasons.append(
                Reason(
                    "source_missing",
                    _("An answer needs its source."),
                    _("Write which paper says so, with its number or day, or leave the answer "
                      "open: the official then looks it up."),
                )
            )  # fmt: skip
    return reasons


def _papers(rating_round: Round, uploads: Uploads) -> list[Reason]:
    return [
        Reason(
            "paper_missing",
            _("“%(paper)s” is missing."),
            _("Add it as a PDF or a photograph."),
            params={"paper": one.title},
        )
        for one in rating_round.materials.all()
        if one.required and one.pk not in uploads
    ]


def _attach(
    row: Application,
    stored: Mapping[int, StoredFile],
    answers: Sequence[Said],
    proofs: Sequence[StoredFile | None],
    by: User,
) -> None:
    asked: dict[int, Material] = {one.pk: one for one in row.round.materials.all()}
    RatingPaper.objects.bulk_create(
        [
            RatingPaper(application=row, material=asked[key], title=asked[key].title, stored=one)
            for key, one in stored.items()
        ]
    )
    Answer.objects.bulk_create(
        [
            Answer(
                application=row,
                point=one.point,
                about=one.about,
                says=one.says,
                source=one.source.strip()[:200],
                stored=proof,
                by=by,
                at=clock.now(),
            )
            for one, proof in zip(answers, proofs, strict=True)
        ]
    )
    kept = [one.pk for one in (*stored.values(), *proofs) if one is not None]
    files.bind(keys=kept, case=str(row))


def _kept(upload: Any, slot: Any, body: Body, by: User) -> StoredFile:
    return files.store(upload=upload, slot=slot, owner=files.Owner(body=body.pk, user=by.pk), by=by)
