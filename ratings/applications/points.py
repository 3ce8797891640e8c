"""What nobody knows of an applicant, as questions that can be answered with a source."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.core.reasons import Reason, Text
from portal.organisations.record.enums import InspectionResult
from ratings.applications.enums import Investigated, Listed, Point

POINTS = {
    "inspection_unknown": Point.INSPECTION,
    "lists_unknown": Point.LISTS,
    "investigation_unknown": Point.INVESTIGATION,
}
CHOICES: dict[str, list[tuple[str, Text]]] = {
    Point.INSPECTION: list(InspectionResult.choices),
    Point.LISTS: list(Listed.choices),
    Point.INVESTIGATION: list(Investigated.choices),
}


@dataclass(frozen=True, slots=True)
class Question:
    """An unknown point: which, about what (the inspected year), why it is asked."""

    point: Point
    about: str
    reason: Reason

    @property
    def key(self) -> str:
        """The question in a form or an address: "inspection-2025", "lists"."""
        return f"{self.point}-{self.about}" if self.about else str(self.point)

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """What may be answered."""
        return CHOICES[self.point]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer of the organisation: what, and by which source; ``upload`` a file or None."""

    point: str
    about: str
    says: str
    source: str
    upload: object = None


def questions(reasons: Iterable[Reason]) -> list[Question]:
    """The unknown points among reasons that can be answered here, each once."""
    found = (
        Question(POINTS[reason.code], str(reason.params.get("year", "")), reason)
        for reason in reasons
        if reason.code in POINTS
    )
    return list({one.key: one for one in found}.values())


def label(point: str, says: str) -> Text:
    """An answer in words; "" for one that does not exist."""
    return dict(CHOICES.get(point, [])).get(says, "")
