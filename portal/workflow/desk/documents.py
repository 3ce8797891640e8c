"""The handover on paper: which cases passed from whom to whom, with both names to sign."""

from django.utils import translation
from django.utils.translation import gettext as _

from portal.core import clock, days, pdf
from portal.workflow.desk.models import HandedCase, Handover


def handover(made: Handover) -> bytes:
    """The printed list, in Chinese. Raises FontMissingError when set-up is incomplete."""
    with translation.override("zh-hans"):
        return pdf.render(_document(made))


def _document(made: Handover) -> pdf.Document:
    rows = list(made.cases.select_related("case"))
    names = {"giver": made.giver.get_full_name(), "taker": made.taker.get_full_name()}
    opening = _("%(giver)s hands over %(count)s cases to %(taker)s.") % {
        **names,
        "count": len(rows),
    }
    facts = [pdf.Fact(f"{n}. {row.case.number}", _line(row)) for n, row in enumerate(rows, 1)]
    return pdf.Document(
        issuer=made.office.name,
        title=_("List of cases handed over"),
        dated=clock.day(made.at),
        paragraphs=(opening, *([made.words] if made.words else [])),
        facts=tuple(facts),
        closing=(
            _("Handed over by (signature): ______________  %(giver)s") % names,
            _("Taken over by (signature): ______________  %(taker)s") % names,
            _("Arranged by: %(by)s") % {"by": made.by.get_full_name()},
        ),
        sealed=False,
    )


def _line(row: HandedCase) -> str:
    case = row.case
    state = case.table.states(row.state).label
    last = _("last day %(day)s") % {"day": days.date_words(row.due_on)} if row.due_on else ""
    parts = [str(case.table.title), case.applicant, str(state), last]
    return " · ".join(part for part in parts if part)
