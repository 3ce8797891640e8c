"""Keeping what an organisation says about itself."""

from django.db import transaction

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import refuse_if_blocked
from portal.organisations.profile import conditions
from portal.organisations.profile.models import Profile
from portal.permissions import Permission

FIELDS = ("introduction", "phone", "hours", "languages", "website")


@transaction.atomic
def save(*, body: int, seen: int, by: User, **words: str) -> Profile:
    """Save the fields if nobody saved since version ``seen`` was shown.

    Raises Refused: ``not_permitted``, ``saved_meanwhile`` (nothing is lost on either side).
    """
    Profile.objects.get_or_create(body_id=body)
    profile = Profile.objects.select_for_update().get(pk=body)
    allowed = people.may(by, Permission.ORGANISATION_EDIT, body=body)
    refuse_if_blocked(conditions.may_be_saved(allowed=allowed, current=profile.version, seen=seen))
    changed = [name for name in FIELDS if name in words and getattr(profile, name) != words[name]]
    if not changed:
        return profile
    for name in changed:
        setattr(profile, name, words[name])
    profile.version += 1
    profile.saved_at, profile.saved_by = clock.now(), by
    profile.save()
    audit.record(
        "profile.saved",
        by=by,
        subject=f"bodies.body:{body}",
        data={"fields": changed, "version": profile.version},
        post=people.post_in(by, Permission.ORGANISATION_EDIT, body),
    )
    return profile
