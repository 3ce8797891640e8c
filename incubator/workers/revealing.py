"""Showing a whole personal number: with a reason, noted in the history."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.workers import queries
from incubator.workers.models import Employment
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import sealed
from portal.core.reasons import Reason, not_permitted, refuse_if_blocked
from portal.permissions import Permission

REVEAL = Permission.PERSONAL_REVEAL


@transaction.atomic
def reveal(*, employment: Employment, by: User, words: str) -> dict[str, str]:
    """The whole numbers of a person, for whoever may see them, once the reason is noted.

    Returns {"id": …, level: certificate number …}. Raises Refused: ``not_permitted``,
    ``words_missing``.
    """
    reasons = []
    if not may(by, employment):
        reasons.append(not_permitted())
    if len(words.strip()) < 2:
        reasons.append(
            Reason("words_missing", _("Say for what you need it."), _("A few words suffice."))
        )
    refuse_if_blocked(reasons)
    worker = employment.worker
    shown = {"id": sealed.unsealed(worker.id_sealed)}
    for row in worker.certificates.all():
        shown[row.level] = sealed.unsealed(row.number_sealed)
    _record(employment, by, words.strip()[:200], sorted(shown))
    return shown


def may(user: User, employment: Employment) -> bool:
    """Whether a person works in a base that sees the entry, with leave to see whole numbers."""
    if not people.may(user, REVEAL):
        return False
    return queries.served_by(user, ended=True).filter(pk=employment.pk).exists()


def _record(employment: Employment, by: User, words: str, what: list[str]) -> None:
    base = bases.where(by, REVEAL).first()
    data: dict[str, Any] = {"reason": words, "what": what, "body": employment.body_id}
    audit.record(
        "worker.revealed",
        by=by,
        subject=f"incubator.employment:{employment.pk}",
        data=data,
        post=bases.post_in(by, REVEAL, base) if base else "",
    )
