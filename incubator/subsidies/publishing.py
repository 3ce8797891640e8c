"""The public page of a batch: shortened names for the days of the rule, then only the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext

from incubator.subsidies import conditions, queries
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim
from incubator.workers.enums import Level
from portal.accounts.models import User
from portal.core import masking, money
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity import queries as publicities

if TYPE_CHECKING:
    from portal.workflow.publicity.models import PublicEntry

CHINESE = "zh-hans"
RULE = "subsidies.publicity"


def publish(batch: SubsidyBatch, claims: Sequence[SubsidyClaim], by: User) -> None:
    """Make the lists of a batch public, one entry each. Raises Refused("not_permitted")."""
    with translation.override(CHINESE):
        month = conditions.month_words(batch.month)
        publicity.publish(
            office=batch.scheme.office,
            kind=queries.KIND,
            title=gettext("Publicity: %(scheme)s, %(month)s")
            % {"scheme": batch.scheme.title, "month": month},
            introduction=gettext(
                "These subsidies were checked and approved. Whoever knows a reason against one of "
                "them may object while they stand here. The names are taken down afterwards."
            ),
            entries=[
                publicity.EntryWords(claim.case, claim.organisation.body.name, _facts(claim))
                for claim in claims
                if claim.case is not None
            ],
            rule=RULE,
            by=by,
        )


def _facts(claim: SubsidyClaim) -> list[tuple[str, str]]:
    """Masked name, level, amount; the end of the number only where two look the same."""
    lines = list(claim.lines.filter(counts=True).select_related("worker").order_by("pk"))
    names = [masking.name(line.worker.name) for line in lines]
    often = Counter(names)
    month = conditions.month_words(claim.month)
    found = [(gettext("Month"), month), (gettext("People"), str(len(lines)))]
    for name, line in zip(names, lines, strict=True):
        shown = f"{name}（{line.worker.id_shown[-4:]}）" if often[name] > 1 else name
        words = f"{Level(line.level).label} {money.yuan(line.fen)} {gettext('yuan')}"
        found.append((shown, words))
    if claim.netted:
        netted = f"-{money.yuan(claim.netted)} {gettext('yuan')}"
        found.append((gettext("Less what was paid wrongly before"), netted))
    return [*found, (gettext("Amount"), f"{money.yuan(claim.fen)} {gettext('yuan')}")]


def take_down(entry: PublicEntry) -> None:
    """The names leave every page they stood on with its end (PIPL 19); the sums stay."""
    with translation.override(CHINESE):
        kept = {gettext(word) for word in ("Month", "People", "Amount")}
    for row in publicities.of_case(entry.case_id):
        row.facts = [fact for fact in row.facts if fact[0] in kept]
        row.save(update_fields=["facts"])
