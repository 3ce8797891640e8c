"""Who stands in for an official on leave: named for days, ended by itself or at once."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.accounts.models import Deputy, User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission


def name_deputy(
    *, absent: User, deputy: User, body: int, starts_on: date, ends_on: date, by: User
) -> Deputy:
    """Let a colleague hold a person's official posts in a body (its id) on these days.

    Done by the person or by somebody who manages deputies there. Refused with all reasons:
    ``not_permitted``, ``not_yourself``, ``absent_without_post``, ``deputy_not_colleague``,
    ``deputy_is_absent``, ``dates_reversed``, ``starts_in_the_past``, ``deputy_already_named``,
    ``deputy_on_leave``.
    """
    with transaction.atomic():
        list(User.objects.select_for_update(no_key=True).filter(pk__in=[absent.pk, deputy.pk]))
        made = Deputy(
            absent=absent,
            deputy=deputy,
            body_id=body,
            starts_on=starts_on,
            ends_on=ends_on,
            named_by=by,
            named_at=clock.now(),
        )
        reasons = [*_who(made, by), *_when(made)]
        if reasons:
            raise Refused(*reasons)
        made.save()
        _record("deputy.named", made, by)
    return made


def end_deputy(*, deputy: Deputy, by: User) -> Deputy:
    """End it at once. Refused("not_permitted", "deputy_ended")."""
    with transaction.atomic():
        locked = Deputy.objects.select_for_update().get(pk=deputy.pk)
        if not may_manage(by, locked.absent_id, locked.body_id):
            raise Refused(_not_permitted())
        if locked.ended_at is not None or locked.ends_on < clock.today():
            raise Refused(Reason("deputy_ended", _("This has ended already.")))
        locked.ended_at = clock.now()
        locked.save(update_fields=["ended_at"])
        _record("deputy.ended", locked, by)
    return locked


def may_manage(by: User, absent: int, body: int) -> bool:
    """Whether somebody may name or end the deputies of a person (the id) in a body (its id)."""
    return by.pk == absent or queries.may(by, Permission.DEPUTIES_MANAGE, body=body)


def visible_to(user: User) -> QuerySet[Deputy]:
    """The deputies of a person's offices, and those that concern the person, the newest first."""
    managed = queries.bodies_where(user, Permission.DEPUTIES_MANAGE)
    return Deputy.objects.filter(
        Q(body__in=managed) | Q(absent=user) | Q(deputy=user)
    ).select_related("absent", "deputy", "body", "named_by")


def on_leave(people: set[int], body: int) -> dict[int, Deputy]:
    """{person's id: the deputy in force today} in one body."""
    found = Deputy.objects.on(clock.today()).filter(absent__in=people, body=body)
    return {one.absent_id: one for one in found.select_related("deputy")}


def _who(made: Deputy, by: User) -> Iterator[Reason]:
    if not may_manage(by, made.absent_id, made.body_id):
        yield _not_permitted()
    elif by.pk == made.deputy_id != made.absent_id:
        yield Reason(
            "not_yourself",
            _("Nobody does this for themselves."),
            _("The person on leave names you, or another head of the office does."),
        )
    staff = {post.user_id for post in queries.posts_in([made.body_id]) if post.held_role.staff}
    if made.absent_id not in staff:
        yield Reason("absent_without_post", _("This person holds no official post there."))
    if made.deputy_id not in staff:
        yield Reason(
            "deputy_not_colleague",
            _("The deputy must hold an official post in the same office."),
            _("Choose a colleague of the office."),
        )
    if made.deputy_id == made.absent_id:
        yield Reason(
            "deputy_is_absent",
            _("Nobody stands in for themselves."),
            _("Choose another colleague."),
        )


def _when(made: Deputy) -> Iterator[Reason]:
    if made.ends_on < made.starts_on:
        yield Reason(
            "dates_reversed",
            _("The last day lies before the first."),
            _("Exchange the two days."),
        )
    if made.starts_on < clock.today():
        yield Reason(
            "starts_in_the_past",
            _("The first day lies in the past."),
            _("Begin today at the earliest."),
        )
    days = Deputy.objects.filter(
        ended_at=None, starts_on__lte=made.ends_on, ends_on__gte=made.starts_on
    )
    if days.filter(absent=made.absent_id, body=made.body_id).exists():
        yield Reason(
            "deputy_already_named",
            _("Somebody stands in for this person on some of these days already."),
            _("End that first, or choose other days."),
        )
    if days.filter(absent=made.deputy_id, body=made.body_id).exists():
        yield Reason(
            "deputy_on_leave",
            _("The deputy is on leave on some of these days."),
            _("Choose another colleague."),
        )


def _not_permitted() -> Reason:
    return Reason("not_permitted", _("Only the person or the head of the office names the deputy."))


def _record(action: str, made: Deputy, by: User) -> None:
    audit.record(
        action,
        by=by,
        subject=f"accounts.deputy:{made.pk}",
        data={
            "absent": made.absent_id,
            "deputy": made.deputy_id,
            "body": made.body_id,
            "from": made.starts_on.isoformat(),
            "until": made.ends_on.isoformat(),
        },
        post=queries.post_in(by, Permission.DEPUTIES_MANAGE, made.body_id),
    )
