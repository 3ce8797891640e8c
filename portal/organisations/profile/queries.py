"""Reading what organisations say about themselves."""

from typing import TYPE_CHECKING

from portal.organisations.profile.models import Profile

if TYPE_CHECKING:
    from portal.bodies.models import Body


def of(body: int) -> Profile:
    """The profile of a body (its id); an empty, unsaved one while there is none."""
    return Profile.objects.select_related("saved_by").filter(pk=body).first() or Profile(
        body_id=body
    )


def of_body(body: "Body") -> Profile:
    """The profile of a body; the one that was read together with it, if it was."""
    if "profile" in body._state.fields_cache:
        known: Profile | None = body._state.fields_cache["profile"]
        return known or Profile(body_id=body.pk)
    return of(body.pk)
