"""The minutes of a panel on paper."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core import clock, days, pdf
from portal.panels import queries, words
from portal.panels.conditions import plain
from portal.panels.experts import queries as pool
from portal.panels.models import Draw, Entry, Panel, Seat
from portal.panels.scoring import queries as scoring

LINE = "______________"


def render(panel: Panel) -> bytes:
    """The minutes as PDF, in Chinese. Raises FontMissingError when set-up is incomplete."""
    with translation.override("zh-hans"):
        return pdf.render(document(panel))


def document(panel: Panel) -> pdf.Document:
    """The minutes of a panel from ``queries.with_rows``: scores only where all have signed."""
    facts = [
        pdf.Fact(_("Matter"), panel.title),
        pdf.Fact(_("Convened"), _moment(panel.convened_at)),
        pdf.Fact(_("Members"), str(panel.size)),
    ]
    numbers = [expert for draw in panel.draws.all() for expert in draw.candidates]
    excluded = [row[0] for draw in panel.draws.all() for row in draw.excluded]
    names = pool.names_of({*numbers, *excluded})
    for draw in panel.draws.all():
        facts += _draw(draw, names)
    facts += [fact for seat in panel.seats.all() for fact in _member(seat)]
    sheets = {sheet.entry.pk: sheet for sheet in scoring.open_sheets(panel.pk)}
    for entry in panel.entries.all():
        facts += _entry(entry, sheets.get(entry.pk))
    return pdf.Document(
        issuer=panel.office.name,
        title=_("Minutes of the panel"),
        dated=clock.today(),
        paragraphs=(
            _("Every member scored alone; no sheet was shown to anybody before all had signed."),
        ),
        facts=tuple(facts),
        closing=tuple(
            _("Member %(letter)s (%(name)s), signature: %(line)s")
            % {"letter": seat.letter, "name": seat.expert, "line": LINE}
            for seat in panel.seats.all()
            if seat.left_at is None
        ),
        address=f"{settings.SITE_URL}{reverse('panel_verify', args=[panel.pk])}",
    )


def _moment(value: datetime) -> str:
    return f"{days.date_words(value)} {days.clock_words(value)}"


def _draw(draw: Draw, names: dict[int, str]) -> list[pdf.Fact]:
    label = _("Draw") if draw.number == 0 else _("Draw of a substitute")
    drawn = "、".join(name for _number, name in words.listed(draw.drawn, names)) or _("nobody")
    said = _("%(drawn)s, out of %(count)s; %(moment)s; seed %(seed)s; SHA-256 %(digest)s") % {
        "drawn": drawn,
        "count": len(draw.candidates),
        "moment": _moment(draw.drawn_at),
        "seed": draw.seed,
        "digest": draw.digest,
    }
    facts = [pdf.Fact(label, said)]
    if draw.reason:
        facts.append(pdf.Fact(_("Reason"), draw.reason))
    return facts + [
        pdf.Fact(_("Excluded"), f"{row.expert}: {'; '.join(row.reasons)}")
        for row in words.exclusions(draw, names)
    ]


def _member(seat: Seat) -> list[pdf.Fact]:
    said = [str(seat.expert), seat.expert.title, seat.expert.employer]
    if seat.left_at is not None:
        said.append(_("replaced: %(reason)s") % {"reason": seat.left_reason})
    label = _("Member %(letter)s") % {"letter": seat.letter}
    return [pdf.Fact(label, "，".join(part for part in said if part))]


def _entry(entry: Entry, opened: scoring.OpenSheet | None) -> list[pdf.Fact]:
    ties = [part.seat.letter for part in entry.parts.all() if part.declared == "tie"]
    facts = []
    if opened is None:
        acting = queries.acting(entry)
        signed = sum(part.signed_at is not None for part in acting)
        said = _("sealed: %(signed)s of %(members)s members have signed") % {
            "signed": signed,
            "members": len(acting),
        }
    else:
        sums = ", ".join(f"{letter} {plain(total)}" for letter, total in opened.sums)
        said = _("mean %(mean)s (%(sums)s)") % {"mean": entry.mean, "sums": sums}
    facts.append(pdf.Fact(entry.name, said))
    if ties:
        facts.append(pdf.Fact(_("Declared a tie"), "、".join(ties)))
    return facts
