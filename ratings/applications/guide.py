"""Who may apply, how it goes and how long it takes, by the rules in force today: 办事指南."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import clock
from portal.core.dated import Confidence, RuleRow
from portal.core.reasons import Text
from portal.law import queries as law
from portal.law import words
from ratings.applications import measure

TIMES = ("applications.check", "applications.supplement", "applications.self_assessment")
STEPS: Sequence[tuple[Text, Text]] = (
    (
        gettext_lazy("Apply"),
        gettext_lazy("Register and profile are filled in already; add the papers of the list."),
    ),
    (
        gettext_lazy("Check of the conditions"),
        gettext_lazy("The office checks whether you qualify, and tells once what is missing."),
    ),
    (
        gettext_lazy("Self-assessment"),
        gettext_lazy("You score yourselves point by point, with the papers that prove it."),
    ),
    (
        gettext_lazy("Visit"),
        gettext_lazy("Experts drawn by lot visit you, look at the papers and score."),
    ),
    (
        gettext_lazy("Grade and publicity"),
        gettext_lazy("The committee fixes the grade; it stands in public before it counts."),
    ),
    (
        gettext_lazy("Certificate"),
        gettext_lazy("The grade is announced; you receive certificate and plaque."),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in plain words with its clause; ``sure`` False: not yet confirmed."""

    words: str
    clause: str
    sure: bool
    value: str = ""


def conditions(day: date | None = None) -> list[Line]:
    """Who may apply, by the rows that hold on a day (today)."""
    rows = {row.key: row for row in law.rules(measure.KEYS, on=day or clock.today())}
    years, reapply = rows[measure.REGISTERED], rows[measure.REAPPLY]
    minor = rows[measure.MINOR].value
    shown = [
        (years, _("Registered for at least %(years)s full years.") % {"years": years.value}),
        (
            reapply,
            _("No grade in force, or one in its first %(years)s years.") % {"years": reapply.value}
            if reapply.value
            else _("Never graded, or the grade has ended."),
        ),
        (
            rows[measure.LOWERED],
            _("No grade was lowered in the last %(lowered)s years or cancelled in the last "
              "%(cancelled)s.")
            % {
                "lowered": rows[measure.LOWERED].value,
                "cancelled": rows[measure.CANCELLED].value,
            },
        ),
        (rows[measure.MISSED], _("Took part in the annual inspection of last year.")),
        (rows[measure.UNQUALIFIED], _("Last year's inspection did not end with “unqualified”.")),
        (
            rows[measure.BASICALLY_TWICE],
            _("The last two inspections did not both end with “basically qualified”."),
        ),
        (
            rows[measure.MINOR],
            _("Not penalised in the year before, and every penalty is served.")
            if minor
            else _("Not penalised in the year before, and every penalty is served; minor ones do "
                   "not count."),
        ),
        (rows[measure.INVESTIGATION], _("No investigation is under way.")),
        (rows[measure.LISTED], _("On neither of the two credit lists.")),
    ]  # fmt: skip
    always = (measure.REGISTERED, measure.REAPPLY, measure.MINOR)
    return [_line(row, text) for row, text in shown if row.value or row.key in always]


def measure_line() -> Line:
    """Which measure holds today, with the row's note on what the authority has to confirm."""
    row = law.rule(measure.MEASURE, on=clock.today())
    return _line(row, str(measure.on(clock.today()).rule_set.label), row.note)


def times() -> list[Line]:
    """The time limits of the first steps."""
    rows = law.rules(TIMES, on=clock.today())
    return [_line(row, row.name, words.value(row)) for row in rows]


def _line(row: RuleRow, text: str, value: str = "") -> Line:
    return Line(text, row.clause, row.confidence is not Confidence.UNSURE, value)
