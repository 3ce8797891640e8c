"""What a posting rests on, in words and as a link: each subject above tells of its own.

``register("payments.order", describe)``: ``describe`` takes ids and gives references by id.
"""

from collections.abc import Collection

from portal.core.references import Reference, References

_bases = References()
register = _bases.register


def described(names: Collection[str]) -> dict[str, Reference]:
    """The bases that somebody tells of, by their names, asked once for each subject."""
    return _bases.described(names)
