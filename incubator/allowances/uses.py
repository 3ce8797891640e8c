"""What took an allowance, in words: each subject above tells of its own uses."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from portal.core.references import Reference, References

Use = Reference
_uses = References()
register = _uses.register


def described(abouts: Collection[str]) -> dict[str, Use]:
    """The uses in words by their names, asked once for each subject."""
    unknown = {about: Use(_("use of support")) for about in abouts if about}
    return unknown | _uses.described(abouts)
