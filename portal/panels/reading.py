"""What upper apps add to their kind of panel: papers, an own sheet, what a signature waits for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.core.reasons import Reason


def _nothing(_case_id: int) -> Iterable[Reason]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """Addresses of a case's papers and of an own sheet; the reasons against signing by now."""

    papers: Callable[[int], str]
    sheet: Callable[[int], str] | None = None
    unready: Callable[[int], Iterable[Reason]] = _nothing


_kinds: dict[str, Kind] = {}


def register(
    kind: str,
    url_for_case: Callable[[int], str],
    *,
    sheet: Callable[[int], str] | None = None,
    unready: Callable[[int], Iterable[Reason]] = _nothing,
) -> None:
    """Let panels of a kind link to the papers of a case; from the upper app's ``ready()``.

    ``sheet`` leads members to a sheet of the upper app, which keeps points through
    ``operations.save_score``; ``unready`` gives the reasons against signing by now. The pages
    behind the addresses must ask ``queries.may_read``.
    """
    _kinds[kind] = Kind(url_for_case, sheet, unready)


def known(kind: str) -> bool:
    """Whether papers of this kind of panel can be read on the portal."""
    return kind in _kinds


def url(kind: str, case_id: int) -> str:
    """The address of a case's papers, or "" when nobody registered one for this kind."""
    found = _kinds.get(kind)
    return found.papers(case_id) if found else ""


def sheet_url(kind: str, case_id: int) -> str:
    """The address of the upper app's own sheet of a case, or "" where the panel's is used."""
    found = _kinds.get(kind)
    return found.sheet(case_id) if found and found.sheet else ""


def unready(kind: str, case_id: int) -> list[Reason]:
    """Why the members cannot sign for a case yet, by the upper app."""
    found = _kinds.get(kind)
    return list(found.unready(case_id)) if found else []
