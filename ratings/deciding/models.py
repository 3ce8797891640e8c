"""The committee with its sittings, votes and decisions; what was announced and certified."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.record.enums import GradeLevel
from ratings.assessments.models import result
from ratings.deciding.enums import (
    NAME_MOST,
    NO_GRADE,
    PLACE_MOST,
    REASON_MOST,
    WORDS_MOST,
    Answer,
    Says,
)

USER = "accounts.User"
GRADES = [(NO_GRADE, _("no grade")), *GradeLevel.choices]


def grade() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """A column of a grade; 0: no grade, None: not decided yet."""
    return models.PositiveSmallIntegerField(_("grade"), choices=GRADES, null=True)


class CommitteeMember(models.Model):
    """A member of a registry's rating committee for a term; both days count.

    ``user`` is their account when they have one: its posts and ties are looked at then.
    """

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=NAME_MOST)
    title = models.CharField(_("post or title"), max_length=60, blank=True)
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    from_on = models.DateField(_("first day of the term"))
    to_on = models.DateField(_("last day of the term"))
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")), name="committee_term_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["office", "name", "employer", "from_on"], name="committee_member_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Sitting(models.Model):
    """A sitting of the committee of a registry. Its seats are all members of that day."""

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=PLACE_MOST)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="sitting_closed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class CommitteeSeat(models.Model):
    """A member at a sitting; ``present`` None: attendance was not written down yet."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="seats")
    present = models.BooleanField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "member"], name="committee_seat_once")
        ]

    def __str__(self) -> str:
        return str(self.member)


class SittingCase(models.Model):
    """A rating on the agenda of a sitting; ``again``: a re-examination is answered."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="cases")
    application = models.ForeignKey(
        "ratings.Application", on_delete=models.PROTECT, related_name="sittings"
    )
    order = models.PositiveSmallIntegerField()
    again = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "application"], name="sitting_case_once")
        ]

    def __str__(self) -> str:
        return f"case {self.application_id} of sitting {self.sitting_id}"


class CommitteeRecusal(models.Model):
    """A member who does not vote on a case, and why; ``code`` of a tie that the portal found."""

    case = models.ForeignKey(SittingCase, on_delete=models.CASCADE, related_name="recusals")
    seat = models.ForeignKey(CommitteeSeat, on_delete=models.PROTECT, related_name="recusals")
    code = models.CharField(max_length=30, blank=True)
    words = models.CharField(_("tie"), max_length=REASON_MOST, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seat"], name="committee_recusal_once"),
            models.CheckConstraint(
                condition=~Q(code="") | ~Q(words=""), name="committee_recusal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"recusal {self.case_id} {self.seat_id}"


class PointChange(models.Model):
    """The committee's own points for a point of the sheet, with the reason.

    Of a veto: 1 when the committee finds that it holds, 0 when it does not.
    """

    application = models.ForeignKey(
        "ratings.Application", on_delete=models.PROTECT, related_name="changes"
    )
    point = models.ForeignKey("ratings.Point", on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=1)
    reason = models.CharField(_("reason"), max_length=REASON_MOST)
    case = models.ForeignKey(SittingCase, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "point"], name="point_change_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="point_change_not_negative"),
            models.CheckConstraint(condition=~Q(reason=""), name="point_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"change {self.application_id} {self.point_id}"


class Motion(models.Model):
    """A grade put to the vote, with the committee's total; ``carried`` is what came of it.

    ``changes`` freezes what the committee changed as [[code, points, reason]]; in place of points
    a veto has "holds" or "fails".
    """

    case = models.ForeignKey(SittingCase, on_delete=models.CASCADE, related_name="motions")
    grade = models.PositiveSmallIntegerField(_("grade"), choices=GRADES)
    total = models.DecimalField(max_digits=18, decimal_places=12)
    changes = models.JSONField(default=list)
    words = models.TextField(_("reasons"), max_length=WORDS_MOST, blank=True)
    carried = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(total__gte=0), name="motion_total_not_negative"),
            models.CheckConstraint(
                condition=Q(grade__in=[value for value, _label in GRADES]),
                name="motion_grade_known",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(carried=True), name="motion_carried_once"
            ),
        ]

    def __str__(self) -> str:
        return f"motion {self.pk}"


class Vote(models.Model):
    """A member's named vote on a motion."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(CommitteeSeat, on_delete=models.PROTECT, related_name="votes")
    says = models.CharField(max_length=10, choices=Says.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "seat"], name="committee_vote_once"),
            models.CheckConstraint(condition=Q(says__in=Says.values), name="committee_vote_known"),
        ]

    def __str__(self) -> str:
        return f"vote {self.motion_id} {self.seat_id}"


class Ballot(models.Model):
    """A member's own vote, given on their page; ``motion`` is the one in which it was counted.

    It stands for the ``grade`` and ``total`` that it was given on: other points call for another
    vote. Until the office writes the vote down, the member may change it.
    """

    case = models.ForeignKey(SittingCase, on_delete=models.CASCADE, related_name="ballots")
    seat = models.ForeignKey(CommitteeSeat, on_delete=models.PROTECT, related_name="ballots")
    says = models.CharField(max_length=10, choices=Says.choices)
    grade = models.PositiveSmallIntegerField(_("grade"), choices=GRADES)
    total = models.DecimalField(max_digits=18, decimal_places=12)
    at = models.DateTimeField()
    motion = models.ForeignKey(Motion, null=True, on_delete=models.CASCADE, related_name="ballots")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "seat"], condition=Q(motion=None), name="ballot_one_open"
            ),
            models.UniqueConstraint(fields=["motion", "seat"], name="ballot_counted_once"),
            models.CheckConstraint(condition=Q(says__in=Says.values), name="ballot_known"),
        ]

    def __str__(self) -> str:
        return f"ballot {self.case_id} {self.seat_id}"


class Announcement(models.Model):
    """The announcement of the grades of a round; its day fixes their validity."""

    round = models.ForeignKey(
        "ratings.Round", on_delete=models.PROTECT, related_name="announcements"
    )
    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField("workflow.Letter", on_delete=models.PROTECT, related_name="+")
    announced_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.letter.number


class Decision(models.Model):
    """What was found about a rating: opinion of the office, vote, confirmation, announcement.

    ``reached`` is the grade of the points alone, ``proposed`` what the vetoes leave of it;
    ``total`` is unrounded. ``grade`` is the committee's, by ``motion``; ``vetoes`` are the codes
    of those that held when last decided.
    """

    application = models.OneToOneField(
        "ratings.Application", on_delete=models.PROTECT, related_name="decided"
    )
    total = result()
    reached = grade()
    proposed = grade()
    vetoes = models.JSONField(default=list)
    words = models.TextField(_("preliminary opinion"), max_length=WORDS_MOST)
    opined_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    opined_at = models.DateTimeField()
    motion = models.ForeignKey(Motion, null=True, on_delete=models.PROTECT, related_name="+")
    grade = grade()
    confirmed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    announcement = models.ForeignKey(
        Announcement, null=True, on_delete=models.PROTECT, related_name="decisions"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(motion=None, grade=None) | Q(motion__isnull=False, grade__isnull=False),
                name="decision_grade_by_motion",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, motion__isnull=False),
                name="decision_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("opined_by")),
                name="decision_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(announcement=None) | Q(confirmed_by__isnull=False),
                name="decision_announced_after_confirmation",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.application_id}"


class Reexamination(models.Model):
    """What an organisation asks the committee to look at again, once for each publicity."""

    application = models.ForeignKey(
        "ratings.Application", on_delete=models.PROTECT, related_name="reexaminations"
    )
    entry = models.OneToOneField("workflow.PublicEntry", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("what you ask to be looked at again"), max_length=WORDS_MOST)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    reasons = models.TextField(_("reasons"), max_length=WORDS_MOST, blank=True)
    answered_at = models.DateTimeField(null=True)
    motion = models.ForeignKey(Motion, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=Answer.values, answered_at__isnull=False),
                name="reexamination_answered_whole",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(answer=""), name="reexamination_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"re-examination {self.application_id}"


class GradeCertificate(models.Model):
    """The certificate of a grade: a number that anybody may ask for, and its days."""

    application = models.OneToOneField(
        "ratings.Application", on_delete=models.PROTECT, related_name="certificate"
    )
    announcement = models.ForeignKey(
        Announcement, on_delete=models.PROTECT, related_name="certificates"
    )
    number = models.CharField(_("number of the certificate"), max_length=40, unique=True)
    grade = models.PositiveSmallIntegerField(_("grade"), choices=GradeLevel.choices)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__in=GradeLevel.values), name="grade_certificate_grade_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="grade_certificate_days"
            ),
        ]

    def __str__(self) -> str:
        return self.number
