"""The assessment sheet on paper: own marks, files with their hashes, the experts' marks."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.core import clock, days, pdf
from portal.core.pdf import Fact
from ratings.applications.models import Application
from ratings.assessments import queries, sheets
from ratings.assessments.enums import Reply
from ratings.assessments.models import Assessment
from ratings.assessments.sheets import Row, Section
from ratings.schemes.conditions import plain

HASH = 16
LINE = "______________"


def render(row: Application) -> bytes:
    """The sheet as PDF, in Chinese. Raises FontMissingError when set-up is incomplete."""
    with translation.override("zh-hans"):
        return pdf.render(document(row))


def document(row: Application) -> pdf.Document:
    """The sheet as it may be shown by now: marks of the experts only when all have signed."""
    known, sheet = queries.assessment_of(row), sheets.of(row)
    facts = [
        Fact(_("Organisation"), row.organisation.body.name),
        Fact(_("Round"), row.round.title),
        Fact(_("Own marks in all"), plain(sheet.own_total)),
    ]
    if sheet.expert_total is not None:
        facts.append(Fact(_("Experts' marks in all"), plain(sheet.expert_total)))
    facts += _visit(known)
    for part in sheet.parts:
        facts.append(Fact(part.group.title, _group(part)))
        facts += [Fact(f"{at.point.code} {at.point.title}", _point(at)) for at in part.rows]
    return pdf.Document(
        issuer=row.case.holder.name if row.case else "",
        title=_("Assessment sheet"),
        dated=clock.today(),
        case=str(row),
        addressee="",
        facts=tuple(facts),
        closing=(_("Signature of the organisation: %(line)s") % {"line": LINE},),
        address=f"{settings.SITE_URL}{reverse('track')}",
    )


def _visit(known: Assessment | None) -> list[Fact]:
    if known is None:
        return []
    found = []
    if known.handed_in_at:
        found.append(Fact(_("Handed in"), days.moment_words(known.handed_in_at)))
    if known.visited_on:
        found.append(Fact(_("Visited"), days.date_words(known.visited_on)))
    if known.minutes:
        found.append(Fact(_("Minutes of the visit"), known.minutes))
    if known.reply:
        found.append(Fact(_("Reply"), str(Reply(known.reply).label)))
    if known.reply_words:
        found.append(Fact(_("Objection"), known.reply_words))
    return found


def _group(part: Section) -> str:
    words = _("own marks %(own)s of %(most)s")
    said = [words % {"own": plain(part.own_total), "most": plain(part.group.total)}]
    if part.expert_total is not None:
        said.append(_("experts %(points)s") % {"points": f"{part.expert_total:.2f}"})
    return "；".join(said)


def _point(at: Row) -> str:
    if at.is_veto:
        met = {True: pgettext("veto", "holds"), False: pgettext("veto", "does not hold")}
        seen = met.get(at.sight.met, "–") if at.sight and at.sight.met is not None else "–"
        return "；".join(part for part in (seen, at.sight.words if at.sight else "") if part)
    said = [_own(at)]
    if at.mean is not None:
        each = ", ".join(f"{letter} {plain(score.points)}" for letter, score in at.given)
        said.append(_("experts %(points)s") % {"points": f"{at.mean} ({each})"})
        said += [f"{letter}: {score.reason}" for letter, score in at.given if score.reason]
    if at.proofs:
        words = ngettext("%(n)s file", "%(n)s files", len(at.proofs)) % {"n": len(at.proofs)}
        hashes = ", ".join(proof.sha256[:HASH] for proof in at.proofs)
        said.append(f"{words} (SHA-256 {hashes})")
    return "；".join(said)


def _own(at: Row) -> str:
    most = plain(at.point.maximum)
    if at.own is not None and not at.own.applies:
        words = _("does not apply: %(why)s") % {"why": at.own.why_not}
        return f"{words} ({at.own.get_ruling_display()})"
    given = plain(at.own.points) if at.own is not None and at.own.points is not None else "–"
    words = _("own marks %(own)s of %(most)s") % {"own": given, "most": most}
    return f"{words}；{at.own.words}" if at.own is not None and at.own.words else words
