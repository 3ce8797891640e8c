"""Where the papers of a case stand: upper apps say so for their kind of panel."""

from collections.abc import Callable

_readers: dict[str, Callable[[int], str]] = {}


def register(kind: str, url_for_case: Callable[[int], str]) -> None:
    """Let panels of a kind link to the papers of a case; from the upper app's ``ready()``.

    The page behind the address must ask ``queries.may_read``.
    """
    _readers[kind] = url_for_case


def known(kind: str) -> bool:
    """Whether papers of this kind of panel can be read on the portal."""
    return kind in _readers


def url(kind: str, case_id: int) -> str:
    """The address of a case's papers, or "" when nobody registered one for this kind."""
    reader = _readers.get(kind)
    return reader(case_id) if reader else ""
