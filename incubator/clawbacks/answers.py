"""What ``check_law`` may ask of clawbacks, answered by the functions the portal itself asks."""

from datetime import date

from incubator.clawbacks import shares
from portal.law.registry import Answer, Given, rule


@rule("clawbacks.asked", given=("paid", "under_way", "most"), answers=("asked_fen",))
def asked(given: Given, _on: date) -> Answer:
    """What may be asked back: {claim: fen} paid and kept, less {claim: fen} asked already, at
    most so much."""
    rows = shares.askable(_fens(given, "paid"), _fens(given, "under_way"))
    if "most" in given:
        rows = shares.at_most(rows, given.need("most", int))
    return {"asked_fen": sum(fen for _claim, fen in rows)}


def _fens(given: Given, name: str) -> dict[int, int]:
    found: dict[str, int] = given.get_or(name, {})
    return {int(key): int(fen) for key, fen in found.items()}
