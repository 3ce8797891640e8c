"""Reading what organisations say about themselves."""

from portal.organisations.profile.models import Profile


def of(body: int) -> Profile:
    """The profile of a body (its id); an empty, unsaved one while there is none."""
    return Profile.objects.select_related("saved_by").filter(pk=body).first() or Profile(
        body_id=body
    )
