"""Registrations with their people, members, documents, written papers and rounds of review."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.registering.enums import (
    ENDED_WITHOUT,
    Asker,
    DirectKind,
    Kind,
    MemberKind,
    Mode,
    Office,
    RegistrationState,
    Settling,
    Sheet,
    Who,
)
from incubator.registering.workflow import REGISTRATION
from portal.workflow.bases import CaseModel


class Registration(CaseModel):
    """A founding team (or a filed group) on its way to a legal person.

    ``registry`` decides outside the portal; what it said is recorded with date and document.
    ``other_names`` are a second and third choice. Funds are in fen. ``facts_version`` grows with
    every change of what the papers say, so that old papers are told from new ones.
    """

    workflow = REGISTRATION

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="registrations")
    base = models.ForeignKey(
        "incubator.Base", on_delete=models.PROTECT, related_name="registrations"
    )
    registry = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("legal kind"), max_length=30, choices=Kind.choices)
    name = models.CharField(_("name wanted"), max_length=60)
    other_names = models.JSONField(default=list)
    name_on = models.DateField(_("name checked on"), null=True)
    mode = models.CharField(_("way"), max_length=8, choices=Mode.choices, blank=True)
    direct_kind = models.CharField(max_length=12, choices=DirectKind.choices, blank=True)
    unit = models.CharField(_("supervising or industry unit"), max_length=120, blank=True)
    unit_document = models.CharField(_("number of its document"), max_length=80, blank=True)
    unit_on = models.DateField(_("date of its document"), null=True)
    purpose = models.TextField(_("purpose"), blank=True, max_length=600)
    scope = models.TextField(_("business scope"), blank=True, max_length=1000)
    area = models.CharField(_("area of activity"), max_length=60, blank=True)
    domicile = models.CharField(_("domicile"), max_length=120, blank=True)
    domicile_right = models.CharField(_("right to the premises"), max_length=120, blank=True)
    capital_fen = models.BigIntegerField(_("registered funds"), null=True)
    capital_source = models.CharField(_("where the funds come from"), max_length=120, blank=True)
    raises_publicly = models.BooleanField(_("raises funds from the public"), default=False)
    meeting_on = models.DateField(_("day of the founding meeting"), null=True)
    meeting_place = models.CharField(_("place of the meeting"), max_length=120, blank=True)
    present = models.PositiveIntegerField(_("people present"), null=True)
    contact = models.CharField(_("contact person"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    facts_version = models.PositiveIntegerField(default=0)
    rounds = models.PositiveSmallIntegerField(default=0)
    submitted_on = models.DateField(_("handed in at the registry on"), null=True)
    accepted_number = models.CharField(_("number of acceptance"), max_length=80, blank=True)
    decided_on = models.DateField(_("decided by the registry on"), null=True)
    decision_document = models.CharField(_("document of the decision"), max_length=80, blank=True)
    certificate_from = models.DateField(null=True)
    certificate_to = models.DateField(null=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["base", "status"], name="registration_by_base")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", *RegistrationState.values]),
                name="registration_state_known",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="registration_kind"),
            models.CheckConstraint(
                condition=Q(capital_fen=None) | Q(capital_fen__gte=0),
                name="registration_funds_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(certificate_to=None)
                | Q(certificate_from=None)
                | Q(certificate_to__gt=F("certificate_from")),
                name="registration_certificate_ends_later",
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=~Q(status__in=sorted(ENDED_WITHOUT)),
                name="registration_one_for_a_team",
            ),
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="registration_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"registration {self.pk}"

    def further_offices(self) -> tuple[int, ...]:
        """The base accompanies: a post in its own body counts like one in its office."""
        return (self.base.body_id,)


class FoundingPerson(models.Model):
    """A founder or a proposed leader, with the identity number sealed.

    ``fingerprint`` tells the same number again without showing it; ``tail`` is the masked number.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=60)
    office = models.CharField(_("will be"), max_length=12, choices=Office.choices)
    founder = models.BooleanField(_("is a founder"), default=True)
    head = models.BooleanField(_("legal representative"), default=False)
    serves_state = models.BooleanField(_("serves a state organ today"), default=False)
    work = models.CharField(_("where they work and as what"), max_length=120, blank=True)
    sealed = models.TextField()
    fingerprint = models.CharField(max_length=64)
    shown = models.CharField(max_length=24)
    born_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(office__in=Office.values), name="founding_office"),
            models.UniqueConstraint(
                fields=["registration", "fingerprint"], name="founding_person_once"
            ),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(head=True), name="founding_one_head"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FoundingMember(models.Model):
    """A future member of a social group: a person or a unit."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="members")
    kind = models.CharField(max_length=8, choices=MemberKind.choices)
    name = models.CharField(_("name"), max_length=80)
    work = models.CharField(_("occupation or contact"), max_length=80, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MemberKind.values), name="member_kind"),
            models.UniqueConstraint(
                fields=["registration", "kind", "name", "work"], name="founding_member_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegistrationDocument(models.Model):
    """A document of the registry's list, in legal order; ``sheet`` names one the portal writes."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="documents"
    )
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=24)
    who = models.CharField(max_length=8, choices=Who.choices)
    file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ready_on = models.DateField(null=True)
    ready_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "code"], name="registration_document_once"
            )
        ]

    def __str__(self) -> str:
        return self.code


class WrittenPaper(models.Model):
    """A paper as the portal wrote it on a day; a later one never takes its place in the file."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="papers")
    sheet = models.CharField(max_length=12, choices=Sheet.choices)
    version = models.PositiveIntegerField()
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    handed_in_on = models.DateField(null=True)

    class Meta:
        ordering = ["-version", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(sheet__in=Sheet.values), name="written_sheet_known"),
            models.UniqueConstraint(
                fields=["registration", "sheet", "version"], name="written_once_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.version}"


class RegistrationPoint(models.Model):
    """One thing that a round found missing, and the answer to it."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="missing")
    asker = models.CharField(max_length=8, choices=Asker.choices)
    round = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=24, blank=True)
    words = models.CharField(_("what is missing"), max_length=300)
    answer = models.TextField(_("your answer"), blank=True, max_length=1000)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["round", "place"]
        constraints = [
            models.CheckConstraint(condition=Q(asker__in=Asker.values), name="missing_asker_known"),
            models.UniqueConstraint(
                fields=["registration", "round", "place"], name="missing_place_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class SettledStep(models.Model):
    """A step after the certificate: on which day, and in which words."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="settled")
    step = models.CharField(max_length=8, choices=Settling.choices)
    done_on = models.DateField()
    words = models.CharField(_("what was done"), max_length=200)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Settling.values), name="settled_known"),
            models.UniqueConstraint(fields=["registration", "step"], name="settled_once"),
        ]

    def __str__(self) -> str:
        return self.step
