"""What other apps may ask of organisations."""

from portal.organisations.claims.queries import register_finder
from portal.organisations.register.queries import (
    all_organisations,
    by_code_or_name_exact,
    get,
    get_visible,
    of_registries,
    public,
)

__all__ = [
    "all_organisations",
    "by_code_or_name_exact",
    "get",
    "get_visible",
    "of_registries",
    "public",
    "register_finder",
]
