"""What several readers' screens share: the sheet as a table, the grade as a chip."""

from typing import Any

from incubator.admission import queries as admission
from incubator.yearly import queries
from incubator.yearly.enums import Grade
from incubator.yearly.models import Evaluation


def result(row: Evaluation) -> dict[str, Any]:
    """Score, grade (proposed until it stands), the lines of the sheet, the targets."""
    grade = row.grade or str(row.proposed or "")
    return {
        "score": admission.points(row.score),
        "grade": Grade(grade).label if grade else "",
        "stands": bool(row.grade),
        "lines": queries.lines(row),
        "promised": queries.promised(row),
        "entry": queries.page_of(row),
    }
