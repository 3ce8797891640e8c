"""What several readers' screens share: instalments and what came back."""

from datetime import date
from typing import Any

from incubator.clawbacks.models import Clawback


def shown(row: Clawback) -> dict[str, Any]:
    """The instalments as days and fen, and the repayments in their order."""
    return {
        "plan": [(date.fromisoformat(day), fen) for day, fen in row.plan],
        "repayments": list(row.repayments.select_related("entered_by", "confirmed_by")),
    }
