"""Courses, their runs and sessions; who sits in them, came, judged them, and was certified."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.training.enums import LIVE, Level, Seat, Signed, Way, Who


class Course(models.Model):
    """What a base teaches; a course of the city is given by the city base.

    ``credits`` are whole ones, given with the certificate; ``price_fen`` is usually nought.
    """

    base = models.ForeignKey("incubator.Base", on_delete=models.PROTECT, related_name="courses")
    title = models.CharField(_("title of the course"), max_length=120)
    aim = models.TextField(_("what one can do afterwards"), max_length=2000)
    for_whom = models.CharField(_("for whom it is meant"), max_length=200, blank=True)
    level = models.CharField(
        _("level of the course"), max_length=12, choices=Level.choices, default=Level.BASIC
    )
    who = models.CharField(
        _("who may enrol"), max_length=16, choices=Who.choices, default=Who.ANYBODY
    )
    credits = models.PositiveSmallIntegerField(_("credits"), default=0)
    price_fen = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="course_level_known"),
            models.CheckConstraint(condition=Q(who__in=Who.values), name="course_who_known"),
        ]

    def __str__(self) -> str:
        return self.title


class CourseRun(models.Model):
    """One time a course is held (期次).

    ``taken`` counts seats that are held: enrolled, or offered to the first on the waiting list.
    ``begins_at``, ``ends_at`` and ``minutes`` follow the sessions. ``issued`` of ``issuing``
    certificates are made since ``issuing_at``.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="runs")
    name = models.CharField(_("name of this run"), max_length=80)
    seats = models.PositiveSmallIntegerField(_("seats"))
    taken = models.PositiveSmallIntegerField(default=0)
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(blank=True, default="")
    issuing_at = models.DateTimeField(null=True)
    issuing = models.PositiveIntegerField(default=0)
    issued = models.PositiveIntegerField(default=0)
    issuing_done = models.BooleanField(default=False)

    class Meta:
        ordering = ["begins_at", "id"]
        indexes = [models.Index(fields=["begins_at"], name="course_run_by_begin")]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("seats")), name="course_run_not_oversold"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="course_run_has_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.course.title} {self.name}"


class CourseSession(models.Model):
    """One meeting of a run. An empty ``place`` means the base; ``moved_at`` is the last change."""

    run = models.ForeignKey(CourseRun, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(_("room or address"), max_length=200, blank=True)
    teacher = models.CharField(_("teacher"), max_length=80, blank=True)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["starts_at"], name="course_session_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="course_session_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"


class Enrolment(models.Model):
    """A person's seat, or their place in the line.

    ``person`` is empty for a caller without an account, whom ``phone`` names. ``body`` is the
    organisation whose allowance the seat takes. ``attended`` is the sum of the minutes.
    ``asked_at`` is when the learner was asked for an evaluation; ``to_call`` names the message
    that a caller has still to be told by telephone.
    """

    run = models.ForeignKey(CourseRun, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    name = models.CharField(_("name as on the certificate"), max_length=60)
    phone = models.CharField(_("mobile phone"), max_length=20, blank=True)
    body = models.ForeignKey("bodies.Body", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=Seat.choices)
    way = models.CharField(max_length=12, choices=Way.choices, default=Way.WEB)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    enrolled_at = models.DateTimeField(null=True)
    offer_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    attended = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    to_call = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(fields=["state", "offer_until"], name="enrolment_by_offer"),
            models.Index(fields=["body", "run"], name="enrolment_by_body"),
            models.Index(fields=["phone"], name="enrolment_by_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=Seat.values), name="enrolment_state_known"
            ),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="enrolment_way_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(phone=""), name="enrolment_names_somebody"
            ),
            models.UniqueConstraint(
                fields=["run", "person"],
                condition=Q(state__in=LIVE),
                name="enrolment_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["run", "phone"],
                condition=Q(state__in=LIVE, person=None),
                name="enrolment_once_per_phone",
            ),
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"


class CourseAttendance(models.Model):
    """That somebody came to a session, and for how many minutes."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    session = models.ForeignKey(CourseSession, on_delete=models.PROTECT, related_name="attendances")
    minutes = models.PositiveIntegerField()
    how = models.CharField(max_length=8, choices=Signed.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["session__starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "session"], name="course_attendance_once_per_session"
            ),
            models.CheckConstraint(
                condition=Q(how__in=Signed.values), name="course_attendance_how_known"
            ),
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class CourseEvaluation(models.Model):
    """What a learner thinks of a course: three marks of 1 to 5, and words."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="evaluation")
    useful = models.PositiveSmallIntegerField(_("How useful was it for your work?"))
    clear = models.PositiveSmallIntegerField(_("How well was it explained?"))
    kept = models.PositiveSmallIntegerField(_("How well was it organised?"))
    words = models.TextField(_("What should be different next time?"), max_length=2000, blank=True)
    way = models.CharField(max_length=12, choices=Way.choices, default=Way.WEB)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__range=(1, 5), clear__range=(1, 5), kept__range=(1, 5)),
                name="course_evaluation_marks_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"


class CourseCertificate(models.Model):
    """Proof for a person; its words are kept as they were printed."""

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="certificate"
    )
    number = models.CharField(max_length=40, unique=True)
    holder = models.CharField(max_length=60)
    course = models.CharField(max_length=200)
    issuer = models.CharField(max_length=120)
    minutes = models.PositiveIntegerField()
    credits = models.PositiveSmallIntegerField()
    issued_on = models.DateField()

    class Meta:
        ordering = ["-issued_on", "-id"]

    def __str__(self) -> str:
        return self.number
